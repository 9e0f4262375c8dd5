"""What a visitor prefers, and the token that the forms of his pages carry."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.config import get_settings
from app.kernel.i18n.languages import DEFAULT_LOCALE
from app.kernel.i18n.negotiation import choose_locale
from app.kernel.security.csrf import csrf_token
from app.modules.tenancy.services import cookies

# The address still names the platform or store before it.
API = "/api/"


class PreferencesMiddleware:
    """Sets `request.state.locale`, `time_zone`, `theme`, `csrf_key` and `csrf_token`.

    The token belongs to the session cookie, before sign-in to a visitor cookie of its own, which
    goes out with the first page. The API reads no cookies and gets none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["time_zone"] = "UTC"
        choose_language(scope, default=DEFAULT_LOCALE)
        state["theme"] = _theme(Request(scope))
        if scope["path"].startswith("/static/") or API in scope["path"]:
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _with_form_token(scope, send))


def choose_language(scope: Scope, *, default: str) -> None:
    """The language of the visitor's cookie or browser, else the given one."""
    request = Request(scope)
    scope["state"]["locale"] = choose_locale(
        (request.cookies.get(cookies.LOCALE),), request.headers.get("accept-language"), default
    )


def _theme(request: Request) -> str:
    theme = request.cookies.get(cookies.THEME, "system")
    return theme if theme in cookies.THEMES else "system"


def _with_form_token(scope: Scope, send: Send) -> Send:
    request, settings = Request(scope), get_settings()
    secret = settings.secret_key.get_secret_value()
    key = cookies.form_key(request.cookies, settings)
    visitor = cookies.new_visitor(settings) if key is None else None
    scope["state"]["csrf_key"] = key or visitor
    scope["state"]["csrf_token"] = csrf_token(secret, key or visitor or "")

    async def send_with_cookie(message: Message) -> None:
        if visitor is not None and message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", cookies.visitor_header(visitor, settings))
        await send(message)

    return send_with_cookie
