"""Laws are asked of each store, and a broken one names a row."""

from __future__ import annotations

import pytest

from app.kernel.database.engine import Database
from app.modules.contracts.invariants import Invariant
from app.modules.core.exceptions import UnknownStoreCode
from app.modules.core.services.laws import breaches
from app.modules.registry import registry
from tests.factories import make_platform, make_store

WHOLE = Invariant("core.whole", "Always holds.", "SELECT 1 WHERE false")
BROKEN = Invariant("core.broken", "Never holds.", "SELECT 7 AS id")


@pytest.fixture
def database(committed: Database) -> Database:
    with committed.transaction() as db:
        platform = make_platform(db)
        make_store(db, "one", platforms=[platform])
        make_store(db, "two", platforms=[platform])
    return committed


def test_name_what_breaks_them_store_by_store(database: Database) -> None:
    found = list(breaches(database, [WHOLE, BROKEN]))

    assert [(one.store_code, one.law.code, one.rows) for one in found] == [
        ("one", "core.broken", 1),
        ("two", "core.broken", 1),
    ]
    assert found[0].example == "id=7"


def test_are_asked_of_one_store_alone(database: Database) -> None:
    assert [one.store_code for one in breaches(database, [BROKEN], store_code="two")] == ["two"]


def test_refuse_an_unknown_store(database: Database) -> None:
    with pytest.raises(UnknownStoreCode):
        list(breaches(database, [BROKEN], store_code="three"))


def test_of_all_modules_can_be_asked_and_are_named_after_them(database: Database) -> None:
    laws = registry().invariants()

    assert list(breaches(database, laws)) == []
    assert len({law.code for law in laws}) == len(laws)
    assert all(law.code.partition(".")[0] in registry() for law in laws)
