"""Products over the API: made and changed by the team, seen by shoppers."""

from __future__ import annotations

from app.kernel.clock import utc_now
from app.kernel.database.scope import enter_store
from app.modules.catalog.services.catalog_reader import catalog_reader
from tests.modules.catalog.selling import Selling, euro

SHIRT = {
    "title": "Shirt",
    "published_at": "2024-01-01T00:00:00Z",
    "options": [{"name": "Size", "values": ["S", "M"]}],
    "variants": [
        {"sku": "SH-S", "choices": ["S"], "prices": [euro(2000)]},
        {"sku": "SH-M", "choices": ["M"], "prices": [euro(2500)]},
    ],
}


class TestCreate:
    def test_a_published_product_is_seen_at_once(self, selling: Selling) -> None:
        made = selling.done("POST", "/products", SHIRT)

        assert made["status"] == "active"
        assert made["slug"] == "shirt"
        item = selling.seen("/products")["items"][0]
        assert (item["id"], item["slug"], item["title"]) == (made["id"], "shirt", "Shirt")
        assert item["price"] == {"amount_minor": 2000, "currency": "EUR", "amount": "20.00"}
        assert item["price_varies"] is True
        detail = selling.seen("/products/shirt")
        assert [one["choices"] for one in detail["variants"]] == [["S"], ["M"]]
        assert [one["price"]["amount_minor"] for one in detail["variants"]] == [2000, 2500]
        assert selling.seen(f"/products/{made['id']}") == detail

    def test_carts_find_the_variant(self, selling: Selling) -> None:
        made = selling.done("POST", "/products", SHIRT)
        variant = made["variants"][1]["id"]

        with selling.database.transaction() as db:
            enter_store(db, selling.store)
            found = catalog_reader.sellables(
                db, selling.store, [variant, 999], currency="EUR", locale="fr", at=utc_now()
            )

        assert list(found) == [variant]
        sellable = found[variant]
        assert (sellable.title, sellable.variant_title, sellable.sku) == ("Shirt", "M", "SH-M")
        assert (sellable.price_minor, sellable.is_available) == (2500, True)


class TestChange:
    def test_needs_the_version_that_was_seen(self, selling: Selling) -> None:
        made = selling.product()
        path = f"/products/{made['id']}"

        assert selling.team("PATCH", path, {"title": "Blue chair"}).status_code == 428
        changed = selling.team("PATCH", path, {"title": "Blue chair"}, If_Match='"1"')
        assert changed.status_code == 200, changed.text
        assert changed.headers["etag"] == '"2"'
        assert selling.team("PATCH", path, {"title": "X"}, If_Match='"1"').status_code == 412
        assert selling.seen("/products/red-chair")["title"] == "Blue chair"
