"""What is found, in which order, and what the facets count."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.kernel.http.cursors import CursorInvalid
from app.modules.search.asked import Sort
from app.modules.search.repositories.invariants import INVARIANTS
from app.modules.search.services.document_terms import (
    AVAILABLE,
    brand_term,
    category_term,
    pair_term,
)
from app.modules.search.services.indexing import index_products
from app.modules.search.services.search_answers import suggest_answer
from app.modules.search.services.search_products import Asked, Found, search
from app.modules.tenancy.services.shoppers import ShopperContext
from tests.factories import make_store
from tests.modules.search.factories import FakeCatalog, FakeStock, document

CHAIRS, TABLES = (1, "Chairs"), (2, "Tables")


def fill(db: Session, catalog: FakeCatalog, store_id: int, *documents: Any) -> None:
    """Puts the documents into the catalogue and the index; enters the store."""
    enter_store(db, store_id)
    catalog.put(store_id, *documents)
    index_products(db, store_id, [each.product_id for each in documents])


def find(db: Session, store_id: int, typed: str = "", locale: str = "en", **asked: Any) -> Found:
    return search(db, store_id, locale, "EUR", Asked(typed, **asked))


def ids(found: Found) -> list[int]:
    return [hit.product_id for hit in found.hits]


@pytest.fixture
def furniture(db: Session, catalog: FakeCatalog, store_id: int) -> int:
    """A store with chairs and tables."""
    fill(
        db,
        catalog,
        store_id,
        document(
            1,
            "Red chair",
            categories=(CHAIRS,),
            options=(("Color", "Red"),),
            brand="Oak & Co",
            price_minor=4900,
        ),
        document(
            2,
            "Blue chair",
            categories=(CHAIRS,),
            options=(("Color", "Blue"), ("Color", "Red")),
            brand="Nordlys",
            price_minor=9900,
        ),
        document(
            3,
            "Oak table",
            description="Goes well with every chair.",
            categories=(TABLES,),
            attributes=(("Material", "Oak"),),
            brand="Oak & Co",
            price_minor=25_000,
            skus=("TB-100/XL",),
        ),
    )
    return store_id


class TestWords:
    def test_a_title_says_more_than_a_description(self, db: Session, furniture: int) -> None:
        assert ids(find(db, furniture, "chair")) == [2, 1, 3]

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("chairs", [2, 1, 3]),
            ("CHAÎR", [2, 1, 3]),
            ("red chair", [1, 2]),
            ("cha", [2, 1, 3]),
            ("oak ta", [3]),
            ("TB-100/XL", [3]),
            ("tb100xl", [3]),
            ("nordlys", [2]),
            ("the chairs", [2, 1, 3]),
            ("", [3, 2, 1]),
            ("   ", [3, 2, 1]),
            ("zzzzzz", []),
            ("the", []),
            ("?!", []),
        ],
    )
    def test_are_found_in_any_form(
        self, db: Session, furniture: int, typed: str, expected: list[int]
    ) -> None:
        assert ids(find(db, furniture, typed)) == expected

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("chiar ", "chair"), ("chaair ", "chair"), ("nordyls", "nordlys"), ("tabel", "table")],
    )
    def test_a_slip_is_forgiven_and_told(
        self, db: Session, furniture: int, typed: str, meant: str
    ) -> None:
        found = find(db, furniture, typed)

        assert found.total
        assert list(found.corrected.values()) == [meant]

    def test_what_is_known_is_not_taken_for_something_else(
        self, db: Session, catalog: FakeCatalog, store_id: int
    ) -> None:
        fill(db, catalog, store_id, document(1, "Lime"), document(2, "Lamp"), document(3, "Limb"))

        found = find(db, store_id, "lime ")

        assert (ids(found), found.corrected) == ([1], {})

    def test_where_no_product_has_all_words_some_have_some(
        self, db: Session, furniture: int
    ) -> None:
        found = find(db, furniture, "blue table")

        assert sorted(ids(found)) == [2, 3]
        assert found.is_partial
        assert not find(db, furniture, "blue chair").is_partial

    def test_each_language_has_its_own_words(
        self, db: Session, catalog: FakeCatalog, store_id: int
    ) -> None:
        fill(
            db,
            catalog,
            store_id,
            document(1, "Houses"),
            document(1, "Maisons anciennes", locale="fr"),
            document(1, "Alte Häuser", locale="de"),
            document(1, "Al Haiser", locale="lb"),
        )

        def found(locale: str, *typed: str) -> list[bool]:
            return [bool(find(db, store_id, one, locale).total) for one in typed]

        assert found("en", "house ", "maison ") == [True, False]
        assert found("fr", "maison ", "ancienne ", "houses ") == [True, True, False]
        assert found("de", "haus ", "häuser ", "HAUSER ") == [True, True, True]
        assert found("lb", "haiser ", "hais") == [True, True]


class TestSuggestions:
    def test_show_what_the_search_shows_first(
        self, db: Session, catalog: FakeCatalog, store_id: int
    ) -> None:
        """Only the best of each word that is begun are looked at, which holds the best of all."""
        titles = [" ".join([("chair", "charm")[n % 2], *(["plain"] * n)]) for n in range(20)]
        fill(db, catalog, store_id, *(document(n + 1, title) for n, title in enumerate(titles)))

        answer = json.loads(suggest_answer(db, ShopperContext(store_id, 1, "EUR"), "en", "cha"))

        found = find(db, store_id, "cha", limit=6)
        assert [item["product_id"] for item in answer["items"]] == ids(found)
        assert (len(answer["items"]), found.total) == (6, 20)


class TestOrderAndPages:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            (Sort.NEWEST, [3, 2, 1]),
            (Sort.PRICE_ASC, [1, 2, 3]),
            (Sort.PRICE_DESC, [3, 2, 1]),
            (Sort.RELEVANCE, [2, 1, 3]),
        ],
    )
    def test_pages_hold_everything_once(
        self, db: Session, furniture: int, sort: Sort, expected: list[int]
    ) -> None:
        seen, cursor = [], None
        for _ in expected:
            page = find(db, furniture, "chair", sort=sort, limit=1, cursor=cursor)
            assert page.total == 3
            seen += ids(page)
            cursor = page.next_cursor

        assert (seen, cursor) == (expected, None)

    def test_what_has_no_price_comes_last_when_cheap_is_wanted(
        self, db: Session, catalog: FakeCatalog, furniture: int
    ) -> None:
        fill(db, catalog, furniture, document(4, "Chair of honour", price_minor=None))

        assert ids(find(db, furniture, "chair", sort=Sort.PRICE_ASC)) == [1, 2, 3, 4]

    def test_a_cursor_of_another_order_is_refused(self, db: Session, furniture: int) -> None:
        cursor = find(db, furniture, "chair", limit=1).next_cursor

        with pytest.raises(CursorInvalid):
            find(db, furniture, "chair", sort=Sort.NEWEST, cursor=cursor)


class TestFilters:
    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"filters": (("category", (category_term(1),)),)}, [2, 1]),
            ({"filters": (("category", (category_term(1), category_term(2))),)}, [3, 2, 1]),
            ({"filters": (("brand", (brand_term("OAK & co"),)),)}, [3, 1]),
            ({"filters": (("option.color", (pair_term("option", "Color", "red"),)),)}, [2, 1]),
            (
                {
                    "filters": (
                        ("option.color", (pair_term("option", "color", "red"),)),
                        ("brand", (brand_term("nordlys"),)),
                    )
                },
                [2],
            ),
            (
                {
                    "filters": (
                        (
                            "option.color",
                            (
                                pair_term("option", "color", "red"),
                                pair_term("option", "color", "blue"),
                            ),
                        ),
                        ("category", (category_term(1), category_term(2))),
                        ("availability", (AVAILABLE,)),
                    ),
                    "price_min": 5000,
                },
                [2],
            ),
            ({"price_min": 4900, "price_max": 9900}, [2, 1]),
            ({"price_min": 4901}, [3, 2]),
            ({"price_max": 4899}, []),
            ({"filters": (("availability", (AVAILABLE,)),)}, [3, 2, 1]),
        ],
    )
    def test_narrow(
        self, db: Session, furniture: int, asked: dict[str, Any], expected: list[int]
    ) -> None:
        assert ids(find(db, furniture, **asked)) == expected
        assert sorted(ids(find(db, furniture, "chair", **asked))) == sorted(expected)


class TestFacets:
    def counts(self, found: Found) -> dict[str, dict[str, int]]:
        return {
            facet.key: {value.value: value.count for value in facet.values}
            for facet in found.facets
        }

    def test_count_what_was_found(self, db: Session, furniture: int) -> None:
        found = find(db, furniture, "chair", facets={"all"})

        assert self.counts(found) == {
            "attribute.material": {"Oak": 1},
            "availability": {"available": 3},
            "brand": {"Oak & Co": 2, "Nordlys": 1},
            "category": {"1": 2, "2": 1},
            "option.color": {"Red": 2, "Blue": 1},
            "price": {"2000-4999": 1, "5000-9999": 1, "20000-49999": 1},
        }
        assert [facet.name for facet in found.facets if facet.key == "option.color"] == ["Color"]

    def test_a_facet_does_not_narrow_itself(self, db: Session, furniture: int) -> None:
        red = (("option.color", (pair_term("option", "Color", "Blue"),)),)

        found = find(db, furniture, filters=red, facets={"all"})

        assert ids(found) == [2]
        counts = self.counts(found)
        assert counts["option.color"] == {"Red": 2, "Blue": 1}
        assert counts["brand"] == {"Nordlys": 1}
        chosen = {
            value.value for facet in found.facets for value in facet.values if value.is_chosen
        }
        assert chosen == {"Blue"}

    def test_nor_does_a_price(self, db: Session, furniture: int) -> None:
        counts = self.counts(find(db, furniture, price_max=5000, facets={"price", "brand"}))

        assert counts["price"] == {"2000-4999": 1, "5000-9999": 1, "20000-49999": 1}
        assert counts["brand"] == {"Oak & Co": 1}

    def test_only_those_that_are_asked_for(self, db: Session, furniture: int) -> None:
        assert set(self.counts(find(db, furniture, facets={"option"}))) == {"option.color"}
        assert set(self.counts(find(db, furniture, facets={"brand"}))) == {"brand"}
        assert self.counts(find(db, furniture, facets={"nonsense"})) == {}


class TestCountsOfTheBest:
    """Where more is found than is counted, the best are counted, in whatever order they stand."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("count_rows", "hit_rows"):
            monkeypatch.setattr(f"app.modules.search.repositories.{module}.MOST_COUNTED", 2)
        monkeypatch.setattr("app.modules.search.services.search_products.MOST_COUNTED", 2)

    @pytest.mark.parametrize("sort", Sort)
    def test_not_the_newest_or_cheapest(self, db: Session, furniture: int, sort: Sort) -> None:
        found = find(db, furniture, "chair", sort=sort, facets={"all"})

        (category,) = (facet for facet in found.facets if facet.key == "category")
        assert {value.label: value.count for value in category.values} == {"Chairs": 2}
        assert (found.total, found.are_counts_exact) == (3, False)

    def test_also_without_what_narrows(self, db: Session, furniture: int) -> None:
        found = find(db, furniture, "chair", price_min=20_000, facets={"price", "brand"})

        counts = {
            facet.key: {value.value: value.count for value in facet.values}
            for facet in found.facets
        }
        assert counts == {
            "brand": {"Oak & Co": 1},
            "price": {"2000-4999": 1, "5000-9999": 1},
        }


