"""The cookies of the pages: their names, and the attributes that protect them.

`__Host-` makes browsers refuse a cookie that a sibling host, say another store's subdomain, tries
to plant. Over plain http, where that prefix is impossible, plain names are used.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from http.cookies import SimpleCookie

from starlette.responses import Response

from app.kernel.config import Settings
from app.kernel.security.keys import derive_key
from app.kernel.security.opaque import constant_time_equal, new_token, token_digest

LOCALE = "stoa_locale"
THEME = "stoa_theme"
THEMES = ("light", "dark", "system")
PREFERENCE_LIFETIME = timedelta(days=365)
_LONGEST = 200


def session_name(settings: Settings) -> str:
    return _name("stoa", settings)


def device_name(settings: Settings) -> str:
    return _name("stoa-device", settings)


def visitor_name(settings: Settings) -> str:
    return _name("stoa-visitor", settings)


def form_key(cookies: Mapping[str, str], settings: Settings) -> str | None:
    """What the token of a form is bound to: the session, else the visitor; None for a new one.

    A visitor cookie counts only with the mark of this installation.
    """
    session = cookies.get(session_name(settings), "")
    if 0 < len(session) <= _LONGEST:
        return token_digest(session)
    visitor = cookies.get(visitor_name(settings), "")
    name, _, mark = visitor.partition(".")
    return visitor if constant_time_equal(mark, _mark(name, settings)) else None


def new_visitor(settings: Settings) -> str:
    name = new_token()
    return f"{name}.{_mark(name, settings)}"


def visitor_header(visitor: str, settings: Settings) -> str:
    """The Set-Cookie header that gives a visitor his name until the browser is closed."""
    return _header(visitor_name(settings), visitor, settings, lifetime=None)


def set_cookie(
    response: Response, name: str, value: str, settings: Settings, lifetime: timedelta | None
) -> None:
    """Host-only, for all paths, out of reach of scripts and of other sites' forms."""
    response.headers.append("Set-Cookie", _header(name, value, settings, lifetime))


def drop_cookie(response: Response, name: str, settings: Settings) -> None:
    response.headers.append("Set-Cookie", _header(name, "", settings, timedelta(0)))


def _name(name: str, settings: Settings) -> str:
    return f"__Host-{name}" if settings.cookie_secure else name


def _mark(name: str, settings: Settings) -> str:
    key = derive_key(settings.secret_key.get_secret_value(), "visitor-cookie")
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


def _header(name: str, value: str, settings: Settings, lifetime: timedelta | None) -> str:
    cookie: SimpleCookie = SimpleCookie()
    cookie[name] = value
    cookie[name]["path"] = "/"
    cookie[name]["httponly"] = True
    cookie[name]["samesite"] = "Lax"
    if settings.cookie_secure:
        cookie[name]["secure"] = True
    if lifetime is not None:
        cookie[name]["max-age"] = int(lifetime.total_seconds())
    return cookie[name].OutputString()
