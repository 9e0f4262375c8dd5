"""Whether two calls ask for the same: method, address and what their bodies say. Pure."""

from __future__ import annotations

import hashlib
import json


def call_fingerprint(method: str, path: str, query: str, body: bytes) -> str:
    """The same for bodies of the same JSON value, whatever the order of members and white space.

    Clients that send a call again often build its body anew. Numbers count as they are read: 1 and
    1.0 differ, 1.0 and 1.00 do not.
    """
    digest = hashlib.sha256()
    for part in (method.encode(), path.encode(), query.encode(), _canonical(body)):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _canonical(body: bytes) -> bytes:
    """The bytes as they came where they are no JSON, or an object names a member twice."""
    try:
        value = json.loads(body, object_pairs_hook=_members)
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return body


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member twice")
    return found
