"""Answers that are the same for everybody and may be kept by browsers and proxies for a while."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"


def public_answer(
    request: Request, body: bytes, *, max_age: int, tag: str | None = None
) -> Response:
    """The body, or 304 for whoever has it already; seconds until it should be asked for again.

    `tag` names the content where the caller knows a cheaper name than its digest. The answer
    depends on host and language; a signed-in caller's is not kept by others.
    """
    etag = f'"{tag or hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    is_own = "authorization" in request.headers
    headers = {
        "ETag": etag,
        "Vary": "Host, Accept-Language, Authorization",
        "Cache-Control": f"{'private' if is_own else 'public'}, max-age={max_age}",
    }
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON, headers=headers)


def is_known(request: Request, etag: str) -> bool:
    """Whether the caller has that content: If-None-Match (RFC 9110, 13.1.2), compared weakly.

    A proxy that compresses makes an ETag weak, so clients behind it send `W/"..."` back.
    """
    given = request.headers.get("if-none-match", "").split(",")
    tags = {tag.strip().removeprefix("W/") for tag in given}
    return "*" in tags or etag in tags
