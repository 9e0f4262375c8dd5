"""Mounts the routes of every module: file names decide address, guard and audience.

`routes/api/store_x.py` answers under /api/v1/store behind the guard of the store's API,
`routes/pages/admin_x.py` under /admin behind the guard of the operators' pages; behind that of
the storefront everybody passes who names a store that is open, signed in or not; `public_x.py` has
no guard, and `routes/api/any_x.py` answers under /api/v1 for the token of whichever frontend. Every
route names a permission or says that it is public; one that does not fails here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request, params
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from app.kernel.http.quick_router import QuickRouter, beginning_of
from app.modules.base import ModuleDefinition
from app.modules.core.exceptions import ModuleIsOff
from app.modules.core.services.module_switches import enabled_codes
from app.modules.registry import InvalidModule, ModuleRegistry, module_folder
from app.modules.tenancy import dependencies as doors

PUBLIC, ANY = "public", "any"
MADE_TWICE = ("dependant", "body_field", "response_field", "response_fields", "app")
GUARDS: dict[tuple[str, str], Callable[..., Any]] = {
    ("api", "store"): doors.get_current_store_api,
    ("api", "admin"): doors.get_current_admin_api,
    ("api", ANY): doors.get_current_any_api,
    ("api", "storefront"): doors.get_current_storefront_api,
    ("pages", "store"): doors.get_current_store_page,
    ("pages", "admin"): doors.get_current_admin_page,
}


def mount_modules(app: FastAPI, modules: ModuleRegistry) -> None:
    """Mounts all routes, those of core last: its list pages take whatever address is left.

    Raises InvalidModule for a route without a permission or a file without a known audience.
    """
    ordered = sorted(modules, key=lambda module: module.code == "core")
    for module in ordered:
        for kind in ("api", "pages"):
            for audience, router in _routers(module, kind):
                _mount(app, module, kind, audience, router)


def _routers(module: ModuleDefinition, kind: str) -> Iterator[tuple[str, APIRouter]]:
    folder = module_folder(module, "routes")
    if folder is None or not (folder / kind).is_dir():
        return
    for info in sorted(pkgutil.iter_modules([str(folder / kind)]), key=_catch_all_last):
        source = importlib.import_module(f"{module.package}.routes.{kind}.{info.name}")
        yield info.name.partition("_")[0], source.router


def _catch_all_last(info: pkgutil.ModuleInfo) -> tuple[bool, str]:
    return info.name.endswith("_lists"), info.name


def _mount(
    app: FastAPI, module: ModuleDefinition, kind: str, audience: str, router: APIRouter
) -> None:
    for route in router.routes:
        _require_permission(module, route)
    prefix = "/api/v1" if kind == "api" else ""
    if audience == PUBLIC:
        _include(app, router, prefix)
        return
    guard = GUARDS.get((kind, audience))
    if guard is None:
        raise InvalidModule(f"{module.code}: no guard for routes/{kind}/{audience}_*.py")
    dependencies = [Depends(guard)]
    if not module.is_core:
        dependencies.append(Depends(_is_on(module.code)))
    folder = "" if audience == ANY else f"/{audience}"
    _include(app, router, f"{prefix}{folder}", dependencies)


def _include(
    app: FastAPI, router: APIRouter, prefix: str, dependencies: Sequence[params.Depends] = ()
) -> None:
    paths = [f"{prefix}{route.path}" for route in router.routes if isinstance(route, APIRoute)]
    quick = QuickRouter(map(beginning_of, paths))
    app.include_router(quick)
    # Included while it is empty: whatever is there by then would be put together at once.
    quick.include_router(router, prefix=prefix, dependencies=dependencies)
    _lighten(router)


def _lighten(router: APIRouter) -> None:
    """Drops what FastAPI made of the routes when it read and checked them.

    It makes all of that anew for routes that are included, then with prefix and guards; what it
    made first would only lie there, in every process.
    """
    for route in router.routes:
        for name in MADE_TWICE:
            vars(route).pop(name, None)


def _require_permission(module: ModuleDefinition, route: Any) -> None:
    if not isinstance(route, APIRoute):
        raise InvalidModule(f"{module.code}: {route!r} is no API route")
    named = [doors.permission_of(dependency) for dependency in route.dependencies]
    if not any(permission is not None for permission in named):
        raise InvalidModule(f"{module.code}: {route.path} names no permission and is not public")


def _is_on(code: str) -> Callable[..., None]:
    """Refuses with 404 while the module is off on the platform in view."""

    def module_is_on(request: Request, db: doors.Db) -> None:
        require_module(db, request.state.user.token_platform_id, code)

    return module_is_on


def require_module(db: Session, platform_id: int, code: str) -> None:
    """Raises ModuleIsOff unless the module is on for the platform."""
    if code not in enabled_codes(db, platform_id):
        raise ModuleIsOff
