"""Taking products in: once, changed, in pieces, and never into another store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Text, event, literal_column, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.services.catalog_intake import catalog_intake
from app.modules.contracts.catalog import CATALOG_INTAKE
from app.modules.contracts.intake import IntakeCount
from app.modules.registry import registry
from app.modules.tenancy.models import Store
from tests.factories import make_store
from tests.modules.catalog.factories import at, product_in


def entered_store(db: Session) -> Store:
    store = make_store(db)
    enter_store(db, store.id)
    return store


def contents(db: Session) -> list[tuple[object, ...]]:
    products = select(Product.__table__).order_by(Product.id)
    variants = select(Variant.__table__).order_by(Variant.id)
    return [tuple(row) for row in (*db.execute(products), *db.execute(variants))]


class TestTakeProducts:
    def test_is_found_under_its_capability(self) -> None:
        assert registry().find(CATALOG_INTAKE) is catalog_intake

    def test_creates_products_and_gives_every_variant_id(self, db: Session) -> None:
        store = entered_store(db)
        products = [product_in("chair", "C1", "C2"), product_in("table", "T1")]

        taken = catalog_intake.take_products(db, store.id, products)

        assert taken.count == IntakeCount(created=2)
        found = dict(db.execute(select(Variant.sku, Variant.id)).all())
        assert taken.variant_ids == found
        assert sorted(found) == ["C1", "C2", "T1"]

    def test_taking_it_again_touches_no_row(self, db: Session) -> None:
        store = entered_store(db)
        products = [product_in("chair", "C1", "C2"), product_in("table", "T1")]
        first = catalog_intake.take_products(db, store.id, products)
        before = contents(db)
        versions = select(Product.id, literal_column("ctid", Text())).order_by(Product.id)
        untouched = db.execute(versions).all()

        again = catalog_intake.take_products(db, store.id, products)

        assert again.count == IntakeCount(unchanged=2)
        assert again.variant_ids == first.variant_ids
        assert contents(db) == before
        assert db.execute(versions).all() == untouched

    def test_updates_what_changed_and_counts_it_once(self, db: Session) -> None:
        store = entered_store(db)
        products = [product_in(ref, f"{ref}-1") for ref in ("a", "b", "c", "d")]
        catalog_intake.take_products(db, store.id, products)
        renamed = replace(products[0], title="New title", archived_at=at("2024-05-01"))
        dearer = replace(products[1], variants=(replace(products[1].variants[0], price_minor=999),))
        both = replace(
            products[2],
            title="Both",
            variants=(replace(products[2].variants[0], title="Both too"),),
        )

        taken = catalog_intake.take_products(
            db, store.id, [renamed, dearer, both, products[3], product_in("e", "e-1")]
        )

        assert taken.count == IntakeCount(created=1, updated=3, unchanged=1)
        titles = dict(db.execute(select(Product.external_ref, Product.title)).all())
        assert titles["a"] == "New title"
        prices = dict(db.execute(select(Variant.sku, Variant.price_minor)).all())
        assert prices == {"a-1": 250, "b-1": 999, "c-1": 250, "d-1": 250, "e-1": 250}

    def test_keeps_the_earliest_creation(self, db: Session) -> None:
        store = entered_store(db)
        take = catalog_intake.take_products
        chair = product_in("chair", "C1", created_at=at("2024-03-05"))
        take(db, store.id, [chair])

        later = take(db, store.id, [replace(chair, created_at=at("2024-03-09"))])
        earlier = take(db, store.id, [replace(chair, created_at=at("2024-03-01"))])

        assert (later.count.unchanged, earlier.count.updated) == (1, 1)
        assert db.scalars(select(Product.created_at)).one() == at("2024-03-01")
        assert db.scalars(select(Variant.created_at)).one() == at("2024-03-01")

    def test_what_keeps_its_state_keeps_its_own_when_it_is_there(self, db: Session) -> None:
        store = entered_store(db)
        chair, table, lamp = (
            product_in(name, name, published_at=at("2024-01-01"))
            for name in ("chair", "table", "lamp")
        )
        catalog_intake.take_products(db, store.id, [chair, table])
        batch = [
            replace(chair, title="Armchair", published_at=None, keeps_state=True),
            replace(table, published_at=None),
            replace(lamp, published_at=None, keeps_state=True),
        ]
        taken = catalog_intake.take_products(db, store.id, batch)
        again = catalog_intake.take_products(db, store.id, batch)

        shown = dict(db.execute(select(Product.title, Product.published_at.is_not(None))).all())
        assert shown == {"Armchair": True, table.title: False, lamp.title: False}
        assert (taken.count, again.count) == (IntakeCount(1, 2, 0), IntakeCount(unchanged=3))

    def test_a_product_may_be_known_by_its_skus(self, db: Session) -> None:
        store = entered_store(db)
        shelf, stranger = product_in("7", "S1", "S2"), product_in("8", "X1")
        catalog_intake.take_products(db, store.id, [shelf, replace(stranger, source="other")])
        renamed = product_in("S2", "S2", "S3", title="Shelf", is_known_by_skus=True)
        own = product_in("X1", "X1", title="Own", is_known_by_skus=True)

        taken = catalog_intake.take_products(db, store.id, [renamed, own])
        again = catalog_intake.take_products(db, store.id, [renamed, own])

        asked = select(Product.external_ref, Product.title).where(Product.source == "test")
        assert dict(db.execute(asked).all()) == {"7": "Shelf", "X1": "Own"}
        assert (taken.count, again.count) == (IntakeCount(1, 1, 0), IntakeCount(unchanged=2))
        by_sku = dict(db.execute(select(Variant.sku, Variant.product_id)).all())
        assert by_sku["S1"] == by_sku["S2"] == by_sku["S3"]

    def test_takes_what_a_batch_says_twice_once(self, db: Session) -> None:
        store = entered_store(db)
        first = product_in("chair", "C1", created_at=at("2024-03-05"), title="Old")
        second = product_in("chair", "C2", created_at=at("2024-03-06"), title="New")

        taken = catalog_intake.take_products(db, store.id, [first, second])

        assert taken.count == IntakeCount(created=1)
        assert sorted(taken.variant_ids) == ["C1", "C2"]
        row = db.execute(select(Product.title, Product.created_at)).one()
        assert tuple(row) == ("New", at("2024-03-05"))

    def test_takes_nothing_from_an_empty_batch(self, db: Session) -> None:
        store = entered_store(db)

        assert catalog_intake.take_products(db, store.id, []).count == IntakeCount()
        without_variants = catalog_intake.take_products(db, store.id, [product_in("bare")])
        assert (without_variants.count.created, without_variants.variant_ids) == (1, {})

    def test_leaves_the_same_product_of_another_store_alone(self, db: Session) -> None:
        stores = [make_store(db) for _ in range(2)]
        for store in stores:
            enter_store(db, store.id)
            catalog_intake.take_products(db, store.id, [product_in("chair", "C1")])
        enter_store(db, stores[0].id)
        before = contents(db)
        enter_store(db, stores[1].id)

        changed = product_in("chair", "C1", title="Changed")
        catalog_intake.take_products(db, stores[1].id, [changed])

        enter_store(db, stores[0].id)
        assert contents(db) == before

    def test_cannot_write_into_a_store_that_was_not_entered(self, db: Session) -> None:
        mine, other = make_store(db), make_store(db)
        enter_store(db, mine.id)

        with pytest.raises(DBAPIError, match="row-level security"), db.begin_nested():
            catalog_intake.take_products(db, other.id, [product_in("chair", "C1")])

    def test_takes_hundreds_in_hardly_more_statements_than_ten(self, db: Session) -> None:
        store = entered_store(db)
        asked: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *a: asked.append(a[2]))

        def statements(name: str, count: int) -> int:
            asked.clear()
            products = [product_in(f"{name}{n}", f"{name}{n}-a") for n in range(count)]
            assert catalog_intake.take_products(db, store.id, products).count.created == count
            return len(asked)

        statements("first", 1)  # begins what is kept of the store
        assert statements("many", 400) <= statements("few", 10) + 10
