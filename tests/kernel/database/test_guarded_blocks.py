"""Guarded blocks: what they send, what they undo, and what becomes of a lost connection."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database import guarded, guarded_blocks
from app.kernel.database.engine import Database
from app.kernel.database.guarded import DeadlinePassed, StatementGuard
from app.kernel.database.guarded_blocks import GuardedBlocks
from app.kernel.database.scope import enter_store


@pytest.fixture
def own(database: Database) -> Iterator[Session]:
    """A session on a pooled connection of its own, as a request has it."""
    with database.transaction() as session:
        yield session


@contextmanager
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the guard itself sends."""
    messages: list[str] = []
    really = guarded.send

    def noted(connection: Any, statements: str) -> None:
        messages.append(statements)
        really(connection, statements)

    with monkeypatch.context() as patch:
        patch.setattr(guarded, "send", noted)
        patch.setattr(guarded_blocks, "send", noted)
        yield messages


def setting(db: Session, name: str) -> str:
    return str(db.execute(text("SELECT current_setting(:name, true)"), {"name": name}).scalar())


class TestWhatIsSent:
    def test_a_block_without_statements_sends_nothing(
        self, own: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with sent(monkeypatch) as messages:
            blocks = GuardedBlocks(own, [1], is_store=True)
            for _ in range(3):
                session, _guard = blocks.start(1)
                assert blocks.end(session)
            blocks.finish()

        assert messages == []

    def test_one_message_a_block_and_one_at_the_end(
        self, own: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with sent(monkeypatch) as messages:
            blocks = GuardedBlocks(own, [7], is_store=True)
            for _ in range(3):
                session, _guard = blocks.start(1)
                assert setting(session, "app.store_id") == "7"
                assert setting(session, "transaction_read_only") == "on"
                blocks.end(session)
            blocks.finish()

        assert len(messages) == 4
        assert messages[0].startswith("SAVEPOINT")

    def test_prepared_statements_outlive_the_blocks(self, own: Session) -> None:
        """The driver forgets them at each ROLLBACK that it sees; these it does not see."""
        prepared = text(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%current_setting%'"
        )
        blocks = GuardedBlocks(own, [1], is_store=True)
        for _ in range(10):
            session, _guard = blocks.start(1)
            setting(session, "app.store_id")
            blocks.end(session)
        blocks.finish()

        assert own.scalar(prepared) == 1

    def test_leaves_the_transaction_as_it_was(self, own: Session) -> None:
        enter_store(own, 3)
        blocks = GuardedBlocks(own, [7, 8], is_store=False)
        session, _guard = blocks.start(1)
        assert setting(session, "app.store_ids") == "7,8"
        blocks.end(session)
        blocks.finish()

        assert setting(own, "app.store_id") == "3"
        assert setting(own, "app.store_ids") == ""
        assert setting(own, "transaction_read_only") == "off"
        assert setting(own, "statement_timeout") == "10s"


class TestDeadline:
    def test_the_timeout_is_sent_again_only_when_time_has_gone_by(
        self, own: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with sent(monkeypatch) as messages:
            blocks = GuardedBlocks(own, [1], is_store=True)
            session, _guard = blocks.start(1)
            for _ in range(20):
                setting(session, "app.store_id")
            quick = len(messages)
            time.sleep(0.06)
            setting(session, "app.store_id")
            blocks.end(session)

        assert quick <= 3
        assert len(messages) == quick + 1

    @pytest.mark.parametrize("wait", [0.0, 0.04, 0.2])
    def test_no_statement_outlives_it(self, own: Session, wait: float) -> None:
        blocks = GuardedBlocks(own, [1], is_store=True)
        session, guard = blocks.start(0.5)
        setting(session, "app.store_id")
        time.sleep(wait)

        with pytest.raises(DBAPIError, match="statement timeout"):
            session.execute(text("SELECT pg_sleep(30)"))

        assert -0.1 < guard.seconds_left < 0.12
        blocks.end(session)

    def test_nothing_starts_after_it(self, own: Session) -> None:
        blocks = GuardedBlocks(own, [1], is_store=True)
        session, _guard = blocks.start(0.0)

        with pytest.raises(DeadlinePassed):
            setting(session, "app.store_id")

    def test_one_that_is_never_released_ends_with_its_transaction(self, database: Database) -> None:
        """Whoever gets the pooled connection next has nothing to do with it."""
        with database.transaction() as own:
            driver: Any = own.connection().connection.driver_connection
            session, _guard = GuardedBlocks(own, [1], is_store=True).start(0.0)
            with pytest.raises(DeadlinePassed):
                setting(session, "app.store_id")

        held = [database.engine.connect() for _ in range(database.engine.pool.checkedin())]  # type: ignore[attr-defined]
        try:
            assert driver in [one.connection.driver_connection for one in held]
            assert all(one.scalar(text("SELECT 1")) for one in held)
        finally:
            for one in held:
                one.close()

    def test_a_guard_without_blocks_bounds_its_statements_too(self, own: Session) -> None:
        session = guarded.GuardedSession(own.connection(), StatementGuard(seconds=2))

        assert 1000 < int(setting(session, "statement_timeout").removesuffix("ms")) <= 1950
        session.release()


class TestUndoing:
    def test_what_goes_past_the_session_is_undone_too(self, own: Session) -> None:
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        driver: Any = session.get_bind().connection.driver_connection
        driver.execute("SELECT set_config('app.store_id', '9', true)")
        blocks.end(session)

        session, _guard = blocks.start(1)
        assert setting(session, "app.store_id") == "7"
        blocks.end(session)

    def test_an_aborted_transaction_goes_on(self, own: Session) -> None:
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        with pytest.raises(DBAPIError):
            session.execute(text("SELECT 1/0"))
        assert blocks.end(session)

        session, _guard = blocks.start(1)
        assert setting(session, "app.store_id") == "7"
        blocks.end(session)
        blocks.finish()

        assert setting(own, "app.store_id") in {"", "None"}


class TestLostConnection:
    def test_the_next_block_gets_another_one_and_the_owner_his_scope(self, own: Session) -> None:
        enter_store(own, 3)
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        driver: Any = session.get_bind().connection.driver_connection
        driver.close()

        assert not blocks.end(session)

        session, _guard = blocks.start(1)
        assert setting(session, "app.store_id") == "7"
        assert blocks.end(session)
        blocks.finish()
        assert setting(own, "app.store_id") == "3"

    def test_one_that_was_ended_under_the_block(self, own: Session, settings: Settings) -> None:
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        owner = create_engine(settings.owner_url)
        with owner.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        owner.dispose()

        with pytest.raises((DBAPIError, psycopg.Error)):
            setting(session, "app.store_id")

        assert not blocks.end(session)
        session, _guard = blocks.start(1)
        assert setting(session, "app.store_id") == "7"
        assert blocks.end(session)

    def test_one_that_ended_after_the_last_block(self, own: Session) -> None:
        enter_store(own, 3)
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        driver: Any = session.get_bind().connection.driver_connection
        blocks.end(session)
        driver.close()

        blocks.finish()

        assert setting(own, "app.store_id") == "3"

    def test_a_transaction_ended_past_the_guard(self, own: Session) -> None:
        """Negative control of the look at the transaction's state: a raw commit is noticed."""
        blocks = GuardedBlocks(own, [7], is_store=True)
        session, _guard = blocks.start(1)
        driver: Any = session.get_bind().connection.driver_connection
        driver.execute("COMMIT")

        assert not blocks.end(session)
