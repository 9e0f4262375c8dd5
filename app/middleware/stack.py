"""The order in which the middlewares stand round the application, outermost first."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware

from app.middleware.cross_origin import CrossOriginMiddleware
from app.middleware.head_requests import HeadRequestsMiddleware
from app.middleware.platform_context import PlatformContextMiddleware
from app.middleware.preferences import PreferencesMiddleware
from app.middleware.rate_limit import RateLimitMiddleware
from app.middleware.request_id import RequestIdMiddleware
from app.middleware.security_headers import SecurityHeadersMiddleware
from app.middleware.store_context import StoreContextMiddleware


def middleware_stack() -> list[Middleware]:
    """All of them, to hand to the application when it is made.

    HEAD becomes GET before anybody looks. The id comes next, so that every answer and every log
    line has it; then the headers, also those for other sites, which refusals need as well; then
    language and form token, which the page of a refusal shows. Calls are counted last, when the
    path is known without its prefix.
    """
    return [
        Middleware(HeadRequestsMiddleware),
        Middleware(RequestIdMiddleware),
        Middleware(SecurityHeadersMiddleware),
        Middleware(CrossOriginMiddleware),
        Middleware(PreferencesMiddleware),
        Middleware(PlatformContextMiddleware),
        Middleware(StoreContextMiddleware),
        Middleware(RateLimitMiddleware),
    ]


def install_middleware(app: Starlette) -> None:
    """Put all of them round an application; after `install_error_handlers`, which goes inside."""
    for middleware in reversed(middleware_stack()):
        app.add_middleware(middleware.cls, *middleware.args, **middleware.kwargs)
