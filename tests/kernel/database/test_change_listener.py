"""Listening: what is heard, and that a lost connection comes back."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, Queue

import pytest
from sqlalchemy import text

from app.kernel.database import change_listener
from app.kernel.database.change_listener import ChangeListener
from app.kernel.database.changes import TOPIC
from app.kernel.database.engine import Database

Heard = Queue[tuple[int, str] | str]
END = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE application_name = 'stoa-listener' AND datname = current_database()"
)


@pytest.fixture
def heard() -> Heard:
    return Queue()


@pytest.fixture
def listener(database: Database, heard: Heard) -> Iterator[ChangeListener]:
    own = ChangeListener(
        lambda: database.urls.app,
        on_connected=lambda: heard.put("connected"),
        on_change=lambda store_id, module: heard.put((store_id, module)),
    )
    own.start()
    assert heard.get(timeout=5) == "connected"
    yield own
    own.stop()


def tell(database: Database, payload: str) -> None:
    with database.transaction() as db:
        db.execute(text("SELECT pg_notify(:topic, :payload)"), locals() | {"topic": TOPIC})


@pytest.mark.usefixtures("listener")
class TestChangeListener:
    def test_hears_store_and_module(self, database: Database, heard: Heard) -> None:
        tell(database, "12:orders")

        assert heard.get(timeout=5) == (12, "orders")

    @pytest.mark.parametrize("payload", ["", "orders", ":orders", "x:orders", "7:", "-1:orders"])
    def test_ignores_what_it_does_not_understand(
        self, database: Database, heard: Heard, payload: str
    ) -> None:
        tell(database, payload)
        tell(database, "1:orders")

        assert heard.get(timeout=5) == (1, "orders")

    def test_connects_again(
        self, database: Database, heard: Heard, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(change_listener, "FIRST_PAUSE_SECONDS", 0.01)
        with database.transaction() as db:
            assert db.scalar(END) >= 1

        assert heard.get(timeout=5) == "connected"
        tell(database, "3:orders")
        assert heard.get(timeout=5) == (3, "orders")


class TestEnding:
    def test_stops_while_nobody_answers(self) -> None:
        def no_address() -> str:
            return "postgresql+psycopg://nobody@127.0.0.1:1/nothing"

        heard: Heard = Queue()
        own = ChangeListener(no_address, on_connected=lambda: None, on_change=lambda *_: None)
        own.start()

        own.stop()

        assert not own._thread.is_alive()
        with pytest.raises(Empty):
            heard.get_nowait()
