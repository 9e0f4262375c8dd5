"""What a whole store has in common is counted once, and anew after any change of its index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.search.repositories.count_rows import Counted, CountRows
from app.modules.search.services.document_terms import brand_term, category_term
from app.modules.search.services.indexing import index_products
from app.modules.search.services.search_products import Asked, search
from tests.factories import make_store
from tests.modules.search.factories import FakeCatalog, document
from tests.modules.search.test_search_products import CHAIRS, TABLES, fill

OF_CHAIRS = (("category", (category_term(1),)),)
OF_OAK = (("brand", (brand_term("Oak"),)),)


@pytest.fixture
def store(db: Session, catalog: FakeCatalog, store_id: int) -> int:
    """A store with a chair of Oak and a table."""
    chair = document(1, "Chair", categories=(CHAIRS,), brand="Oak", price_minor=150)
    fill(db, catalog, store_id, chair, document(2, "Table", categories=(TABLES,)))
    return store_id


def counts(db: Session, store_id: int, *, currency: str = "EUR", **asked: Any) -> dict[str, Any]:
    found = search(db, store_id, "en", currency, Asked(**{"facets": {"all"}, **asked}))
    return {
        facet.key: {value.label: value.count for value in facet.values} for facet in found.facets
    }


@contextmanager
def counting(db: Session) -> Iterator[list[str]]:
    """The statements that count what products have in common."""
    seen: list[str] = []

    def note(*given: Any) -> None:
        if "facts" in given[2]:
            seen.append(given[2])

    connection = db.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection, "before_cursor_execute", note)


class TestCountsOfEverything:
    def test_are_counted_once_for_all_categories_and_brands(self, db: Session, store: int) -> None:
        with counting(db) as seen:
            first = [counts(db, store, filters=each) for each in (OF_CHAIRS, OF_OAK)]
        with counting(db) as again:
            second = [counts(db, store, filters=each) for each in (OF_CHAIRS, OF_OAK)]

        assert first == second
        assert first[0]["category"] == {"Chairs": 1, "Tables": 1}
        assert first[1]["brand"] == {"Oak": 1}
        assert (len(seen), len(again)) == (3, 2)

    def test_cost_nothing_more_on_the_page_of_everything(self, db: Session, store: int) -> None:
        first = counts(db, store)
        with counting(db) as again:
            assert counts(db, store) == first

        assert again == []
        assert first["category"] == {"Chairs": 1, "Tables": 1}
        assert first["availability"] == {"available": 2}
        assert sum(first["price"].values()) == 2

    def test_follow_every_change_at_once(
        self, db: Session, catalog: FakeCatalog, store: int
    ) -> None:
        counts(db, store, filters=OF_CHAIRS)
        fill(db, catalog, store, document(3, "Desk", categories=(TABLES,)))
        assert counts(db, store, filters=OF_CHAIRS)["category"] == {"Chairs": 1, "Tables": 2}

        catalog.take(store, 2)
        catalog.take(store, 3)
        index_products(db, store, [2, 3])
        assert counts(db, store, filters=OF_CHAIRS)["category"] == {"Chairs": 1}

    def test_follow_a_change_that_came_while_they_were_counted(
        self, db: Session, catalog: FakeCatalog, store: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        count = CountRows.counted

        def counted_before_a_change(rows: CountRows, *given: Any) -> list[Counted]:
            found = count(rows, *given)
            fill(db, catalog, store, document(3, "Desk", categories=(TABLES,)))
            return found

        with monkeypatch.context() as patched:
            patched.setattr(CountRows, "counted", counted_before_a_change)
            assert counts(db, store)["category"] == {"Chairs": 1, "Tables": 1}

        assert counts(db, store)["category"] == {"Chairs": 1, "Tables": 2}

    def test_what_was_rolled_back_is_not_remembered(
        self, db: Session, catalog: FakeCatalog, store: int
    ) -> None:
        savepoint = db.begin_nested()
        fill(db, catalog, store, document(3, "Desk", categories=(TABLES,)))
        assert counts(db, store)["category"] == {"Chairs": 1, "Tables": 2}
        savepoint.rollback()
        enter_store(db, store)

        assert counts(db, store)["category"] == {"Chairs": 1, "Tables": 1}

    def test_each_question_has_its_own(self, db: Session, store: int) -> None:
        counts(db, store)

        assert set(counts(db, store, facets={"price"})) == {"price"}
        assert set(counts(db, store, facets={"brand"})) == {"brand"}
        assert set(counts(db, store, currency="EUR")["price"]) == {"100-199", "1000-1999"}
        assert set(counts(db, store, currency="KWD")["price"]) == {"0-999", "1000-1999"}

    def test_are_kept_from_whoever_is_in_another_store(self, db: Session, store: int) -> None:
        """Whatever the code asks for, memory gives no more than row level security would."""
        counts(db, store)
        enter_store(db, make_store(db).id)
        assert counts(db, store) == {}

        enter_store(db, store)
        assert counts(db, store)["category"] == {"Chairs": 1, "Tables": 1}
