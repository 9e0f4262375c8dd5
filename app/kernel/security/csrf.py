"""Two guards for pages with a cookie: a token that other origins cannot read, and who is asking."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from app.kernel.security.keys import derive_key

_MASK_BYTES = 32
_TOKEN_CHARACTERS = 86
_OWN_FETCHES = frozenset({"same-origin", "none"})
_DEFAULT_PORTS = (":80", ":443")


def csrf_token(secret: str, session_key: str) -> str:
    """A token for one session, different at each call, so that compression cannot betray it.

    `session_key` names the session without opening it: its digest or database id, or for a
    visitor the value of a random cookie.
    """
    mask = secrets.token_bytes(_MASK_BYTES)
    masked = _masked(mask, _expected(secret, session_key))
    return base64.urlsafe_b64encode(mask + masked).rstrip(b"=").decode()


def check_csrf(secret: str, session_key: str, token: str | None) -> bool:
    """Whether the token was issued for this session; a malformed one is a wrong one."""
    if token is None or len(token) != _TOKEN_CHARACTERS:
        return False
    try:
        raw = base64.b64decode(token + "==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    mask, masked = raw[:_MASK_BYTES], raw[_MASK_BYTES:]
    return hmac.compare_digest(_masked(mask, masked), _expected(secret, session_key))


def same_origin(headers: Mapping[str, str], host: str) -> bool:
    """Whether a request that changes something comes from a page of this very host.

    Looks at Sec-Fetch-Site, Origin and Referer; each that is there must agree, and one must be
    there. A sibling store under the same platform domain is "same-site" and is refused.
    `headers` has case-insensitive names or lower-case ones; `host` is the Host header.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _OWN_FETCHES:
        return False
    origin = headers.get("origin")
    if origin is not None and origin != "null":
        return _authority(origin) == _without_default_port(host)
    # A strict Referrer-Policy turns Origin into "null"; then only the browser's own word counts.
    if site is not None:
        return True
    referer = headers.get("referer")
    if origin == "null" or referer is None:
        return False
    return _authority(referer) == _without_default_port(host)


def _expected(secret: str, session_key: str) -> bytes:
    return hmac.new(derive_key(secret, "csrf"), session_key.encode(), hashlib.sha256).digest()


def _masked(mask: bytes, value: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(mask, value, strict=True))


def _authority(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    return _without_default_port(parts.netloc)


def _without_default_port(host: str) -> str:
    host = host.lower()
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    return host