class TestKeepingUp:
    def test_a_change_shows_and_leaves_nothing_behind(
        self, db: Session, catalog: FakeCatalog, furniture: int
    ) -> None:
        catalog.change(furniture, 1, title="Green stool", brand="Kern", price_minor=100)
        catalog.take(furniture, 2)
        index_products(db, furniture, [1, 2, 99])

        assert ids(find(db, furniture, "stool")) == [1]
        assert ids(find(db, furniture, "chairs ")) == [1, 3]
        assert ids(find(db, furniture, price_max=100)) == [1]
        assert find(db, furniture, "nordlys ").total == 0
        left = db.scalar(text("SELECT count(*) FROM search_posting WHERE product_id = 2"))
        assert left == 0

    def test_what_is_sold_out_is_not_available(
        self, db: Session, catalog: FakeCatalog, stock: FakeStock, furniture: int
    ) -> None:
        stock.sold_out = {10}
        index_products(db, furniture, [1])

        here = (("availability", (AVAILABLE,)),)
        assert ids(find(db, furniture, filters=here)) == [3, 2]
        assert [hit.is_available for hit in find(db, furniture).hits] == [True, True, False]

    def test_another_store_is_another_world(
        self, db: Session, catalog: FakeCatalog, furniture: int
    ) -> None:
        other = make_store(db).id
        fill(db, catalog, other, document(1, "Chair of others", brand="Others"))

        assert [hit.card["title"] for hit in find(db, other, "chair").hits] == ["Chair of others"]
        enter_store(db, furniture)
        assert ids(find(db, furniture, "others ")) == []
        # Even without the filter on the store there is nothing to be seen of it.
        assert find(db, other, "chair", facets={"all"}).total == 0


class TestInvariants:
    def broken(self, db: Session) -> set[str]:
        return {law.code for law in INVARIANTS if db.execute(text(law.violations)).first()}

    @pytest.mark.parametrize(
        ("breaking", "law"),
        [
            ("DELETE FROM search_posting WHERE term = 't:chair'", "search.postings_of_documents"),
            ("UPDATE search_posting SET weight = weight + 1", "search.postings_of_documents"),
            ("UPDATE search_document SET is_available = false", "search.filters_are_terms"),
        ],
    )
    def test_each_finds_what_breaks_it(
        self, db: Session, furniture: int, breaking: str, law: str
    ) -> None:
        assert self.broken(db) == set()

        db.execute(text(breaking))

        assert self.broken(db) == {law}
