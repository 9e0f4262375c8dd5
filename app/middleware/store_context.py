"""Which store a request is for: by its host, or by "/stores/<code>" in its path."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from app.kernel.errors import StoaError
from app.middleware.context import code_after, find, needs_context, refuse, without_prefix
from app.middleware.preferences import choose_language
from app.modules.tenancy.exceptions import UnknownStore
from app.modules.tenancy.infos import StoreInfo
from app.modules.tenancy.services.access import Place
from app.modules.tenancy.services.host_directory import host_directory


class StoreContextMiddleware:
    """Sets `request.state.store` to a `StoreInfo`, or None where the address names no store.

    Stands inside the platform's middleware. Language and time zone of the store, else of the
    platform, become those of the request where the visitor asked for no language.
    `request.state.named_place` has the ids of what the address itself names.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if needs_context(scope):
            try:
                scope = await _with_store(scope)
            except StoaError as refusal:
                await refuse(refusal, scope, receive, send)
                return
            _note_place(scope["state"])
            _follow_place(scope)
        await self._app(scope, receive, send)


async def _with_store(scope: Scope) -> Scope:
    state = scope["state"]
    state["store"] = state["host_match"].store
    code = code_after("stores", scope["path"])
    if code is None:
        return scope
    state["store"] = await _named(scope, code)
    return without_prefix(scope, f"/stores/{code}")


async def _named(scope: Scope, code: str) -> StoreInfo:
    """The store of the path, if it sells on the platform that the address names."""
    state = scope["state"]
    store = await find(host_directory.stores, code)
    of_host = state["host_match"].store
    if store is None or (of_host is not None and of_host.id != store.id):
        raise UnknownStore
    if state["is_platform_named"] and state["platform"].id not in store.platform_ids:
        raise UnknownStore
    return store


def _note_place(state: dict[str, Any]) -> None:
    """What the address names stays known when a guard fills in what token or session hold."""
    store, platform = state["store"], state["platform"]
    state["named_place"] = Place(
        store_id=None if store is None else store.id,
        platform_id=platform.id if state["is_platform_named"] else None,
    )


def _follow_place(scope: Scope) -> None:
    state = scope["state"]
    place = state["store"] or state["platform"]
    if place is not None:
        state["time_zone"] = place.time_zone
        choose_language(scope, default=place.locale)
