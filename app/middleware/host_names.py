"""The host name that a request was sent to, read strictly."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from app.modules.tenancy.exceptions import HostNotUnderstood

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = rf"(?P<name>{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])"
_HOST = re.compile(rf"{_NAME}(?::(?P<port>[0-9]{{1,5}}))?")
_LONGEST_NAME = 253
_LAST_PORT = 65535


def host_name(headers: Iterable[tuple[bytes, bytes]], path: str) -> str:
    """The name in lower case, without the port; an IPv6 address keeps its brackets.

    Exactly one Host header is needed. A trailing dot, user information, a port out of range, a
    path that is a whole address: such requests come from no browser.

    Raises:
        HostNotUnderstood: for all of these.
    """
    given = [value for name, value in headers if name.lower() == b"host"]
    if len(given) != 1 or not path.startswith("/"):
        raise HostNotUnderstood
    found = _HOST.fullmatch(given[0].decode("latin-1").lower())
    if found is None or len(found["name"]) > _LONGEST_NAME:
        raise HostNotUnderstood
    if found["port"] is not None and not 0 < int(found["port"]) <= _LAST_PORT:
        raise HostNotUnderstood
    return _address(found["name"]) if found["name"].startswith("[") else found["name"]


def _address(name: str) -> str:
    try:
        return f"[{ipaddress.IPv6Address(name[1:-1])}]"
    except ipaddress.AddressValueError:
        raise HostNotUnderstood from None
