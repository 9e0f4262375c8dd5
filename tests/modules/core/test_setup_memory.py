"""What stores have set up is remembered until a change of it commits, and no longer."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.modules.core.services.setup_memory import SetupMemory, note_setup
from tests.factories import make_store


class Shelf:
    """A setting per store, which counts how often it was read."""

    def __init__(self, most_stores: int = 10) -> None:
        self.kept: dict[int, str] = {}
        self.reads = 0
        self.memory = SetupMemory(self._read, most_stores)

    def set(self, db: Session, store_id: int, value: str) -> None:
        self.kept[store_id] = value
        note_setup(db, store_id)

    def _read(self, _db: Session, store_id: int) -> str:
        self.reads += 1
        return self.kept.get(store_id, "nothing")


@pytest.fixture
def stores(committed: Database) -> list[int]:
    with committed.transaction() as db:
        return [make_store(db, code).id for code in ("one", "two", "three")]


def seen(database: Database, shelf: Shelf, store_id: int) -> str:
    with database.transaction() as db:
        return shelf.memory.of(db, store_id)


def test_is_read_once_until_it_changes(committed: Database, stores: list[int]) -> None:
    shelf = Shelf()
    assert [seen(committed, shelf, stores[0]) for _ in range(3)] == ["nothing"] * 3
    assert shelf.reads == 1
    with committed.transaction() as db:
        shelf.set(db, stores[0], "first")
    assert [seen(committed, shelf, stores[0]) for _ in range(3)] == ["first"] * 3
    assert shelf.reads == 2


def test_a_change_that_nobody_noted_is_not_seen(committed: Database, stores: list[int]) -> None:
    """The negative control: without the note the memory is stale."""
    shelf = Shelf()
    seen(committed, shelf, stores[0])
    shelf.kept[stores[0]] = "changed"
    assert seen(committed, shelf, stores[0]) == "nothing"


def test_a_change_of_one_store_leaves_the_others(committed: Database, stores: list[int]) -> None:
    shelf = Shelf()
    for store_id in stores:
        seen(committed, shelf, store_id)
    with committed.transaction() as db:
        shelf.set(db, stores[1], "second")
    assert [seen(committed, shelf, each) for each in stores] == ["nothing", "second", "nothing"]
    assert shelf.reads == 4


def test_whoever_changes_sees_it_and_others_only_when_it_commits(
    committed: Database, stores: list[int]
) -> None:
    shelf = Shelf()
    with committed.transaction() as mine:
        shelf.memory.of(mine, stores[0])
        shelf.set(mine, stores[0], "mine")
        assert shelf.memory.of(mine, stores[0]) == "mine"
        shelf.kept[stores[0]] = "theirs"  # what others read while the change is under way
        assert seen(committed, shelf, stores[0]) == "theirs"
        shelf.kept[stores[0]] = "mine"
    assert seen(committed, shelf, stores[0]) == "mine"


def test_what_was_rolled_back_is_not_taken_for_the_next_change(
    committed: Database, stores: list[int]
) -> None:
    shelf = Shelf()
    with committed.transaction() as db:
        shelf.set(db, stores[0], "never")
        shelf.memory.of(db, stores[0])
        db.rollback()
    with committed.transaction() as db:
        shelf.set(db, stores[0], "real")
    assert seen(committed, shelf, stores[0]) == "real"


def test_the_longest_unused_store_leaves_first(committed: Database, stores: list[int]) -> None:
    shelf = Shelf(most_stores=2)
    one, two, three = stores
    for store_id in (one, two, one, three, one, two):
        seen(committed, shelf, store_id)
    assert shelf.reads == 4  # two was read again, one stayed


def test_a_transaction_asks_for_the_version_once(committed: Database, stores: list[int]) -> None:
    first, second = Shelf(), Shelf()
    for shelf in (first, second):
        seen(committed, shelf, stores[0])
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(committed.engine, "before_cursor_execute", note)
    try:
        with committed.transaction() as db:
            for shelf in (first, second, first):
                shelf.memory.of(db, stores[0])
        assert len([each for each in asked if "core_store_setup" in each]) == 1
        seen(committed, first, stores[0])
        assert len([each for each in asked if "core_store_setup" in each]) == 2
    finally:
        event.remove(committed.engine, "before_cursor_execute", note)
