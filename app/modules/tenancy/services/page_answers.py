"""Redirects of the pages, with the cookies that they set or drop."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.kernel.config import get_settings
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.tenancy.services import cookies
from app.modules.tenancy.services.page_sign_in import OpenedSession
from app.modules.tenancy.services.sign_in_throttle import DEVICE_LIFETIME
from app.modules.tenancy.services.web_sessions import FULL_LIFETIME


def redirect(request: Request, path: str) -> RedirectResponse:
    """To a path under the same platform or store prefix; the browser asks for it with GET."""
    return RedirectResponse(request.state.path_prefix + path, status_code=303)


def keep_session(response: RedirectResponse, opened: OpenedSession) -> RedirectResponse:
    """The answer, giving the browser its session, and after sign-in its device cookie."""
    settings = get_settings()
    name = cookies.session_name(settings)
    cookies.set_cookie(response, name, opened.cookie, settings, FULL_LIFETIME)
    if opened.device is not None:
        device = cookies.device_name(settings)
        cookies.set_cookie(response, device, opened.device, settings, DEVICE_LIFETIME)
    return response


def without_session(response: RedirectResponse) -> RedirectResponse:
    """The answer, taking the session from the browser; it stays a known device."""
    settings = get_settings()
    cookies.drop_cookie(response, cookies.session_name(settings), settings)
    return response


def keep_preferences(response: RedirectResponse, locale: str, theme: str) -> RedirectResponse:
    """The answer, with those preferences that are possible ones."""
    settings, lifetime = get_settings(), cookies.PREFERENCE_LIFETIME
    if locale in SUPPORTED_LOCALES:
        cookies.set_cookie(response, cookies.LOCALE, locale, settings, lifetime)
    if theme in cookies.THEMES:
        cookies.set_cookie(response, cookies.THEME, theme, settings, lifetime)
    return response
