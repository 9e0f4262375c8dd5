"""Announcing changes: with the transaction, or soon after it, and never without it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database import changes
from app.kernel.database.changes import TOPIC, ChangeAnnouncer, announce_change, plain_url
from app.kernel.database.engine import Database


@pytest.fixture
def announcer(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChangeAnnouncer]:
    """One that has told nothing yet."""
    own = ChangeAnnouncer()
    monkeypatch.setattr(changes, "announcer", own)
    yield own
    own.close()


@pytest.fixture
def ear(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Another process that listens."""
    with psycopg.connect(plain_url(database.urls.app), autocommit=True) as connection:
        connection.execute(f"LISTEN {TOPIC}")
        yield connection


class Failed(Exception):
    """Something went wrong after the announcement."""


def fail(database: Database, module: str) -> None:
    with database.transaction() as db:
        announce_change(db, 7, module)
        raise Failed


def heard(ear: psycopg.Connection[Any], seconds: float = 1.0, stop_after: int = 99) -> list[str]:
    return [told.payload for told in ear.notifies(timeout=seconds, stop_after=stop_after)]


@pytest.mark.usefixtures("announcer")
class TestAnnounceChange:
    def test_goes_out_with_the_commit(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        with database.transaction() as db:
            announce_change(db, 7, "orders")
            announce_change(db, 7, "orders")
            announce_change(db, 7, "inventory")
            assert heard(ear, 0.2) == []

        assert heard(ear, stop_after=2) == ["7:orders", "7:inventory"]

    def test_is_not_told_when_rolled_back(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        for _ in range(2):  # the second one would be collected
            with pytest.raises(Failed):
                fail(database, "orders")

        assert heard(ear, 0.8) == []

    def test_a_savepoint_takes_its_announcement_along(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        with database.transaction() as db:
            announce_change(db, 7, "orders")
            savepoint = db.begin_nested()
            announce_change(db, 8, "orders")
            savepoint.rollback()

        assert heard(ear, 0.5) == ["7:orders"]

    def test_collects_what_follows_at_once_and_tells_the_last(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        for store_id in (1, 2, 2, 3):
            with database.transaction() as db:
                announce_change(db, store_id, "orders")

        # On a slow machine the second change of a store may come too late to go with the first.
        assert set(heard(ear)) == {"1:orders", "2:orders", "3:orders"}

    def test_hundreds_of_changes_are_told_few_times(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        ends_at, count = time.monotonic() + 1.0, 0
        while time.monotonic() < ends_at:
            with database.transaction() as db:
                announce_change(db, 1, "orders")
            count += 1

        told = heard(ear, 0.8)

        assert count > 20
        # Every 250 ms one with a transaction and one collected, not one per transaction.
        assert 2 <= len(told) <= 12

    def test_forgets_a_session_that_was_closed(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        with database.transaction() as db:
            announce_change(db, 1, "orders")
        session = Session(database.engine)
        announce_change(session, 2, "orders")
        session.close()
        session.execute(text("SELECT 1"))
        session.commit()
        session.close()

        assert heard(ear, 0.6) == ["1:orders"]


class TestChangeAnnouncer:
    def test_sends_what_is_left_when_it_ends(
        self, database: Database, ear: psycopg.Connection[Any]
    ) -> None:
        own = ChangeAnnouncer()
        own.collect(plain_url(database.urls.app), ["5:orders"])

        own.close()
        own.collect(plain_url(database.urls.app), ["6:orders"])

        assert heard(ear, 0.5) == ["5:orders"]

    def test_tries_again_when_the_database_did_not_answer(
        self, database: Database, ear: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole, tries = changes._connect, []

        def connect(url: str) -> psycopg.Connection[Any]:
            tries.append(1)
            if len(tries) == 1:
                raise psycopg.OperationalError("gone")
            return whole(url)

        monkeypatch.setattr(changes, "_connect", connect)
        own = ChangeAnnouncer()

        own.collect(plain_url(database.urls.app), ["5:orders"])

        assert heard(ear, 3, stop_after=1) == ["5:orders"]
        own.close()
        assert len(tries) == 2

    def test_its_thread_goes_when_nothing_comes(
        self, database: Database, monkeypatch: pytest.MonkeyPatch, ear: psycopg.Connection[Any]
    ) -> None:
        monkeypatch.setattr(changes, "LINGER_SECONDS", 0.05)
        own = ChangeAnnouncer()
        for change in ("5:orders", "6:orders"):
            own.collect(plain_url(database.urls.app), [change])
            assert heard(ear, 2, stop_after=1) == [change]
            thread = own._thread
            if thread is not None:
                thread.join(2)

            assert own._thread is None
