"""Jobs are enqueued with the change, done once in effect, and taken over from dead workers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.jobs.job import Job
from app.kernel.jobs.queue import enqueue
from app.kernel.jobs.worker import Pace, Worker
from app.modules.core.services.job_runner import perform

WAITING = text("SELECT count(*) FROM stoa_jobs.procrastinate_jobs WHERE status = 'todo'")
STALL = text(
    "UPDATE stoa_jobs.procrastinate_jobs SET status = 'doing', worker_id = NULL RETURNING id"
)
EFFECT = text("INSERT INTO job_effects VALUES (:number)")
NAMES = text(
    "SELECT args->>'number', queueing_lock FROM stoa_jobs.procrastinate_jobs"
    " WHERE status = 'todo' ORDER BY id"
)
PACE = Pace(look_every=0.05, beat_every=0.1, dead_after=0.3)


class Broken(Exception):
    pass


def note(db: Session, number: int) -> None:
    db.execute(EFFECT, {"number": number})


NOTE = Job("tests.note", note)


@pytest.fixture
def effects(committed: Database) -> Iterator[Database]:
    from sqlalchemy import create_engine

    from app.kernel.config import get_settings
    from app.kernel.database.roles import derive_urls

    owner = create_engine(derive_urls(get_settings().owner_url, get_settings()).owner)
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE job_effects (number bigint)"))
        connection.execute(text("GRANT ALL ON job_effects TO PUBLIC"))
    yield committed
    with owner.begin() as connection:
        connection.execute(text("DROP TABLE job_effects"))
    owner.dispose()


def work(database: Database, *jobs: Job, pace: Pace = PACE) -> None:
    Worker(database.urls.app, jobs, perform, pace=pace).run(until_idle=True)


def numbers(database: Database) -> list[int]:
    with database.transaction() as db:
        return list(db.scalars(text("SELECT number FROM job_effects ORDER BY number")))


def waiting(database: Database) -> int:
    with database.transaction() as db:
        return int(db.scalar(WAITING) or 0)


def _enqueue_and_fail(database: Database) -> None:
    with database.transaction() as db:
        enqueue(db, NOTE, number=1)
        raise Broken


class TestEnqueue:
    def test_commits_with_the_change(self, effects: Database) -> None:
        with effects.transaction() as db:
            enqueue(db, NOTE, number=1)

        work(effects, NOTE)

        assert numbers(effects) == [1]
        assert waiting(effects) == 0

    def test_of_a_change_that_is_rolled_back_leaves_nothing(self, effects: Database) -> None:
        with pytest.raises(Broken):
            _enqueue_and_fail(effects)

        assert waiting(effects) == 0

    def test_for_later_is_not_done_now(self, effects: Database) -> None:
        with effects.transaction() as db:
            enqueue(db, NOTE, number=1, run_at=utc_now() + timedelta(hours=1))

        work(effects, NOTE)

        assert numbers(effects) == []
        assert waiting(effects) == 1

    def test_of_the_same_thing_waits_once(self, effects: Database) -> None:
        with effects.transaction() as db:
            enqueue(db, NOTE, once_waiting="same", number=1)
            enqueue(db, NOTE, once_waiting="same", number=2)

        work(effects, NOTE)

        assert numbers(effects) == [1]


class TestWorker:
    def test_does_nothing_twice_when_it_died_after_the_commit(self, effects: Database) -> None:
        with effects.transaction() as db:
            enqueue(db, NOTE, number=1)
            db.execute(text("SELECT set_config('search_path', 'stoa_jobs', true)"))
            job_id = db.scalar(STALL)
        perform(NOTE, job_id, {"number": 1})

        work(effects, NOTE)
        with effects.transaction() as db:
            enqueue(db, NOTE, number=2)
        work(effects, NOTE)

        assert numbers(effects) == [1, 2]
        assert waiting(effects) == 0

    def test_takes_over_from_the_dead_before_it_finds_nothing_to_do(
        self, effects: Database
    ) -> None:
        with effects.transaction() as db:
            enqueue(db, NOTE, number=1)
            db.execute(text("SELECT set_config('search_path', 'stoa_jobs', true)"))
            db.execute(STALL)

        work(effects, NOTE, pace=replace(PACE, beat_every=60))

        assert numbers(effects) == [1]
        assert waiting(effects) == 0

    def test_without_receipts_would_do_it_twice(self, effects: Database) -> None:
        """The negative control: the same job handed out twice has its effect twice."""
        for _ in range(2):
            with effects.transaction() as db:
                NOTE.run(db, number=1)

        assert numbers(effects) == [1, 1]

    def test_tries_again_what_failed_keeps_nothing_of_it_and_says_so(
        self, effects: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(db: Session, number: int) -> None:
            note(db, number)
            raise Broken

        failing = Job("tests.fail", fail, tries=3)
        with effects.transaction() as db:
            enqueue(db, failing, number=1)

        work(effects, failing)

        assert numbers(effects) == []
        assert waiting(effects) == 1
        told = [record for record in caplog.records if record.message == "jobs.failed"]
        assert [(record.job, record.tried) for record in told] == [("tests.fail", 1)]  # type: ignore[attr-defined]


class TestNameOfAWaitingJob:
    """A job that begins makes room for another of its name, and must then not be in its way."""

    def test_is_lost_by_one_that_is_taken_over_from_a_dead_worker(self, effects: Database) -> None:
        with effects.transaction() as db:
            for number in (1, 2):
                enqueue(db, NOTE, once_waiting=f"name {number}", number=number)
            db.execute(text("SELECT set_config('search_path', 'stoa_jobs', true)"))
            db.execute(STALL)
            for number in (1, 2):
                enqueue(db, NOTE, once_waiting=f"name {number}", number=number + 2)

        work(effects, NOTE)
        work(effects, NOTE)

        assert numbers(effects) == [1, 2, 3, 4]
        assert waiting(effects) == 0

    def test_is_lost_by_one_that_failed(self, effects: Database) -> None:
        def fail(db: Session, number: int) -> None:
            del db
            later = utc_now() + timedelta(hours=1)
            with effects.transaction() as other:
                enqueue(other, NOTE, once_waiting="same", run_at=later, number=number + 1)
            raise Broken

        failing = Job("tests.fail", fail)
        with effects.transaction() as db:
            enqueue(db, failing, once_waiting="same", number=1)

        work(effects, failing)

        with effects.transaction() as db:
            assert db.execute(NAMES).all() == [("1", None), ("2", "same")]


def test_a_job_has_the_name_of_its_module() -> None:
    with pytest.raises(ValueError, match=r"<module>\.<verb>"):
        Job("note", note)
