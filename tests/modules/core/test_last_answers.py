"""Last good answers: written rarely and apart, read in their own store only, and bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.metrics import MetricsContext
from app.modules.core.models import PlatformAnswer, StoreAnswer
from app.modules.core.services import last_answers as module_
from app.modules.core.services.last_answers import LastAnswers, Scope, question_of
from app.modules.core.services.provider_run import ProviderReport
from tests.factories import make_platform, make_store
from tests.modules.core.bad_providers import number

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module_, "time", clock)
    return clock


@pytest.fixture
def scopes(committed: Database) -> dict[str, Scope]:
    with committed.transaction() as db:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
    return {
        "store": Scope(True, stores[0].id),
        "other": Scope(True, stores[1].id),
        "platform": Scope(False, platform.id),
    }


def report(value: object = 7, code: str = "orders") -> ProviderReport:
    return ProviderReport(code, code, "ok", [number(code, value)], 1.0)


def last_value(database: Database, last: LastAnswers, scope: Scope) -> object:
    with database.transaction() as db:
        if scope.is_store:
            enter_store(db, scope.id)
        found = last.last(db, scope, "q", ["orders"])
    return found["orders"].values[0].value if found else None


def rows(db: Session, store_id: int) -> int:
    enter_store(db, store_id)
    return db.scalar(select(func.count()).select_from(StoreAnswer)) or 0


@pytest.mark.parametrize("kind", ["store", "platform"])
class TestLastAnswers:
    def test_keeps_the_last_one_with_its_moment(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock, kind: str
    ) -> None:
        last, scope = LastAnswers(), scopes[kind]
        with freeze(MOMENT):
            last.note(scope, "q", report())
        last.flush()

        with committed.transaction() as db:
            enter_store(db, scope.id)
            found = last.last(db, scope, "q", ["orders", "catalog"])

        assert {code: (a.values, a.answered_at) for code, a in found.items()} == {
            "orders": ([number("orders")], MOMENT)
        }

    def test_nothing_is_written_before_the_flush(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock, kind: str
    ) -> None:
        last = LastAnswers()
        last.note(scopes[kind], "q", report())

        assert last_value(committed, last, scopes[kind]) is None

    def test_writes_at_most_once_a_minute(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock, kind: str
    ) -> None:
        last, scope = LastAnswers(), scopes[kind]
        for value, later in ((1, 0.0), (2, 59.0), (3, 1.0)):
            clock.now += later
            last.note(scope, "q", report(value))
            last.flush()
            assert last_value(committed, last, scope) == (3 if value == 3 else 1)

    def test_what_is_the_same_is_not_written_but_its_age_kept_honest(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock, kind: str
    ) -> None:
        last, scope = LastAnswers(), scopes[kind]
        written: list[int] = []
        for later in (0, 61, 61, 480):
            clock.now += later
            last.note(scope, "q", report())
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(module_, "_write", lambda *_: written.append(1))
                last.flush()

        assert len(written) == 2

    def test_another_question_has_another_answer(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock, kind: str
    ) -> None:
        last, scope = LastAnswers(), scopes[kind]
        last.note(scope, "another", report())
        last.flush()

        assert last_value(committed, last, scope) is None

    def test_waits_with_a_bounded_number(
        self, scopes: dict[str, Scope], clock: Clock, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module_, "MOST_WAITING", 2)
        last = LastAnswers()
        for question in "abc":
            last.note(scopes[kind], question, report())

        assert len(last._waiting) == 2

    def test_remembers_a_bounded_number(
        self, scopes: dict[str, Scope], clock: Clock, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module_, "MOST_REMEMBERED", 2)
        last = LastAnswers()
        for question in "abc":
            last.note(scopes[kind], question, report())
        last.flush()

        assert len(last._written) == 2


class TestStores:
    def test_another_store_never_sees_them(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock
    ) -> None:
        """Neither through the filter, nor when the filter is forgotten."""
        last = LastAnswers()
        last.note(scopes["store"], "q", report(41))
        last.flush()

        assert last_value(committed, last, scopes["other"]) is None
        with committed.transaction() as db:
            assert rows(db, scopes["other"].id) == 0
            assert rows(db, scopes["store"].id) == 1
            enter_store(db, scopes["other"].id)
            assert last.last(db, scopes["store"], "q", ["orders"]) == {}

    def test_keeps_the_newest_of_a_store(
        self,
        committed: Database,
        scopes: dict[str, Scope],
        clock: Clock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(module_, "MOST_OF_A_SCOPE", 3)
        last = LastAnswers()
        for hour in range(5):
            with freeze(MOMENT.replace(hour=hour)):
                last.note(scopes["store"], f"q{hour}", report())
                last.note(scopes["other"], f"q{hour}", report())
            last.flush()

        with committed.transaction() as db:
            enter_store(db, scopes["store"].id)
            kept = db.scalars(select(StoreAnswer.question).order_by(StoreAnswer.question)).all()
            assert list(kept) == ["q2", "q3", "q4"]

    def test_a_store_that_is_gone_hinders_nobody(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock
    ) -> None:
        last = LastAnswers()
        last.note(Scope(True, 10**12), "q", report())
        last.note(scopes["store"], "q", report())

        last.flush()

        assert last_value(committed, last, scopes["store"]) == 7

    def test_an_empty_answer_is_no_last_value(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock
    ) -> None:
        last = LastAnswers()
        last.note(scopes["store"], "q", replace(report(), values=[], state="empty"))
        last.flush()

        assert last_value(committed, last, scopes["store"]) is None

    def test_platform_rows_lie_in_their_own_table(
        self, committed: Database, scopes: dict[str, Scope], clock: Clock
    ) -> None:
        last = LastAnswers()
        last.note(scopes["platform"], "q", report())
        last.flush()

        with committed.transaction() as db:
            assert db.scalar(select(func.count()).select_from(PlatformAnswer)) == 1
            assert db.scalar(text("SELECT count(*) FROM core_store_answer")) == 0


class TestQuestionOf:
    def test_the_moment_and_the_stores_are_no_part_of_it(self) -> None:
        context = MetricsContext(period="7d", now=MOMENT, store_ids=(1, 2))

        assert question_of(context) == "period=7d"

    def test_everything_else_is(self) -> None:
        first = MetricsContext(date_from=MOMENT, basis="order", compare="year")
        other = replace(first, include_trends=True)

        assert question_of(first) != question_of(other)
        assert "basis=order" in question_of(first)
