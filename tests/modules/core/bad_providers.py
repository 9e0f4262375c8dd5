"""Providers that misbehave in every way, and the modules that bring them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue

SECRET = "hunter2-secret"


class Provider:
    """Answers for stores and platforms with whatever `answer` returns for the session."""

    def __init__(self, category: str, answer: Callable[[Session], Any]) -> None:
        self._category = category
        self._answer = answer

    @property
    def metrics_category(self) -> str:
        return self._category

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return self._answer(db)  # type: ignore[no-any-return]

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        return self._answer(db)  # type: ignore[no-any-return]


def module(code: str, answer: Callable[[Session], Any], *, category: str = "") -> ModuleDefinition:
    """A module with such a provider."""

    def provider() -> MetricsProviderProtocol:
        return Provider(category or code, answer)

    return ModuleDefinition(code=code, name=code.title(), metrics_provider=provider)


def fails_at_import(code: str) -> ModuleDefinition:
    """A module whose provider cannot even be imported."""

    def provider() -> NoReturn:
        raise ImportError(SECRET)

    return ModuleDefinition(code=code, name=code.title(), metrics_provider=provider)


def number(category: str, value: Any = 7, **fields: Any) -> MetricValue:
    key = f"made_{category}.n"
    return MetricValue(key=key, value=value, label="N", category=category, **fields)


def _raises(_db: Session) -> NoReturn:
    raise RuntimeError(SECRET)


def _bad_sql(db: Session) -> list[MetricValue]:
    db.execute(text("SELECT nothing FROM nowhere"))
    return []


def _swallowed_sql(db: Session) -> list[MetricValue]:
    try:
        db.execute(text("SELECT 1/0"))
    except Exception:
        return [number("bad")]
    return []


def _slow_sql(db: Session) -> list[MetricValue]:
    db.execute(text("SELECT pg_sleep(30)"))
    return []


def _many_slow_statements(db: Session) -> list[MetricValue]:
    for _ in range(200):
        db.execute(text("SELECT pg_sleep(0.1)"))
    return []


def _sleeps(_db: Session) -> list[MetricValue]:
    time.sleep(4)
    return []


def _sends(statement: str) -> Callable[[Session], list[MetricValue]]:
    def answer(db: Session) -> list[MetricValue]:
        db.execute(text(statement))
        return [number("bad")]

    return answer


def _calls(name: str) -> Callable[[Session], list[MetricValue]]:
    def answer(db: Session) -> list[MetricValue]:
        getattr(db, name)()
        return [number("bad")]

    return answer


def _recursion(db: Session) -> list[MetricValue]:
    return _recursion(db)


def _exits(_db: Session) -> NoReturn:
    sys.exit(3)


BAD_ANSWERS: dict[str, Callable[[Session], Any]] = {
    "raises": _raises,
    "bad_sql": _bad_sql,
    "slow_sql": _slow_sql,
    "many_statements": _many_slow_statements,
    "sleeps": _sleeps,
    "writes": _sends("INSERT INTO tenancy_merchant (code, name) VALUES ('x', 'x')"),
    "writes_in_a_with": _sends(
        "WITH x AS (INSERT INTO tenancy_merchant (code, name) VALUES ('x', 'x') RETURNING 1)"
        " SELECT * FROM x"
    ),
    "sets_another_store": _sends("SELECT set_config('app.store_id', '1', true)"),
    "sets_a_setting": _sends("SET LOCAL statement_timeout = 0"),
    "ends_the_transaction": _sends("COMMIT"),
    "kills_its_backend": _sends("/* x */ SELECT pg_terminate_backend(pg_backend_pid())"),
    "commits": _calls("commit"),
    "rolls_back": _calls("rollback"),
    "closes": _calls("close"),
    "returns_none": lambda _db: None,
    "returns_rubbish": lambda _db: [{"key": "x"}],
    "returns_nan": lambda _db: [number("bad", float("nan"))],
    "returns_infinity": lambda _db: [number("bad", float("inf"))],
    "returns_a_boolean": lambda _db: [number("bad", value=True)],
    "returns_too_much": lambda _db: [number("bad")] * 100_000,
    "returns_a_long_text": lambda _db: [number("bad", "x" * 10_000_000)],
    "recursion": _recursion,
    "exits": _exits,
}
HARMLESS_ANSWERS: dict[str, Callable[[Session], Any]] = {
    "swallows_its_sql_error": _swallowed_sql,
    "returns_html": lambda _db: [number("bad", "<script>alert(1)</script>")],
}
