"""The kinds of bad provider that RELIABILITY names, each one or more ways to misbehave."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricValue
from tests.modules.core.bad_providers import BAD_ANSWERS, SECRET, fails_at_import, module, number

Answer = Callable[[Session], Any]


def _python_sleep(_db: Session) -> list[MetricValue]:
    time.sleep(30)
    return []


def _small_queries(db: Session) -> list[MetricValue]:
    for count in range(200):
        db.execute(text("SELECT pg_sleep(0.01), :count"), {"count": count})
    return []


def _aborted(db: Session) -> list[MetricValue]:
    try:
        db.execute(text("SELECT 1/0"))
    except Exception:
        db.execute(text("SELECT 1"))
    return []


def _another_store(db: Session) -> list[MetricValue]:
    """Past the guard's look at statements, where only the savepoint is left."""
    driver: Any = db.connection().connection.driver_connection
    driver.execute("SELECT set_config('app.store_id', '1', true)")
    raise LookupError(SECRET)


def _closed_connection(db: Session) -> list[MetricValue]:
    driver: Any = db.connection().connection.driver_connection
    driver.close()
    return [number("bad")]


def _terminated(db: Session) -> list[MetricValue]:
    pid = db.scalar(text("SELECT pg_backend_pid()"))
    owner = create_engine(get_settings().owner_url)
    with owner.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    owner.dispose()
    db.execute(text("SELECT 1"))
    return []


def _raw_commit(db: Session) -> list[MetricValue]:
    driver: Any = db.connection().connection.driver_connection
    driver.execute("COMMIT")
    return [number("bad")]


KINDS: dict[str, Answer] = {
    "raises": BAD_ANSWERS["raises"],
    "sql_error": BAD_ANSWERS["ends_the_transaction"],
    "missing_table": BAD_ANSWERS["bad_sql"],
    "sql_of_30_seconds": BAD_ANSWERS["slow_sql"],
    "python_sleep_of_30_seconds": _python_sleep,
    "200_small_queries": _small_queries,
    "wrong_type": BAD_ANSWERS["returns_rubbish"],
    "none": BAD_ANSWERS["returns_none"],
    "nan": BAD_ANSWERS["returns_nan"],
    "list_of_10_megabytes": BAD_ANSWERS["returns_a_long_text"],
    "commits": BAD_ANSWERS["commits"],
    "commits_past_the_session": _raw_commit,
    "aborted_transaction": _aborted,
    "sets_another_store": BAD_ANSWERS["sets_another_store"],
    "sets_another_store_past_the_session": _another_store,
    "closes_the_session": BAD_ANSWERS["closes"],
    "closes_the_connection": _closed_connection,
    "backend_terminated": _terminated,
    "exits": BAD_ANSWERS["exits"],
    "recursion": BAD_ANSWERS["recursion"],
}
AT_IMPORT = "raises_at_import"
ALL_KINDS = (AT_IMPORT, *KINDS)
ODD_KINDS: dict[str, Answer] = {
    "negative_count": lambda _db: [number("bad", -1)],
    "html": lambda _db: [number("bad", f"<script>{SECRET}</script>")],
}


def bad_module(kind: str, code: str) -> ModuleDefinition:
    """A module of this kind."""
    return fails_at_import(code) if kind == AT_IMPORT else module(code, KINDS[kind])
