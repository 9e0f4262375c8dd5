"""The stream of an open dashboard: whose changes it tells, what it costs, when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.kernel.config import get_settings
from app.kernel.database import changes as announcing
from app.kernel.database.changes import ChangeAnnouncer, announce_change
from app.kernel.database.engine import Database
from app.kernel.live import stream
from app.kernel.live.hub import NEVER, change_hub
from app.modules.tenancy.services.cookies import session_name
from tests.cli.processes import wait_for
from tests.journeys.people import person
from tests.journeys.streams import Heard, listen, until
from tests.journeys.world import World, revoke

STORE, ADMIN = "/store/dashboard/events", "/admin/dashboard/events"
Meanwhile = Callable[[Heard], Any]


@pytest.fixture(autouse=True)
def paced(monkeypatch: pytest.MonkeyPatch, world: World) -> Iterator[None]:
    """Quick streams that hear nothing of how the world was made."""
    announcing.announcer.close()
    announcer = ChangeAnnouncer()
    monkeypatch.setattr(announcing, "announcer", announcer)
    monkeypatch.setattr(stream, "PACE", stream.Pace(gather=0.05, beat=0.2, check=0.0))
    yield
    change_hub.close()
    announcer.close()


def listened(
    app: FastAPI, name: str | None, path: str, meanwhile: Meanwhile, **headers: str
) -> Heard:
    """What this person hears there while something happens; the process listens already."""
    change_hub.listen()
    wait_for(lambda: change_hub._heard_since < NEVER)
    sent = {"Host": "testserver", "Accept": "text/event-stream", **headers}
    if name is not None:
        audience = "admin" if name in {"operator", "foreign"} else "store"
        session = person(app, name, audience).browser.session
        sent["Cookie"] = f"{session_name(get_settings())}={session}"
    return asyncio.run(asyncio.wait_for(listen(app, path, sent, meanwhile), 30))


def changing(database: Database, *changes: tuple[int, str], patience: float = 10.0) -> Meanwhile:
    """Commits changes once the process listens, and waits some seconds for the last to be heard."""

    def change() -> None:
        for store_id, module in changes:
            with database.transaction() as db:
                announce_change(db, store_id, module)

    async def meanwhile(heard: Heard) -> None:
        assert await until(lambda: len(change_hub) > 0)
        await asyncio.to_thread(change)
        await until(lambda: f"data: {changes[-1][1]}\n" in heard.text, patience)

    return meanwhile


async def nothing(heard: Heard) -> None:
    assert heard.status == 200


class TestEvents:
    def test_tells_the_team_of_the_store(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        happens = changing(database, (world.stores["sister"], "cms"), (world.target, "orders"))

        heard = listened(app, "target", STORE, happens)

        assert "event: module\ndata: orders\n" in heard.text
        assert "data: cms" not in heard.text

    def test_tells_operators_of_the_stores_on_their_platform(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        stores = world.stores
        happens = changing(
            database,
            (stores["elsewhere"], "cms"),
            (stores["sister"], "catalog"),
            (stores["target"], "orders"),
        )

        heard = listened(app, "operator", ADMIN, happens)

        assert "data: catalog" in heard.text
        assert "data: orders" in heard.text
        assert "data: cms" not in heard.text

    def test_tells_another_store_nothing(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        happens = changing(database, (world.target, "orders"), patience=2)

        heard = listened(app, "neighbour", STORE, happens)

        assert "data: orders" not in heard.text

    def test_tells_nothing_that_was_rolled_back(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        def fail() -> None:
            with Session(database.engine) as db:
                announce_change(db, world.target, "orders")
                db.rollback()

        async def meanwhile(heard: Heard) -> None:
            assert await until(lambda: len(change_hub) > 0)
            await asyncio.to_thread(fail)
            await asyncio.sleep(0.6)

        assert "data: orders" not in listened(app, "target", STORE, meanwhile).text

    def test_goes_on_where_the_browser_left_off(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        first = listened(app, "target", STORE, changing(database, (world.target, "orders")))
        last = first.text.rpartition("id: ")[2].strip()
        change_hub._heard_since -= 60  # this process has been listening for a while

        async def meanwhile(heard: Heard) -> None:
            await until(lambda: "data: orders" in heard.text, 3)

        again = listened(app, "target", STORE, meanwhile, **{"Last-Event-ID": last})

        assert "data: orders" in again.text
        assert "data: *" not in again.text

    @pytest.mark.parametrize("marker", ["", "soon", "-1", "1e400", "9" * 40])
    def test_takes_any_last_event_id(self, app: FastAPI, world: World, marker: str) -> None:
        assert world.target
        assert listened(app, "target", STORE, nothing, **{"Last-Event-ID": marker}).status == 200


class TestDoors:
    @pytest.mark.parametrize(
        ("name", "path", "status"),
        [
            (None, STORE, 303),
            (None, ADMIN, 303),
            ("target", ADMIN, 403),
            ("operator", STORE, 403),
            ("target", STORE, 200),
            ("viewer", STORE, 200),
            ("operator", ADMIN, 200),
        ],
    )
    def test_stands_behind_the_guard_of_the_dashboard(
        self, app: FastAPI, world: World, name: str | None, path: str, status: int
    ) -> None:
        assert world.target
        assert listened(app, name, path, nothing).status == status

    def test_another_store_in_the_address_is_refused(self, app: FastAPI, world: World) -> None:
        assert world.target
        assert listened(app, "sister", f"/stores/target{STORE}", nothing).status in {403, 404}

    def test_a_right_taken_away_ends_it_without_a_word(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        def change() -> None:
            revoke(database, world)
            with database.transaction() as db:
                announce_change(db, world.target, "orders")

        async def meanwhile(heard: Heard) -> None:
            assert await until(lambda: len(change_hub) > 0)
            await asyncio.to_thread(change)
            assert await until(lambda: len(change_hub) == 0)

        heard = listened(app, "revoked", STORE, meanwhile)

        assert "data: orders" not in heard.text


class TestCost:
    def test_an_idle_dashboard_asks_the_database_nothing(
        self, app: FastAPI, world: World, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert world.target
        monkeypatch.setattr(stream, "PACE", replace(stream.PACE, beat=0.05))
        statements: list[str] = []
        pool = database.engine.pool
        assert isinstance(pool, QueuePool)

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            statements.append(statement)

        async def meanwhile(heard: Heard) -> None:
            assert await until(lambda: ": still here" in heard.text)
            assert await until(lambda: pool.checkedout() == 0)
            event.listen(database.engine, "before_cursor_execute", note)
            before = heard.text.count(": still here")
            await asyncio.sleep(2.0)
            event.remove(database.engine, "before_cursor_execute", note)
            assert heard.text.count(": still here") - before >= 10
            assert pool.checkedout() == 0
            assert len(change_hub) == 1

        listened(app, "target", STORE, meanwhile)

        assert statements == []
        assert len(change_hub) == 0
