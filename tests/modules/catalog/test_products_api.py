"""Products over the API: made and changed by the team, seen by shoppers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.kernel.clock import utc_now
from app.kernel.database.scope import enter_store
from app.modules.catalog.services.catalog_reader import catalog_reader
from tests.modules.catalog.selling import Selling, euro
from tests.races import differences

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

    def test_moments_are_taken_from_any_zone(self, selling: Selling) -> None:
        """PostgreSQL itself refuses zones of more than 16 hours."""
        ended = {**SHIRT, "is_featured": True, "archived_at": "2116-07-22T09:16:02.6+18:23"}

        made = selling.done("POST", "/products", ended)

        assert made["archived_at"].startswith("2116-07-21T14:53:02.6")

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

    def test_adds_changes_retires_and_brings_back_variants(self, selling: Selling) -> None:
        made = selling.done("POST", "/products", SHIRT)
        path = f"/products/{made['id']}"
        larger = {
            "options": [{"name": "Size", "values": ["S", "M", "L"]}],
            "variants": [
                {"sku": "SH-L", "choices": ["L"], "prices": [euro(3000)]},
                {"sku": "SH-S", "weight_grams": 200},
            ],
        }
        changed = selling.done("PATCH", path, larger, If_Match='"1"')
        assert [one["sku"] for one in changed["variants"]] == ["SH-S", "SH-M", "SH-L"]
        assert changed["variants"][0]["prices"][0]["price"]["amount_minor"] == 2000

        medium = changed["variants"][1]["id"]
        left = selling.done("DELETE", f"{path}/variants/{medium}", If_Match='"2"')
        assert [one["sku"] for one in left["variants"]] == ["SH-S", "SH-L"]
        assert len(selling.seen("/products/shirt")["variants"]) == 2
        with selling.database.transaction() as db:
            enter_store(db, selling.store)
            found = catalog_reader.sellables(
                db, selling.store, [medium], currency="EUR", locale="en", at=utc_now()
            )
        assert found[medium].is_available is False

        back = selling.done("PATCH", path, {"variants": [{"sku": "SH-M"}]}, If_Match='"3"')
        assert [one["sku"] for one in back["variants"]] == ["SH-S", "SH-M", "SH-L"]
        assert len(selling.seen("/products/shirt")["variants"]) == 3
        assert back["version"] > left["version"]
        renamed = selling.done(
            "PATCH", f"{path}/variants/{medium}", {"sku": "SH-MED"}, If_Match=f'"{back["version"]}"'
        )
        assert renamed["variants"][1]["sku"] == "SH-MED"
        assert differences(selling.database) == []

    def test_a_change_of_something_else_leaves_a_sale_alone(self, selling: Selling) -> None:
        sale = {"amount_minor": 1500}
        variants = [{"sku": "C", "prices": [euro(2000)]}]
        made = selling.product(variants=variants)
        path = f"/products/{made['id']}"
        body = {"variants": [{"sku": "C", "prices": [euro(2000, sale=sale)]}]}
        selling.done("PATCH", path, body, If_Match='"1"')

        heavier = {"variants": [{"sku": "C", "weight_grams": 5}]}
        changed = selling.done("PATCH", path, heavier, If_Match='"2"')

        step = changed["variants"][0]["prices"][0]
        assert (step["price"]["amount_minor"], step["compare_at"]["amount_minor"]) == (1500, 2000)
        history = selling.done("GET", f"/variants/{made['variants'][0]['id']}/prices?limit=1")
        assert history["items"][0]["is_reduced"] is True
        again = selling.done(
            "GET",
            f"/variants/{made['variants'][0]['id']}/prices?cursor={history['next_cursor']}",
        )
        assert [one["price"]["amount_minor"] for one in again["items"]] == [2000]

    def test_publishing_and_archiving_move_the_figures(self, selling: Selling) -> None:
        made = selling.done("POST", "/products", {"title": "Chair"})
        path = f"/products/{made['id']}"
        assert (made["status"], made["variants"]) == ("draft", [])

        assert selling.done("POST", f"{path}/publish", {}, If_Match='"1"')["status"] == "active"
        assert selling.shop("/products/chair").status_code == 200
        assert selling.done("POST", f"{path}/unpublish", None, If_Match='"2"')["status"] == "draft"
        later = (utc_now() + timedelta(days=1)).isoformat()
        body = {"at": later}
        scheduled = selling.done("POST", f"{path}/publish", body, If_Match='"3"')
        assert scheduled["status"] == "scheduled"
        gone = selling.done("POST", f"{path}/archive", {}, If_Match='"4"')
        assert gone["status"] == "archived"
        assert differences(selling.database) == []


class TestRefusals:
    def test_what_belongs_to_another_product_is_not_taken(self, selling: Selling) -> None:
        selling.done("POST", "/products", {**SHIRT, "external_ref": "mine"})
        other = selling.product("Chair", variants=[{"sku": "CH"}])

        def code(body: dict[str, object]) -> str:
            return str(selling.team("POST", "/products", {"title": "X", **body}).json()["code"])

        assert code({"variants": [{"sku": "SH-S"}]}) == "catalog.sku_taken"
        assert code({"slug": "shirt"}) == "catalog.slug_taken"
        assert code({"external_ref": "mine"}) == "catalog.name_taken"
        assert code({"category_ids": [7]}) == "catalog.reference_unknown"
        path = f"/products/{other['id']}"
        taken = {"variants": [{"sku": "SH-S"}]}
        assert selling.team("PATCH", path, taken, If_Match='"1"').status_code == 409
        variant = other["variants"][0]["id"]
        sku = {"sku": "SH-S"}
        assert (
            selling.team("PATCH", f"{path}/variants/{variant}", sku, If_Match='"1"').status_code
            == 409
        )
        assert len(selling.seen("/products")["items"]) == 2

    def test_variants_choose_one_value_of_each_option_and_no_two_the_same(
        self, selling: Selling
    ) -> None:
        for choices in (["XL"], [], ["S", "M"]):
            body = {**SHIRT, "variants": [{"sku": "X", "choices": choices}]}
            answer = selling.team("POST", "/products", body)
            assert answer.json()["code"] == "catalog.choices_wrong"
        twice = [{"sku": sku, "choices": ["S"]} for sku in ("A", "B")]
        answer = selling.team("POST", "/products", {**SHIRT, "variants": twice})
        assert answer.json()["code"] == "catalog.choices_wrong"
        made = selling.done("POST", "/products", SHIRT)
        fewer = {"options": [{"name": "Size", "values": ["S"]}]}
        answer = selling.team("PATCH", f"/products/{made['id']}", fewer, If_Match='"1"')
        assert answer.json()["code"] == "catalog.choices_wrong"

    def test_a_sale_that_is_none_is_refused(self, selling: Selling) -> None:
        for sale in (
            {"amount_minor": 2000},
            {"amount_minor": 1, "starts_at": "2030-01-02T00:00Z", "ends_at": "2030-01-01T00:00Z"},
        ):
            body = {"title": "X", "variants": [{"sku": "X", "prices": [euro(2000, sale=sale)]}]}
            assert selling.team("POST", "/products", body).status_code == 422

    def test_other_stores_and_viewers_change_nothing(self, selling: Selling) -> None:
        made = selling.product("Chair")
        path = f"/products/{made['id']}"

        for who, status in (("stranger", 404), ("viewer", 403)):
            answer = selling.team("PATCH", path, {"title": "Mine"}, who=who, If_Match='"1"')
            assert answer.status_code == status
        assert selling.team("GET", path, who="stranger").status_code == 404
        assert selling.team("GET", path, who="viewer").status_code == 200
        assert selling.done("GET", path)["title"] == "Chair"

    def test_a_repeated_call_makes_one_product(self, selling: Selling) -> None:
        calls = [
            selling.team("POST", "/products", {"title": "Chair"}, Idempotency_Key="the-same-key")
            for _ in range(2)
        ]

        assert [one.status_code for one in calls] == [201, 201]
        assert calls[0].json()["id"] == calls[1].json()["id"]
        assert len(selling.done("GET", "/products")["items"]) == 1


class TestLists:
    def test_narrows_pages_and_holds_the_parts_that_are_asked_for(self, selling: Selling) -> None:
        for title in ("Apple", "Bread"):
            selling.product(title)
        selling.product("Cake", published_at=None)

        def found(query: str) -> list[str]:
            return [one["title"] for one in selling.done("GET", f"/products?{query}")["items"]]

        assert found("") == ["Cake", "Bread", "Apple"]
        assert found("status=draft") == ["Cake"]
        assert found("status=active") == ["Bread", "Apple"]
        assert found("q=appl") == found("q=Apple") == ["Apple"]
        page = selling.done("GET", "/products?limit=2&include=variants")
        assert page["items"][0]["images"] is None
        assert page["items"][1]["variants"][0]["sku"] == "Bread"
        assert found(f"limit=2&cursor={page['next_cursor']}") == ["Apple"]


class TestBulk:
    def test_a_thousand_products_come_with_one_call(self, selling: Selling) -> None:
        products = [
            {
                "title": f"Product {n}",
                "external_ref": f"p{n}",
                "published_at": "2024-01-01T00:00:00Z",
                "variants": [{"sku": f"P{n}", "prices": [euro(1000 + n)]}],
            }
            for n in range(1000)
        ]
        taken = selling.done("POST", "/products/bulk", {"products": products})

        assert (taken["created"], len(taken["products"])) == (1000, 1000)
        products[0]["title"] = "Renamed"
        again = selling.done("POST", "/products/bulk", {"products": products[:10]})
        assert (again["created"], again["updated"], again["unchanged"]) == (0, 1, 9)
        assert differences(selling.database) == []

    def test_prices_are_set_by_sku_all_or_none(self, selling: Selling) -> None:
        selling.product("Chair", variants=[{"sku": "C", "prices": [euro(2000)]}])
        unknown = {"prices": [{"sku": "C", **euro(1)}, {"sku": "none", **euro(1)}]}
        assert selling.team("POST", "/prices", unknown).status_code == 422
        assert selling.seen("/products/chair")["price"]["amount_minor"] == 2000

        body = {
            "prices": [
                {"sku": "C", **euro(1800)},
                {"sku": "C", "currency": "USD", "amount_minor": 1},
            ]
        }
        assert selling.done("POST", "/prices", body) == {"changed_products": 1}
        assert selling.seen("/products/chair")["price"]["amount_minor"] == 1800


class TestAtOnce:
    def test_two_products_never_get_the_same_sku_or_slug(self, selling: Selling) -> None:
        body = {"title": "Chair", "slug": "chair", "variants": [{"sku": "C"}]}
        selling.team("GET", "/products")  # signs in

        with ThreadPoolExecutor(6) as pool:
            calls = [pool.submit(selling.team, "POST", "/products", body) for _ in range(6)]
        statuses = sorted(call.result().status_code for call in calls)

        assert statuses == [201, 409, 409, 409, 409, 409]
        assert differences(selling.database) == []

    def test_of_two_changes_of_one_version_one_is_refused(self, selling: Selling) -> None:
        made = selling.product("Chair")
        path = f"/products/{made['id']}"

        with ThreadPoolExecutor(4) as pool:
            calls = [
                pool.submit(selling.team, "PATCH", path, {"title": f"T{n}"}, If_Match='"1"')
                for n in range(4)
            ]

        assert sorted(call.result().status_code for call in calls) == [200, 412, 412, 412]
