"""Every address of the application, read from the application itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.modules.core.mounting import GUARDS
from app.modules.registry import registry
from tests.journeys.named_rows import Names, named, parameters

STOREFRONT = "/api/v1/storefront"
WINDOW = tuple(
    f"{STOREFRONT}/{what}"
    for what in (
        "products",
        "categories",
        "collections",
        "search",
        "taxes",
        "shipping",
        "payment-methods",
    )
)
METRIC_STEP = 6  # every sixth metric has pages like all others


@dataclass(frozen=True)
class Door:
    """One method and path. `audience` is the frontend whose guard it stands behind, if any.

    `module` is the code of the module that answers.
    """

    method: str
    path: str
    kind: str
    audience: str | None
    module: str

    @property
    def parameters(self) -> bool:
        """Whether the path has to be filled in."""
        return "{" in self.path


def is_public(door: Door) -> bool:
    """Whether everybody may read it who comes to the store: its window."""
    return door.audience == "storefront" and door.path.startswith(WINDOW)


def doors(app: FastAPI) -> list[Door]:
    """Every method and path that the app serves, the API's and the pages'."""
    return [
        _door(method, path, _module_of(route))
        for route, prefix in _walk(app.routes)
        for path in [prefix + route.path]
        for method in sorted(route.methods or ())
    ]


def _walk(routes: Sequence[Any], prefix: str = "") -> Iterator[tuple[APIRoute, str]]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route, prefix
        elif hasattr(route, "original_router"):
            inner = getattr(route.include_context, "prefix", "")
            yield from _walk(route.original_router.routes, prefix + inner)


def _module_of(route: APIRoute) -> str:
    """The code of the module, as in app.modules.orders.…; none for what the root answers itself."""
    parts = route.endpoint.__module__.split(".")
    return parts[2] if parts[1] == "modules" else ""


def _door(method: str, path: str, module: str) -> Door:
    kind = "api" if path.startswith("/api/") else "pages"
    first = path.removeprefix("/api/v1").split("/")[1]
    is_public = path.endswith(("/auth/sign-in", "/auth/refresh"))
    guarded = (kind, first) in GUARDS and not is_public
    return Door(method, path, kind, first if guarded else None, module)


def pages_of_lists(audience: str) -> list[str]:
    """The address of every list in every view, as page and as file."""
    path = f"/{audience}/{{listing}}"
    return [*_lists(path, audience), *_lists(f"{path}/export.csv", audience)]


def _lists(path: str, audience: str) -> list[str]:
    return [
        f"{path.replace('{listing}', listing.code)}?view={view.code}&period=all"
        for listing in registry().listings().values()
        if audience in listing.audiences
        for view in listing.views
    ]


def filled(door: Door, names: Names) -> list[str]:
    """The addresses that a door stands for, parameters filled with everything that exists.

    `names` is what stands for the parameters that name a store's rows.
    """
    if "{listing}" in door.path:
        assert door.audience is not None
        return _lists(door.path, door.audience)
    codes = [module.code for module in registry()]
    if parameters(door.path) & {"module", "code"}:
        return [door.path.replace("{module}", c).replace("{code}", c) for c in codes]
    if "{key}" in door.path:
        keys = list(registry().descriptions())[::METRIC_STEP]
        return [door.path.replace("{key}", key) for key in keys]
    if door.parameters:
        return [named(door.path, names)]
    if door.path.endswith(("/dashboard", "/headline", "/todos", "/panels", "/stats")):
        return [f"{door.path}?period=all", f"{door.path}?period=30d&all=1"]
    return [door.path]
