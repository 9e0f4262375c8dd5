"""The edge where every failure becomes an answer, and the only place that knows how it looks.

Programs under /api get problem details (RFC 9457), people a page, htmx a fragment. Each answer
carries a reference that is in the log; nothing else of the inside is shown.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.database.passing import is_passing
from app.kernel.errors import InvalidInput, NotFound, StoaError, TooManyAttempts, Unfit
from app.kernel.i18n.catalog import BrokenText, MissingText
from app.kernel.logging import get_logger
from app.kernel.templating import is_fragment_request, locale_of, templating_of, text

PROBLEM_MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "1"

_SERVER_ERRORS = 500
_MOST_FIELDS = 50
_LONGEST_NAME = 64
# Also below a platform or store that does not exist.
_API = re.compile(r"(?:/platforms/[^/]+)?(?:/stores/[^/]+)?/api(?:/|$)")
_NOT_OF_A_NAME = re.compile(r"[^\w.\-]")

# Refusals of the framework itself: status -> (code, message key).
_BY_STATUS: Mapping[int, tuple[str, str]] = {
    400: ("error.bad_request", "error-bad-request"),
    401: ("auth.not_signed_in", "error-not-signed-in"),
    403: ("error.permission_denied", "error-permission-denied"),
    404: (NotFound.code, NotFound.message_key),
    405: ("error.method_not_allowed", "error-method-not-allowed"),
    409: ("error.conflict", "error-conflict"),
    422: (InvalidInput.code, InvalidInput.message_key),
    503: ("error.unavailable", "error-unavailable"),
}
# Kinds of Pydantic errors by the beginning of their name -> end of the text's id.
_FIELD_TEXTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("missing",), "missing"),
    (("extra_forbidden",), "unknown"),
    (("string_too_short", "too_short", "bytes_too_short"), "too-short"),
    (("string_too_long", "too_long", "bytes_too_long"), "too-long"),
    (("greater_than",), "too-small"),
    (("less_than",), "too-large"),
    (("decimal_max", "decimal_whole"), "too-many-digits"),
    (("int_", "float_", "decimal_", "finite_number"), "not-a-number"),
    (("timezone_",), "no-time-zone"),
    (("date_", "datetime_", "time_"), "not-a-date"),
    (("literal_error", "enum"), "not-a-choice"),
    (("json_invalid",), "not-json"),
    (("model_", "dict_type"), "not-an-object"),
    (("list_type", "tuple_type"), "not-a-list"),
    (("string_type",), "not-a-text"),
    (("string_pattern_mismatch",), "wrong-form"),
)

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be accepted: where, which kind, and a sentence; never its value."""

    location: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as the outside may see it."""

    status: int
    code: str
    title: str
    detail: str
    reference: str
    fields: tuple[FieldProblem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


def install_error_handlers(app: FastAPI) -> None:
    """Make the application answer every failure; to be called before other middleware is added.

    Then the one that catches the unexpected sits innermost, and its answers too get the security
    headers and the request id of those around it.
    """
    app.add_middleware(UnexpectedErrors)
    for kind in (StoaError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, error_response)


class UnexpectedErrors:
    """Turns what nobody caught into an answer, as long as none has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            if begun:
                raise
            response = await run_in_threadpool(error_response, Request(scope), error)
            await response(scope, receive, send)


def error_response(request: Request, error: Exception) -> Response:
    """The answer to a failure, in the form and language the caller understands.

    For middleware that refuses a request before it reaches a route; routes simply raise.
    """
    problem = _problem(request, error)
    _record(request, problem, error)
    if _is_api(request):
        response: Response = _json(request, problem)
    else:
        response = _html(request, problem)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(request: Request, error: Exception) -> Problem:
    reference = str(getattr(request.state, "request_id", "") or secrets.token_hex(8))
    params: Mapping[str, object] = {}
    fields: tuple[FieldProblem, ...] = ()
    headers: dict[str, str] = {}
    status, code, key = StoaError.status, StoaError.code, StoaError.message_key
    if isinstance(error, StoaError):
        status, code, key, params = error.status, error.code, error.message_key, error.params
    elif isinstance(error, RequestValidationError):
        status, code, key = InvalidInput.status, InvalidInput.code, InvalidInput.message_key
        fields = _fields(request, error)
    elif isinstance(error, HTTPException):
        status, headers = error.status_code, dict(error.headers or {})
        code, key = _BY_STATUS.get(
            status, _BY_STATUS[400] if status < _SERVER_ERRORS else (code, key)
        )
    elif is_passing(error):
        status = HTTPStatus.SERVICE_UNAVAILABLE
        (code, key), headers = _BY_STATUS[status], {"Retry-After": RETRY_SECONDS}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after)
    if status == HTTPStatus.UNAUTHORIZED and _is_api(request):
        headers.setdefault("WWW-Authenticate", "Bearer")
    return Problem(
        status=status,
        code=code,
        title=_say(request, f"error-title-{status}", {}) or _phrase(status),
        detail=_say(request, key, params) or _phrase(status),
        reference=reference,
        fields=fields,
        headers=headers,
        facts=error.facts if isinstance(error, StoaError) else {},
    )


