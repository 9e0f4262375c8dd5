"""Where to go after sign-in: only to a path of this very host."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from starlette.requests import Request

_LONGEST = 1000
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


def safe_path(wanted: str | None, default: str) -> str:
    r"""The wanted path with its query when it stays here, else the default.

    Browsers read "//host", "/\host" and paths with control characters inside as other hosts.
    """
    if not wanted or len(wanted) > _LONGEST or not wanted.startswith("/"):
        return default
    if (
        wanted.startswith("//")
        or "\\" in wanted
        or not wanted.isascii()
        or _CONTROLS.search(wanted)
    ):
        return default
    return wanted


def sign_in_path(request: Request) -> str:
    """The sign-in page, which leads back to the page asked for.

    A form cannot be sent again after sign-in, so that leads to the start. htmx asks for parts of
    a page, so it leads back to the page they belong to.
    """
    prefix: str = request.state.path_prefix
    path, query = request.url.path, request.url.query
    if request.headers.get("HX-Request") == "true":
        current = urlsplit(request.headers.get("HX-Current-URL", ""))
        path, query = current.path.removeprefix(prefix), current.query
    elif request.method != "GET":
        path = ""
    back = safe_path(f"{path}?{query}" if query else path, "")
    return f"{prefix}/sign-in" + (f"?next={quote(back, safe='/')}" if back else "")
