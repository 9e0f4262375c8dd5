"""Entity tags against lost updates: who changes something says which version they saw.

RFC 9110, sections 8.8.3 (ETag) and 13.1.1 (If-Match); RFC 6585, section 3 (428).
"""

from __future__ import annotations

from starlette.requests import Request

from app.kernel.errors import StoaError


class VersionMissing(StoaError):
    """A change of something that others may change needs If-Match."""

    status = 428
    code = "request.version_missing"
    message_key = "error-version-missing"


class VersionChanged(StoaError):
    """Somebody else changed it since the caller read it."""

    status = 412
    code = "request.version_changed"
    message_key = "error-version-changed"


def etag_of(version: int | str) -> str:
    """The strong entity tag of a version."""
    return f'"{version}"'


def require_version(request: Request, version: int | str) -> None:
    """Raises VersionMissing without If-Match, VersionChanged when it names other versions only.

    To be called under the lock that the change is made under.
    """
    given = request.headers.get("if-match")
    if given is None:
        raise VersionMissing
    check_version(request, version)


def check_version(request: Request, version: int | str) -> None:
    """The same where If-Match may be left out."""
    given = request.headers.get("if-match")
    if given is None or given.strip() == "*":
        return
    if etag_of(version) not in {tag.strip() for tag in given.split(",")}:
        raise VersionChanged
