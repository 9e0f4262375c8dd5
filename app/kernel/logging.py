"""Logs: event names with fields, one line each, and nothing in them that must not leak.

JSON in production, readable lines in development. What uvicorn and SQLAlchemy say through the
standard library goes the same way. Secrets are struck out by the name of the field, and by their
look inside any text, tracebacks included.
"""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.types import Processor, WrappedLogger

REDACTED = "[redacted]"

_SECRET_NAMES = re.compile(
    r"passw(or)?d|pwd|token|secret|cookie|authori[sz]ation|e[-_]?mail|session_key|api_?key|"
    r"csrf|credential|card_?number|iban",
    re.IGNORECASE,
)
# A few names that contain such a word and are only numbers or ids.
_HARMLESS_NAMES = frozenset({"token_id", "token_store_id", "token_platform_id"})
# Each reads a text once, however long a visitor made it: where it may begin is said first.
_SECRET_LOOKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w-])(?=[\w-]*\beyJ[\w-])[\w-]++\.[\w-]+\.[\w-]*"), REDACTED),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), rf"\1 {REDACTED}"),
    (re.compile(r"(\w://[^\s:/@]*:)[^\s@/]+@"), rf"\1{REDACTED}@"),
    (
        re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+(?:[.+@]*[\w-]+)*+"),
        REDACTED,
    ),
    (re.compile(r"\b\d(?:[ -]?\d){12,18}\b"), REDACTED),
    (re.compile(r"\$argon2\w*\$[^\s'\"]+"), REDACTED),
    (
        re.compile(r"(?i)((?:password|passwd|secret|token)['\"]?\s*[=:]\s*['\"]?)[^\s'\",;&)}]+"),
        rf"\1{REDACTED}",
    ),
)
_DEEPEST = 6


def configure_logging(*, as_json: bool, level: str = "info") -> None:
    """Set up structlog and the standard library once per process; writes to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        # The coloured traceback would show local variables, passwords among them.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    _take_over(handler, level)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger named after its module: `get_logger(__name__).info("order_placed", order_id=1)`."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def bind_request(request_id: str) -> None:
    """Put the request's id on every line of this request; forgets the one before."""
    clear_contextvars()
    bind_contextvars(request_id=request_id)


def redact(
    _logger: WrappedLogger, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    """Strike out secrets: a structlog processor, the last one before writing."""
    for name, value in event.items():
        event[name] = _without_secrets(name, value, 0)
    return event


def _without_secrets(name: object, value: object, depth: int) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(name, str) and name not in _HARMLESS_NAMES and _SECRET_NAMES.search(name):
        return REDACTED
    if depth > _DEEPEST:
        return "[too deep]"
    if isinstance(value, Mapping):
        return {key: _without_secrets(key, inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_secrets(None, inner, depth + 1) for inner in value]
    if isinstance(value, logging.LogRecord):
        return value
    return _struck_out(value if isinstance(value, str) else str(value))


def _struck_out(text: str) -> str:
    for look, replacement in _SECRET_LOOKS:
        text = look.sub(replacement, text)
    return text


def _take_over(handler: logging.Handler, level: str) -> None:
    """Let one handler at the root speak for everybody."""
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    # The application logs each request itself, with its id and its time.
    logging.getLogger("uvicorn.access").disabled = True
    # Its own lines tell every job, with all arguments, four times; what failed is told by ours.
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
