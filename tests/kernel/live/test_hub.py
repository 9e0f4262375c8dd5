"""Which open page is told what, and how often."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from app.kernel.database.changes import announce_change
from app.kernel.database.engine import Database
from app.kernel.live import hub as hub_module
from app.kernel.live.hub import EVERYTHING, ChangeHub, Subscription


class DeafHub(ChangeHub):
    """A hub without a database: tests say what it hears."""

    def __init__(self) -> None:
        super().__init__(lambda: "")

    def listen(self) -> None:
        return


@pytest.fixture
def hub() -> DeafHub:
    own = DeafHub()
    own._connected()
    return own


@pytest.fixture
def listening(database: Database) -> Iterator[ChangeHub]:
    own = ChangeHub(lambda: database.urls.app)
    yield own
    own.close()


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 10))


class TestChangeHub:
    def test_tells_pages_of_the_store_only(self, hub: DeafHub) -> None:
        async def check() -> None:
            mine = hub.subscribe([1], None)
            both = hub.subscribe([1, 2], None)
            other = hub.subscribe([3], None)
            everybody = hub.subscribe(None, None)

            hub._changed(1, "orders")
            hub._changed(2, "inventory")

            assert await mine.changes(0.1) == {"orders"}
            assert await both.changes(0.1) == {"orders", "inventory"}
            assert await everybody.changes(0.1) == {"orders", "inventory"}
            assert await other.changes(0.1) == frozenset()

        run(check())

    def test_a_slow_page_is_told_once_a_module(self, hub: DeafHub) -> None:
        async def check() -> None:
            slow = hub.subscribe([1], None)
            for _ in range(5_000):
                hub._changed(1, "orders")
            hub._changed(1, "cms")

            assert len(slow._waiting) == 2
            assert await slow.changes(1) == {"orders", "cms"}
            assert await slow.changes(0.05) == frozenset()

        run(check())

    def test_forgets_pages_that_left(self, hub: DeafHub) -> None:
        async def check() -> None:
            page, all_of_them = hub.subscribe([1, 2], None), hub.subscribe(None, None)
            assert len(hub) == 2

            hub.leave(page)
            hub.leave(all_of_them)
            hub.leave(page)

            assert len(hub) == 0
            assert not hub._of_store
            assert not hub._of_all

        run(check())

    def test_wakes_from_another_thread(self, hub: DeafHub) -> None:
        async def check() -> None:
            page = hub.subscribe([1], None)
            threading.Timer(0.1, hub._changed, (1, "orders")).start()
            began = time.monotonic()

            assert await page.changes(5) == {"orders"}
            assert time.monotonic() - began < 2

        run(check())

    def test_a_page_of_a_closed_loop_does_no_harm(self, hub: DeafHub) -> None:
        left: list[Subscription] = []

        async def leave_open() -> None:
            left.append(hub.subscribe([1], None))

        run(leave_open())

        hub._changed(1, "orders")
        hub.end_all()

        assert left[0]._waiting == {"orders"}

    def test_lets_all_pages_go(self, hub: DeafHub) -> None:
        async def check() -> None:
            page = hub.subscribe([1], None)
            threading.Timer(0.1, hub.end_all).start()
            began = time.monotonic()

            assert await page.changes(5) == frozenset()
            assert page.has_ended
            await page.rest(5)
            assert await page.changes(5) == frozenset()
            assert time.monotonic() - began < 2

        run(check())

    def test_lets_a_page_go_that_opens_too_late(self, hub: DeafHub) -> None:
        async def check() -> None:
            hub.end_all()

            page = hub.subscribe([1], None)

            assert await page.changes(5) == frozenset()
            assert page.has_ended
            hub.close()
            assert not hub.subscribe([1], None).has_ended

        run(check())


class TestMemory:
    def test_tells_what_happened_since(self, hub: DeafHub) -> None:
        async def check() -> None:
            hub._heard_since = time.time() - 60
            drawn_at = time.time()
            hub._changed(1, "orders")
            hub._changed(2, "inventory")

            page = hub.subscribe([1], drawn_at)
            later = hub.subscribe([1], drawn_at + 30)

            assert await page.changes(1) == {"orders"}
            assert await later.changes(0.05) == frozenset()

        run(check())

    def test_what_nobody_heard_counts_as_everything(self, hub: DeafHub) -> None:
        async def check() -> None:
            hub._heard_since = time.time() - 600

            before_listening = hub.subscribe([1], hub._heard_since - 1)
            beyond_memory = hub.subscribe([1], time.time() - 300)
            fresh = hub.subscribe([1], time.time())

            assert await before_listening.changes(1) == {EVERYTHING}
            assert await beyond_memory.changes(1) == {EVERYTHING}
            assert await fresh.changes(0.05) == frozenset()

        run(check())

    def test_a_lost_connection_counts_as_everything(self, hub: DeafHub) -> None:
        async def check() -> None:
            page = hub.subscribe([1], None)

            hub._connected()

            assert await page.changes(1) == {EVERYTHING}

        run(check())

    def test_is_bounded_in_time(self, hub: DeafHub, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(hub_module, "REMEMBERED_SECONDS", 0.05)
        hub._changed(1, "orders")
        time.sleep(0.1)

        hub._changed(2, "orders")

        assert list(hub._recent) == [(2, "orders")]


class TestListening:
    def test_hears_a_commit_of_this_database(
        self, database: Database, listening: ChangeHub
    ) -> None:
        async def check() -> None:
            page = listening.subscribe([4], None)
            assert await page.changes(5) == {EVERYTHING}  # it was not listening before

            def change(store_id: int, module: str) -> None:
                with database.transaction() as db:
                    announce_change(db, store_id, module)

            await asyncio.to_thread(change, 5, "orders")
            await asyncio.to_thread(change, 4, "cms")

            assert await page.changes(5) == {"cms"}

        run(check())
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]

    def test_can_be_opened_again_after_its_end(
        self, database: Database, listening: ChangeHub
    ) -> None:
        async def check() -> None:
            assert await listening.subscribe([4], None).changes(5) == {EVERYTHING}
            listening.close()
            listening.close()
            assert await listening.subscribe([4], None).changes(5) == {EVERYTHING}

        assert database.urls.app
        run(check())
