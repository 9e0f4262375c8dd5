"""How the providers did: counted in memory, added up over processes, forgotten in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.clock import freeze
from app.kernel.database.engine import Database
from app.modules.core.repositories.provider_minutes import ProviderMinutes, ProviderTotals
from app.modules.core.services import run_record as module_
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.run_record import BOUNDS_MS, RunRecord

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def noon() -> Iterator[None]:
    with freeze(NOON):
        yield


def report(state: str = "ok", elapsed_ms: float = 3.0) -> ProviderReport:
    reference = "aaaa-bbbb" if state in {"error", "timeout"} else None
    return ProviderReport("orders", "orders", state, [], elapsed_ms, reference)


def totals(database: Database, hours: int = 1) -> list[ProviderTotals]:
    with database.transaction() as db:
        return ProviderMinutes(db).since(NOON - timedelta(hours=hours), NOON)


@pytest.mark.usefixtures("noon")
class TestRunRecord:
    def test_adds_up_over_flushes_and_processes(self, committed: Database) -> None:
        first, second = RunRecord(), RunRecord()
        for record in (first, second, first):
            record.note(report(), is_parked=False)
            record.note(report("timeout", 820.0), is_parked=False)
            record.note(report("error", 0.0), is_parked=True)
            record.flush({"orders": 2})

        (orders,) = totals(committed)

        assert (orders.asked, orders.timeouts, orders.errors, orders.parked) == (6, 3, 0, 3)
        assert orders.times[BOUNDS_MS.index(5)] == 3
        assert orders.times[BOUNDS_MS.index(1200)] == 3
        assert sum(orders.times) == 6
        assert orders.open_breakers == 4
        assert (orders.last_state, orders.last_at) == ("error", NOON)
        assert (orders.reference, orders.failed_at) == ("aaaa-bbbb", NOON)

    def test_a_good_answer_leaves_the_last_error_known(self, committed: Database) -> None:
        record = RunRecord()
        record.note(report("error"), is_parked=False)
        record.flush({})
        record.note(report(), is_parked=False)
        record.flush({})

        (orders,) = totals(committed)

        assert (orders.last_state, orders.reference) == ("ok", "aaaa-bbbb")

    def test_an_hour_is_not_a_day(self, committed: Database) -> None:
        record = RunRecord()
        with freeze(NOON - timedelta(hours=3)):
            record.note(report(), is_parked=False)
            record.flush({"orders": 1})

        assert totals(committed, hours=1) == []
        (orders,) = totals(committed, hours=24)
        assert (orders.asked, orders.open_breakers) == (1, 0)

    def test_forgets_what_is_older_than_two_days(self, committed: Database) -> None:
        with freeze(NOON - timedelta(hours=49)):
            old = RunRecord()
            old.note(report(), is_parked=False)
            old.flush({})
        assert len(totals(committed, hours=100)) == 1
        record = RunRecord()
        record.note(report(), is_parked=False)

        record.flush({})

        assert totals(committed, hours=100)[0].asked == 1

    def test_without_runs_nothing_is_sent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module_, "get_database", None)

        RunRecord().flush({})

    def test_counts_in_bounded_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module_, "MOST_MINUTES", 2)
        record = RunRecord()
        for minute in range(4):
            with freeze(NOON + timedelta(minutes=minute)):
                record.note(report(), is_parked=False)

        assert len(record._minutes) == 2
