"""What both context middlewares share: which requests they concern, prefixes and refusals."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from app.kernel.errors import StoaError
from app.kernel.problem_details import error_response
from app.kernel.templating import templating_of
from app.modules.tenancy.exceptions import UnknownHost
from app.modules.tenancy.services.host_directory import ShortMemory, T

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_BESIDE_CONTEXT = ("/static/", "/health")


def needs_context(scope: Scope) -> bool:
    """Whether the answer may differ by platform or store; files and health checks are the same."""
    return scope["type"] == "http" and not scope["path"].startswith(_BESIDE_CONTEXT)


async def find(memory: ShortMemory[T], name: str) -> T | None:
    """What the directory knows of the name; the database is asked in a worker thread."""
    is_known, value = memory.recall(name)
    return value if is_known else await anyio.to_thread.run_sync(memory.find, name)


def code_after(prefix: str, path: str) -> str | None:
    """The code in "/<prefix>/<code>/..."; None for any other path."""
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[0] or parts[1] != prefix:  # noqa: PLR2004  "", prefix, code
        return None
    return parts[2] if _CODE.fullmatch(parts[2]) else None


def without_prefix(scope: Scope, prefix: str) -> Scope:
    """The scope as the routes see it: the path shortened, the prefix noted for the links."""
    path = scope["path"].removeprefix(prefix) or "/"
    state: dict[str, Any] = scope["state"]
    state["path_prefix"] = state["path_prefix"] + prefix
    return {**scope, "path": path, "raw_path": quote(path).encode()}


async def refuse(refusal: StoaError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer in place of the application, in the same design as its own refusals."""
    response = await run_in_threadpool(_response, Request(scope), refusal)
    await response(scope, receive, send)


def _response(request: Request, refusal: StoaError) -> Response:
    answer = error_response(request, refusal)
    if not isinstance(refusal, UnknownHost) or answer.media_type != HTMLResponse.media_type:
        return answer
    reference = request.state.request_id
    content = templating_of(request).draw(request, "errors/unknown_host.html", reference=reference)
    return HTMLResponse(content, answer.status_code)
