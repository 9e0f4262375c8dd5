"""Keeps the last good answer of every provider, so that a failed one can show it with its age.

Noting an answer costs a look into a dictionary; writing happens later, in the background, at most
once a minute for a provider and question of a store or platform, and only what has changed.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.repositories.kept_answers import KeptAnswer, PlatformAnswers, StoreAnswers
from app.modules.core.services.answer_json import from_json, to_json
from app.modules.core.services.provider_run import ProviderReport

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 60.0
REFRESH_SECONDS = 600.0
MOST_WAITING = 200
MOST_REMEMBERED = 20_000
MOST_OF_A_SCOPE = 400
LONGEST_QUESTION = 300
_NOT_ASKED = {"now", "store_ids", "kept"}


@dataclass(frozen=True)
class Scope:
    """Whose numbers: one store's or one platform's."""

    is_store: bool
    id: int


@dataclass(frozen=True)
class LastAnswer:
    """What a provider answered when it last did."""

    category: str
    values: list[MetricValue]
    answered_at: datetime


@dataclass(frozen=True)
class _Noted:
    report: ProviderReport
    answered_at: datetime


@dataclass(frozen=True)
class _Written:
    looked_at: float
    written_at: float
    digest: int


_Key = tuple[Scope, str, str]


class LastAnswers:
    """The last good answers; the newest wait in this process until `flush` writes them.

    Both what waits and what is remembered of earlier writes is bounded: too much is not kept, or
    written again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[_Key, _Noted] = {}
        self._written: OrderedDict[_Key, _Written] = OrderedDict()

    def note(self, scope: Scope, question: str, report: ProviderReport) -> None:
        """Takes note of a good answer; sends nothing."""
        key = (scope, report.module, question)
        written = self._written.get(key)
        if written is not None and time.monotonic() - written.looked_at < LOOK_EVERY_SECONDS:
            return
        with self._lock:
            if key in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[key] = _Noted(report, utc_now())

    def last(
        self, db: Session, scope: Scope, question: str, modules: Iterable[str]
    ) -> dict[str, LastAnswer]:
        """The last good answers of these modules; one statement, in the session's scope."""
        codes = list(modules)
        table = (StoreAnswers if scope.is_store else PlatformAnswers)(db, scope.id)
        found = {
            kept.module_code: LastAnswer(kept.category, from_json(kept.payload), kept.answered_at)
            for kept in table.last(question, codes)
        }
        return {code: answer for code, answer in found.items() if answer.values}

    def flush(self) -> None:
        """Writes what waits and has changed, a transaction for each store or platform."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        by_scope: dict[Scope, list[KeptAnswer]] = {}
        for key, noted in waiting.items():
            scope, module, question = key
            payload = to_json(noted.report.values)
            if payload is not None and self._is_due(key, payload):
                answer = KeptAnswer(
                    module, question, noted.report.category, noted.answered_at, payload
                )
                by_scope.setdefault(scope, []).append(answer)
        for scope, answers in by_scope.items():
            _write(scope, answers)

    def _is_due(self, key: _Key, payload: list[dict[str, Any]]) -> bool:
        """Whether the answer differs from the one written, or that one's age is out of date."""
        now, digest = time.monotonic(), hash(json.dumps(payload))
        written = self._written.get(key)
        is_due = (
            written is None
            or written.digest != digest
            or now - written.written_at >= REFRESH_SECONDS
        )
        written_at = now if written is None or is_due else written.written_at
        self._written[key] = _Written(now, written_at, digest)
        self._written.move_to_end(key)
        while len(self._written) > MOST_REMEMBERED:
            self._written.popitem(last=False)
        return is_due


def question_of(context: MetricsContext) -> str:
    """What was asked: everything of the context but the moment and the stores."""
    asked = [
        f"{field.name}={getattr(context, field.name)}"
        for field in fields(context)
        if field.name not in _NOT_ASKED and getattr(context, field.name) != field.default
    ]
    return "&".join(asked)[:LONGEST_QUESTION]


def _write(scope: Scope, answers: list[KeptAnswer]) -> None:
    try:
        with get_database().transaction() as db:
            table = (StoreAnswers if scope.is_store else PlatformAnswers)(db, scope.id)
            table.keep(answers, MOST_OF_A_SCOPE)
    except SQLAlchemyError:
        log.warning("metrics.answers_not_kept", exc_info=True)
