"""Which platform a request is for: by its host, or by "/platforms/<code>" in its path."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from app.kernel.config import get_settings
from app.kernel.errors import StoaError
from app.middleware.context import code_after, find, needs_context, refuse, without_prefix
from app.middleware.host_names import host_name
from app.modules.tenancy.exceptions import UnknownHost, UnknownPlatform
from app.modules.tenancy.infos import HostMatch, PlatformInfo
from app.modules.tenancy.services.access import Place
from app.modules.tenancy.services.host_directory import host_directory

NOBODY = HostMatch(None, None)


class PlatformContextMiddleware:
    """Sets `request.state.platform` to a `PlatformInfo`, or None on a neutral host.

    `request.state.host_match` keeps what the host stands for, `request.state.is_platform_named`
    tells whether the address names the platform or leaves it open. The hosts of the installation
    are neutral. An unknown host or code is answered with a designed 404.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {}).update(
                platform=None,
                store=None,
                path_prefix="",
                is_platform_named=False,
                host_match=NOBODY,
                named_place=Place(),
            )
        if needs_context(scope):
            try:
                scope = await _with_platform(scope)
            except StoaError as refusal:
                await refuse(refusal, scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _with_platform(scope: Scope) -> Scope:
    host = host_name(scope["headers"], scope["path"])
    match = NOBODY if host in get_settings().installation_hosts else await _match(host)
    state = scope["state"]
    state["host_match"] = match
    state["platform"] = match.platform
    state["is_platform_named"] = match.platform is not None and not match.is_platform_supposed
    code = code_after("platforms", scope["path"])
    if code is None:
        return scope
    state["platform"] = await _named(code, match)
    state["is_platform_named"] = True
    return without_prefix(scope, f"/platforms/{code}")


async def _match(host: str) -> HostMatch:
    match = await find(host_directory.hosts, host)
    if match is None:
        raise UnknownHost
    return match


async def _named(code: str, match: HostMatch) -> PlatformInfo:
    """The platform of the path, unless the host already stands for another one."""
    platform = await find(host_directory.platforms, code)
    if platform is None:
        raise UnknownPlatform
    if match.store is not None and platform.id not in match.store.platform_ids:
        raise UnknownPlatform
    if not match.is_platform_supposed and match.platform not in {None, platform}:
        raise UnknownPlatform
    return platform
