"""The description of the API: what FastAPI derives, with the refusals that every call may meet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from app.kernel.problem_details import PROBLEM_MEDIA_TYPE

_REFERENCE = "#/components/schemas/"
_OF_A_FILE = re.compile(r"app__modules__(?P<module>[a-z_]+?)__schemas__\w+?__(?P<name>[A-Z]\w*)")
_TEXT: dict[str, Any] = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457); some refusals have further members.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "reference"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:stoa:problem:error.not_found"]},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "A sentence in the language of the request."},
        "instance": _TEXT,
        "code": {"type": "string", "description": "Stable name for programs."},
        "reference": {"type": "string", "description": "Names the request in the log."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["location", "code", "detail"],
                "properties": {"location": _TEXT, "code": _TEXT, "detail": _TEXT},
            },
        },
    },
}
REFUSED: dict[str, Any] = {
    "description": "Refused: `code` says why, `detail` tells people.",
    "headers": {
        "Retry-After": {
            "description": "Seconds to wait, where waiting helps (429, 409).",
            "schema": {"type": "integer"},
        }
    },
    "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
NOT_MODIFIED: dict[str, Any] = {"description": "The caller has it already (If-None-Match)."}

# Marks a header that a call refuses to do without, in a refusal of its own.
NEEDED = "x-needed"

IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The version that the caller saw: its `ETag`, or `*` for any. What several may "
    "change is not changed without it (428), nor when it is another by now (412).",
    "schema": {"type": "string", "examples": ['"3"']},
}


def describe(app: FastAPI) -> None:
    """Makes the application describe its refusals; to be called before the first request."""
    derived = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(derived())
        return app.openapi_schema or {}

    app.openapi = whole  # type: ignore[method-assign]  # the way that FastAPI documents


def _complete(schema: dict[str, Any]) -> None:
    parts = schema.setdefault("components", {})
    _name_shortly(schema, parts.setdefault("schemas", {}))
    parts["schemas"]["Problem"] = PROBLEM
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    parts.setdefault("responses", {})["Refused"] = REFUSED
    parts.setdefault("parameters", {})["IfMatch"] = IF_MATCH
    for path, operations in schema.get("paths", {}).items():
        for method, operation in operations.items():
            answers = operation.setdefault("responses", {})
            answers.pop("422", None)
            for parameter in operation.get("parameters", ()):
                if parameter["schema"].pop(NEEDED, False):
                    parameter["required"] = True
            answers["4XX"] = {"$ref": "#/components/responses/Refused"}
            if method == "get":
                answers.setdefault("304", NOT_MODIFIED)
            if "security" in operation and _changes_what_is_there(path, method):
                version = {"$ref": "#/components/parameters/IfMatch"}
                operation.setdefault("parameters", []).append(version)


def _name_shortly(schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Schemas that share a name are told apart by their module, and not by the file they lie in.

    FastAPI puts the whole path of Python modules before them, which clients would take over as
    names of types, and which changes whenever a file does.
    """
    short: dict[str, str] = {}
    for name in list(schemas):
        found = _OF_A_FILE.fullmatch(name)
        if found is not None:
            wanted = found["module"].title().replace("_", "") + found["name"]
            if wanted not in schemas:
                schemas[wanted] = schemas.pop(name)
                short[_REFERENCE + name] = _REFERENCE + wanted
    _point_to(schema, short)


def _point_to(part: object, short: Mapping[str, str]) -> None:
    if isinstance(part, dict):
        target = part.get("$ref")
        if isinstance(target, str) and target in short:
            part["$ref"] = short[target]
        for inner in part.values():
            _point_to(inner, short)
    elif isinstance(part, list):
        for inner in part:
            _point_to(inner, short)


def _changes_what_is_there(path: str, method: str) -> bool:
    """Whether a call is about something that exists: by its method, or by naming it."""
    return method in {"put", "patch", "delete"} or (method == "post" and "{" in path)