def _record(request: Request, problem: Problem, error: Exception) -> None:
    facts = {
        "status": problem.status,
        "code": problem.code,
        "reference": problem.reference,
        "method": request.method,
        "path": request.url.path,
    }
    if problem.status >= _SERVER_ERRORS:
        _log.error("request_failed", **facts, exc_info=error)
        return
    if problem.fields:
        facts["fields"] = [f"{wrong.location}: {wrong.code}" for wrong in problem.fields]
    _log.info("request_refused", **facts)


def _is_api(request: Request) -> bool:
    return _API.match(request.url.path) is not None


def _json(request: Request, problem: Problem) -> Response:
    body: dict[str, object] = {
        **problem.facts,
        "type": f"urn:stoa:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "code": problem.code,
        "reference": problem.reference,
    }
    if problem.fields:
        body["errors"] = [
            {"location": wrong.location, "code": wrong.code, "detail": wrong.detail}
            for wrong in problem.fields
        ]
    return JSONResponse(body, problem.status, media_type=PROBLEM_MEDIA_TYPE)


def _html(request: Request, problem: Problem) -> Response:
    if is_fragment_request(request):
        names: tuple[str, ...] = ("errors/_fragment.html",)
    else:
        names = (f"errors/{problem.status}.html", "errors/error.html")
    try:
        content = templating_of(request).draw(
            request,
            *names,
            status=problem.status,
            code=problem.code,
            title=problem.title,
            detail=problem.detail,
            reference=problem.reference,
        )
    except Exception as broken:  # noqa: BLE001  whatever is wrong with the page, there is an answer
        _log.error("error_page_failed", reference=problem.reference, exc_info=broken)
        content = _bare_page(request, problem)
    return HTMLResponse(content, problem.status, headers={"Vary": "HX-Request, HX-Request-Type"})


def _bare_page(request: Request, problem: Problem) -> str:
    """The page for when pages are what is broken: no template, no text file, no style."""
    return (
        f'<!doctype html><html lang="{escape(locale_of(request))}"><meta charset="utf-8">'
        f"<title>{escape(problem.title)}</title><h1>{escape(problem.title)}</h1>"
        f"<p>{escape(problem.detail)}</p><p><code>{escape(problem.reference)}</code></p></html>"
    )


def _fields(request: Request, error: RequestValidationError) -> tuple[FieldProblem, ...]:
    wrong = []
    for entry in error.errors()[:_MOST_FIELDS]:
        location = ".".join(_name(part) for part in cast("tuple[object, ...]", entry["loc"]))
        unfit = (entry.get("ctx") or {}).get("error")
        if isinstance(unfit, Unfit):
            detail = _say(request, unfit.message_key, unfit.params)
            wrong.append(FieldProblem(location, unfit.code, detail))
            continue
        kind = str(entry["type"])
        ending = next((end for starts, end in _FIELD_TEXTS if kind.startswith(starts)), "invalid")
        wrong.append(FieldProblem(location, kind, _say(request, f"error-field-{ending}", {})))
    return tuple(wrong)


def _name(part: object) -> str:
    """A field's name; it may come from the caller, so it is kept short and plain."""
    return _NOT_OF_A_NAME.sub("?", str(part))[:_LONGEST_NAME]


def _say(request: Request, key: str, params: Mapping[str, object]) -> str:
    """The text, or nothing: a missing translation must not hide the failure it should explain."""
    try:
        return text(request, key, **params)
    except (MissingText, BrokenText):
        _log.error("error_text_missing", text_id=key, locale=locale_of(request))
        return ""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return str(status)
