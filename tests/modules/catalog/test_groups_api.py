"""Categories, collections and attributes: made by the team, seen by shoppers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from app.kernel.clock import freeze, utc_now
from app.kernel.database.scope import enter_store
from app.modules.catalog.services.catalog_reader import catalog_reader
from app.modules.catalog.services.follow_rules import follow_time
from app.modules.catalog.services.renew_cards import renew_due
from app.modules.core.services.storefront_memory import shelf
from tests.modules.catalog.selling import Selling, euro


def category(selling: Selling, name: str, parent: int | None = None) -> int:
    made = selling.done("POST", "/categories", {"name": name, "parent_id": parent})
    return int(made["id"])


def titles(selling: Selling, query: str) -> list[str]:
    return [item["title"] for item in selling.seen(f"/products?sort=title&{query}")["items"]]


class TestCategories:
    def test_a_product_stands_in_its_category_and_in_all_above(self, selling: Selling) -> None:
        clothes = category(selling, "Clothes")
        shirts = category(selling, "Shirts", clothes)
        selling.product("Shirt", category_ids=[shirts])
        selling.product("Chair")

        for query in ("category=clothes", f"category={clothes}", "category=shirts"):
            assert titles(selling, query) == ["Shirt"]
        tree = selling.seen("/categories")["items"]
        assert [(one["name"], one["product_count"]) for one in tree] == [("Clothes", 1)]
        assert tree[0]["children"][0]["slug"] == "shirts"
        page = selling.seen("/products/shirt")
        assert page["category"]["name"] == "Shirts"
        assert [one["name"] for one in page["breadcrumb"]] == ["Clothes", "Shirts"]

    def test_renaming_shows_at_once_and_the_former_slug_leads_on(self, selling: Selling) -> None:
        shirts = category(selling, "Shirts")
        selling.product("Shirt", category_ids=[shirts])
        change = {
            "name": "Tops",
            "slug": "tops",
            "translations": {"fr": {"name": "Hauts", "slug": "hauts"}},
        }
        changed = selling.done("PATCH", f"/categories/{shirts}", change, If_Match='"1"')

        assert changed["version"] == 2
        assert selling.seen("/products")["items"][0]["category"]["name"] == "Tops"
        assert selling.seen("/products?locale=fr")["items"][0]["category"]["slug"] == "hauts"
        moved = selling.shop("/categories/shirts")
        assert (moved.status_code, moved.headers["location"]) == (308, "tops")
        assert selling.seen("/categories/tops")["product_count"] == 1

    def test_moving_takes_everything_below_along(self, selling: Selling) -> None:
        clothes, sale = category(selling, "Clothes"), category(selling, "Sale")
        shirts = category(selling, "Shirts", clothes)
        polos = category(selling, "Polos", shirts)
        selling.product("Polo", category_ids=[polos])

        moved = selling.done(
            "POST", f"/categories/{shirts}/move", {"parent_id": sale}, If_Match='"1"'
        )

        assert moved["path"] == [sale, shirts]
        paths = {one["id"]: one["path"] for one in selling.done("GET", "/categories")["items"]}
        assert paths[polos] == [sale, shirts, polos]
        assert (titles(selling, "category=clothes"), titles(selling, "category=sale")) == (
            [],
            ["Polo"],
        )

    def test_what_is_hidden_is_named_nowhere(self, selling: Selling) -> None:
        """Neither beside products nor on the way to them nor to a search, nor what is below."""
        clothes, hidden = category(selling, "Clothes"), category(selling, "Staff")
        shirts = category(selling, "Shirts", clothes)
        made = selling.product("Shirt", category_ids=[shirts])

        def named() -> tuple[object, list[str], list[str], object]:
            item = selling.seen("/products")["items"][0]["category"]
            page = selling.seen("/products/shirt")
            with selling.database.transaction() as db:
                enter_store(db, selling.store)
                found = next(iter(catalog_reader.documents(db, selling.store, [made["id"]])))
            way = [one["name"] for one in page["breadcrumb"]]
            said = [name for _, name in found.categories]
            return item and item["name"], way, said, found.card["category"]

        assert named()[:3] == ("Shirts", ["Clothes", "Shirts"], ["Clothes", "Shirts"])
        selling.done("PATCH", f"/categories/{hidden}", {"is_shown": False}, If_Match='"1"')
        body = {"parent_id": hidden}
        selling.done("POST", f"/categories/{shirts}/move", body, If_Match='"1"')
        assert named() == (None, [], [], None)
        for way in (hidden, "staff", shirts, "shirts"):
            assert selling.seen(f"/products?category={way}")["items"] == []
        selling.done("PATCH", f"/categories/{hidden}", {"is_shown": True}, If_Match='"2"')
        assert named()[1:3] == (["Staff", "Shirts"], ["Staff", "Shirts"])
        selling.done("PATCH", f"/categories/{shirts}", {"is_shown": False}, If_Match='"2"')
        assert named() == (None, [], ["Staff"], None)

    def test_no_category_stands_below_itself_or_too_deep(self, selling: Selling) -> None:
        first = category(selling, "First")
        second = category(selling, "Second", first)

        for parent in (first, second):
            refused = selling.team(
                "POST", f"/categories/{first}/move", {"parent_id": parent}, If_Match='"1"'
            )
            assert refused.json()["code"] == "catalog.category_in_circle"
        deepest = second
        for level in range(3, 11):
            deepest = category(selling, f"Level {level}", deepest)
        body = {"name": "Too deep", "parent_id": deepest}
        assert selling.team("POST", "/categories", body).status_code == 422

    def test_what_is_in_use_is_not_removed_and_products_stay(self, selling: Selling) -> None:
        first = category(selling, "First")
        second = category(selling, "Second", first)
        selling.product("Chair", category_ids=[second])

        refused = selling.team("DELETE", f"/categories/{first}", If_Match='"1"')
        assert refused.json()["code"] == "catalog.category_in_use"
        assert selling.team("DELETE", f"/categories/{second}", If_Match='"1"').status_code == 204
        assert selling.seen("/products")["items"][0]["category"] is None
        assert selling.shop("/categories/second").status_code == 404

    def test_a_hidden_one_hides_what_is_below(self, selling: Selling) -> None:
        first = category(selling, "First")
        category(selling, "Second", first)
        selling.done("PATCH", f"/categories/{first}", {"is_shown": False}, If_Match='"1"')

        assert selling.seen("/categories")["items"] == []
        assert selling.shop("/categories/second").status_code == 404


class TestCollections:
    def test_by_hand_keeps_the_order_of_its_products(self, selling: Selling) -> None:
        ids = [selling.product(title)["id"] for title in ("Apple", "Bread", "Cake")]
        wanted = [ids[2], ids[0]]
        made = selling.done("POST", "/collections", {"name": "Best", "product_ids": wanted})

        seen = selling.seen("/products?collection=best&sort=position")["items"]
        assert [item["id"] for item in seen] == wanted
        path = f"/collections/{made['id']}/products"
        selling.done("PUT", path, {"product_ids": ids}, If_Match='"1"')
        seen = selling.seen("/products?collection=best&sort=position")["items"]
        assert [item["id"] for item in seen] == ids
        assert selling.seen("/collections/best")["product_count"] == 3

    def test_by_rules_follows_products_prices_and_places(self, selling: Selling) -> None:
        shoes = category(selling, "Shoes")
        rules = [
            {"field": "category", "test": "is", "value": shoes},
            {"field": "price", "test": "at_most", "value": 5000},
        ]
        selling.done("POST", "/collections", {"name": "Cheap shoes", "rules": rules})
        boot = selling.product("Boot", category_ids=[shoes], variants=[price("B", 9000)])
        selling.product("Sandal", category_ids=[shoes], variants=[price("S", 3000)])
        selling.product("Hat", variants=[price("H", 1000)])
        assert titles(selling, "collection=cheap-shoes") == ["Sandal"]

        selling.done("POST", "/prices", {"prices": [{"sku": "B", **euro(4000)}]})
        assert titles(selling, "collection=cheap-shoes") == ["Boot", "Sandal"]
        selling.done("PATCH", f"/products/{boot['id']}", {"category_ids": []}, If_Match='"2"')
        assert titles(selling, "collection=cheap-shoes") == ["Sandal"]

    def test_any_rule_is_enough_where_asked_for(self, selling: Selling) -> None:
        selling.product("Apple", tags=["fruit"])
        selling.product("Bread", brand="Baker")
        selling.product("Cake")
        rules = [
            {"field": "tag", "test": "is", "value": "fruit"},
            {"field": "brand", "test": "is", "value": "Baker"},
        ]
        body = {"name": "Any", "rules": rules, "matches_any": True}
        selling.done("POST", "/collections", body)

        assert titles(selling, "collection=any") == ["Apple", "Bread"]

    def test_attributes_are_compared_by_kind(self, selling: Selling) -> None:
        for code, kind in (("size", "number"), ("vegan", "yes_no")):
            selling.done("POST", "/attributes", {"code": code, "name": code, "kind": kind})
        selling.product("Small", attributes={"size": 9, "vegan": True})
        selling.product("Large", attributes={"size": 10})
        rules = {"size": ("at_least", 10), "vegan": ("is", True)}
        for code, (test, value) in rules.items():
            rule = {"field": "attribute", "attribute": code, "test": test, "value": value}
            selling.done("POST", "/collections", {"name": f"By {code}", "rules": [rule]})

        assert titles(selling, "collection=by-size") == ["Large"]
        assert titles(selling, "collection=by-vegan") == ["Small"]

    def test_what_is_new_is_so_for_a_time(self, selling: Selling) -> None:
        rule = {"field": "created", "test": "within_days", "value": 7}
        selling.done("POST", "/collections", {"name": "New", "rules": [rule]})
        selling.product("Chair")
        assert titles(selling, "collection=new") == ["Chair"]

        with freeze(utc_now() + timedelta(days=8)), selling.database.transaction() as db:
            enter_store(db, selling.store)
            follow_time(db, selling.store)

        assert titles(selling, "collection=new") == []

    def test_rules_that_cannot_be_asked_are_refused(self, selling: Selling) -> None:
        wrong = (
            {"field": "category", "test": "is", "value": 999},
            {"field": "attribute", "attribute": "none", "test": "is", "value": "x"},
            {"field": "price", "test": "is", "value": 1},
            {"field": "title", "test": "is", "value": "x"},
        )
        for rule in wrong:
            answer = selling.team("POST", "/collections", {"name": "X", "rules": [rule]})
            assert answer.status_code == 422, answer.text


class TestAttributes:
    def test_values_are_of_the_kind_and_named_in_the_language(self, selling: Selling) -> None:
        choices = [{"code": "oak", "name": "Oak", "translations": {"fr": {"name": "Chêne"}}}]
        body = {"code": "wood", "name": "Wood", "kind": "choice", "choices": choices}
        selling.done("POST", "/attributes", {**body, "translations": {"fr": {"name": "Bois"}}})
        selling.product("Chair", attributes={"wood": "oak"})

        seen = selling.seen("/products/chair?locale=fr")["attributes"]

        assert [(one["name"], one["label"], one["value"]) for one in seen] == [
            ("Bois", "Chêne", "oak")
        ]
        for attributes in ({"wood": "pine"}, {"wood": True}, {"none": "x"}):
            refused = selling.team("POST", "/products", {"title": "X", "attributes": attributes})
            assert refused.status_code == 422

    def test_removing_one_takes_its_values_along(self, selling: Selling) -> None:
        made = selling.done("POST", "/attributes", {"code": "wood", "name": "Wood"})
        chair = selling.product("Chair", attributes={"wood": "Oak"})

        path = f"/attributes/{made['id']}"
        with changes_of_products(selling) as statements:
            assert selling.team("DELETE", path, If_Match='"1"').status_code == 204

        found = selling.done("GET", f"/products/{chair['id']}")
        assert (found["attributes"], found["version"]) == ({}, 2)
        assert found["updated_at"] > chair["updated_at"]
        # In the order of all that lock products, so that nobody waits in a ring.
        assert statements[0].endswith("FOR NO KEY UPDATE OF catalog_product")
        assert "ORDER BY catalog_product.store_id, catalog_product.id" in statements[0]
        with selling.database.transaction() as db:
            enter_store(db, selling.store)
            renew_due(db, selling.store)
        shelf.clear()
        assert selling.seen("/products/chair")["attributes"] == []


@contextmanager
def changes_of_products(selling: Selling) -> Iterator[list[str]]:
    """The statements that lock or change products, in order."""
    seen: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        if "UPDATE" in statement and "catalog_product" in statement:
            seen.append(statement)

    event.listen(selling.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(selling.database.engine, "before_cursor_execute", note)


def price(sku: str, amount: int) -> dict[str, object]:
    return {"sku": sku, "prices": [euro(amount)]}
