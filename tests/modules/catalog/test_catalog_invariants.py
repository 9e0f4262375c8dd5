"""Each law of the catalogue finds the violation that is planted, and nothing in a sound store."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.kernel.database.scope import enter_store
from app.modules.catalog.repositories.invariants import INVARIANTS
from app.modules.contracts.invariants import Invariant
from tests.modules.catalog.selling import Selling, euro

PLANTED = {
    "catalog.price_of_now": "UPDATE catalog_variant SET price_minor = price_minor + 1",
    "catalog.prior_price": "UPDATE catalog_price SET prior_minor = 1 WHERE is_reduced",
    "catalog.card_for_product": "DELETE FROM catalog_card",
    "catalog.card_price": "UPDATE catalog_card SET price_key = 1",
    "catalog.tree": "UPDATE catalog_category SET path = path || id",
    "catalog.one_slug": (
        "INSERT INTO catalog_slug (store_id, kind, locale, slug, product_id, created_at)"
        " SELECT store_id, 'product', locale, 'twice', product_id, now() FROM catalog_slug"
        " WHERE product_id IS NOT NULL LIMIT 1"
    ),
}


@pytest.fixture
def whole(selling: Selling) -> Selling:
    """A store with a reduced product in a category, and a draft."""
    top = selling.done("POST", "/categories", {"name": "Top"})
    below = selling.done("POST", "/categories", {"name": "Below", "parent_id": top["id"]})
    made = selling.product(category_ids=[below["id"]])
    sku = made["variants"][0]["sku"]
    sale = {"prices": [{"sku": sku, **euro(1999, sale={"amount_minor": 1500})}]}
    selling.done("POST", "/prices", sale)
    selling.product("Draft", published_at=None)
    return selling


class TestInvariants:
    def test_each_is_planted_here(self) -> None:
        assert {law.code for law in INVARIANTS} == set(PLANTED)

    @pytest.mark.parametrize("law", INVARIANTS, ids=lambda law: law.code)
    def test_finds_what_breaks_it_and_nothing_else(self, whole: Selling, law: Invariant) -> None:
        with whole.database.transaction() as db:
            enter_store(db, whole.store)
            assert db.execute(text(law.violations)).all() == []
            db.execute(text(PLANTED[law.code]))
            assert db.execute(text(law.violations)).all() != []
            db.rollback()
