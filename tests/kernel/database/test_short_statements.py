"""Statements of requests are planned for being short; see decision 0015."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, literal, text
from sqlalchemy.orm import Session

from app.kernel.database.daily_figures import Fact, daily_parameters
from app.kernel.database.engine import Database
from app.kernel.database.figure_source import Since, StoreIds, count_daily_figures, of_stores
from app.kernel.database.plans import MANY_ROWS, forget_plans
from app.modules.tenancy.models import Store
from tests.factories import make_store

ODD = "100 % of O'Brien's %(store_ids)s {braces} \\ é"
DAY = (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))


def odd_facts(store_ids: StoreIds, _since: Since) -> list[Fact]:
    """One fact whose currency is text that could be taken for a part of the statement."""
    mine = [of_stores(Store.id, store_ids)]
    return [Fact("stores", Store, literal(DAY[0]), mine, currency=literal(ODD))]


class TestConstants:
    def test_any_text_is_written_out_as_it_is(self, db: Session) -> None:
        store = make_store(db)
        values = {
            **daily_parameters([("current", *DAY, True)], "UTC"),
            "store_ids": [store.id],
            "since": DAY[0],
        }

        rows: Sequence[object] = [tuple(row) for row in count_daily_figures(db, odd_facts, values)]

        assert rows == [("stores", "current", DAY[0].date(), ODD, 1)]


class TestSettings:
    @pytest.mark.parametrize(("is_job", "workers"), [(False, "0"), (True, "2")])
    def test_only_jobs_may_spread_over_processes(
        self, database: Database, workers: str, *, is_job: bool
    ) -> None:
        with database.transaction(for_job=is_job) as db:
            assert db.scalar(text("SHOW max_parallel_workers_per_gather")) == workers

    def test_a_request_compiles_no_statement(self, database: Database) -> None:
        with database.transaction() as db:
            assert db.scalar(text("SHOW jit")) == "off"


class TestForgetPlans:
    @pytest.mark.parametrize(("rows", "forgets"), [(1, False), (MANY_ROWS, True)])
    def test_is_for_batches(self, db: Session, rows: int, *, forgets: bool) -> None:
        sent: list[str] = []
        connection = db.connection()

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            sent.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        forget_plans(db, rows)
        event.remove(connection, "before_cursor_execute", note)

        assert sent == (["DISCARD PLANS"] if forgets else [])
