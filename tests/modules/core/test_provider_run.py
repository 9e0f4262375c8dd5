"""The runner: what a provider costs, whom a hanging one holds up, and where it is kept out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.guarded_blocks import GuardedBlocks
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.provider_run import (
    MOST_LEFT_BEHIND,
    ProviderReport,
    ProviderRunner,
)
from tests.modules.core.bad_providers import Provider, number

Answer = Callable[[Session], Any]


@pytest.fixture
def own(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


def run(
    runner: ProviderRunner, blocks: GuardedBlocks, answer: Answer, seconds: float = 1.0
) -> ProviderReport:
    return runner.run(
        blocks,
        "some",
        lambda: Provider("some", answer),
        lambda provider, session: provider.get_store_metrics(session, 1),
        seconds,
    )


def reading(db: Session) -> list[MetricValue]:
    return [number("some", db.scalar(text("SELECT 5")))]


class TestProviderRunner:
    def test_one_that_reads_nothing_costs_no_statement(self, own: Session) -> None:
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            seen.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            blocks = GuardedBlocks(own, [1], is_store=True)
            report = run(ProviderRunner(), blocks, lambda _db: [number("some")])
            blocks.finish()
        finally:
            event.remove(Engine, "before_cursor_execute", note)

        assert report.values == [number("some")]
        assert seen == []

    def test_gets_what_its_owner_has_read_for_it(self, own: Session) -> None:
        own.info["figures"] = 42

        report = run(
            ProviderRunner(),
            GuardedBlocks(own, [1], is_store=True),
            lambda db: [number("some", db.info["figures"])],
        )

        assert report.values[0].value == 42

    def test_many_at_once_are_not_taken_for_hanging_ones(self, database: Database) -> None:
        runner, reports = ProviderRunner(), []

        def slowly(_db: Session) -> list[MetricValue]:
            time.sleep(0.2)
            return [number("some")]

        def request() -> None:
            with database.transaction() as db:
                reports.append(run(runner, GuardedBlocks(db, [1], is_store=True), slowly, 5))

        threads = [threading.Thread(target=request) for _ in range(MOST_LEFT_BEHIND * 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [report.state for report in reports] == ["ok"] * MOST_LEFT_BEHIND * 2

    def test_hanging_ones_are_not_started_without_end(self, own: Session) -> None:
        runner, go = ProviderRunner(), threading.Event()
        blocks = GuardedBlocks(own, [1], is_store=True)
        asked: list[int] = []

        def hang(_db: Session) -> list[MetricValue]:
            asked.append(1)
            go.wait(10)
            return []

        states = [run(runner, blocks, hang, 0.02).state for _ in range(MOST_LEFT_BEHIND + 2)]

        assert states == ["timeout"] * (MOST_LEFT_BEHIND + 2)
        assert len(asked) == MOST_LEFT_BEHIND
        go.set()
        for _ in range(200):
            if run(runner, blocks, reading).state == "ok":
                break
            time.sleep(0.01)
        assert run(runner, blocks, reading).state == "ok"

    def test_one_left_behind_sends_nothing_any_more(self, own: Session) -> None:
        runner, go, tried = ProviderRunner(), threading.Event(), threading.Event()
        blocks = GuardedBlocks(own, [1], is_store=True)
        outcome: list[object] = []

        def late(db: Session) -> list[MetricValue]:
            connection = db.connection()
            go.wait(10)
            for use in (connection, connection.engine.connect()):
                try:
                    outcome.append(use.execute(text("SELECT 1")).scalar())
                except BaseException as error:
                    outcome.append(type(error).__name__)
                use.close()
            tried.set()
            return []

        assert run(runner, blocks, late, 0.05).state == "timeout"
        go.set()
        assert tried.wait(10)

        assert outcome == ["ResourceClosedError", "DeadlinePassed"]
        assert run(runner, blocks, reading).values == [number("some", 5)]

    def test_one_left_behind_keeps_its_connection_to_itself(self, own: Session) -> None:
        """What it still does past the guard cannot reach the statements of anybody else."""
        runner, go = ProviderRunner(), threading.Event()
        blocks = GuardedBlocks(own, [1], is_store=True)
        outcome: list[object] = []

        def late(db: Session) -> list[MetricValue]:
            driver: Any = db.connection().connection.driver_connection
            outcome.append(driver)
            go.wait(10)
            try:
                driver.execute("SELECT set_config('app.store_id', '2', true)")
            except psycopg.Error as error:
                outcome.append(type(error).__name__)
            outcome.append("done")
            return []

        assert run(runner, blocks, late, 0.05).state == "timeout"
        assert outcome[0] is not own.connection().connection.driver_connection
        go.set()
        for _ in range(500):
            if len(outcome) == 3:
                break
            time.sleep(0.01)

        assert outcome[1:] == ["OperationalError", "done"]

    def test_a_statement_that_will_not_end_costs_its_connection(self, own: Session) -> None:
        """It lifts its own time limit past the guard; the next provider reads all the same."""
        runner = ProviderRunner()
        blocks = GuardedBlocks(own, [1], is_store=True)

        def endless(db: Session) -> list[MetricValue]:
            driver: Any = db.connection().connection.driver_connection
            driver.execute("SET LOCAL statement_timeout = 0")
            db.execute(text("SELECT pg_sleep(4)"))
            return []

        started = time.monotonic()
        report = run(runner, blocks, endless, 0.4)

        assert report.state == "timeout"
        assert time.monotonic() - started < 1.0
        assert run(runner, blocks, reading).values == [number("some", 5)]
