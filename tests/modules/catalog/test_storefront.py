"""What shoppers see: lists, pages, languages, currencies, and nothing that is not published."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.kernel.clock import freeze, utc_now
from app.kernel.database.scope import enter_store
from app.kernel.http.cursors import write_cursor
from app.modules.catalog.models import Variant
from app.modules.catalog.services.renew_cards import renew_due
from app.modules.contracts.stock import Availability
from app.modules.core.services.storefront_memory import shelf
from tests.modules.catalog.selling import Selling, euro

DEFAULT_TITLES = ("Apple", "Éclair", "Zebra")


def titles(answer: object) -> list[str]:
    return [item["title"] for item in answer["items"]]  # type: ignore[index]


def filled(selling: Selling) -> dict[str, int]:
    """Three products: the cheapest is the newest."""
    made = {}
    for number, (title, amount) in enumerate(zip(DEFAULT_TITLES, (300, 200, 100), strict=True)):
        made[title] = selling.product(
            title,
            published_at=f"2024-0{number + 1}-01T00:00:00Z",
            variants=[{"sku": title, "prices": [euro(amount)]}],
            is_featured=title == "Éclair",
            brand="Acme" if title == "Zebra" else None,
            tags=["new"] if title == "Apple" else None,
        )["id"]
    return made


class TestLists:
    @pytest.mark.parametrize(
        ("sort", "wanted"),
        [
            ("newest", ["Zebra", "Éclair", "Apple"]),
            ("price", ["Zebra", "Éclair", "Apple"]),
            ("-price", ["Apple", "Éclair", "Zebra"]),
            ("title", ["Apple", "Éclair", "Zebra"]),
            ("-title", ["Zebra", "Éclair", "Apple"]),
            ("featured", ["Éclair", "Zebra", "Apple"]),
        ],
    )
    def test_each_order_pages_through_every_product_once(
        self, selling: Selling, sort: str, wanted: list[str]
    ) -> None:
        filled(selling)

        assert titles(selling.seen(f"/products?sort={sort}")) == wanted
        found, cursor = [], ""
        for _ in wanted:
            page = selling.seen(f"/products?sort={sort}&limit=1{cursor}")
            found += titles(page)
            cursor = f"&cursor={page['next_cursor']}"
        assert (found, page["next_cursor"]) == (wanted, None)

    def test_filters_narrow(self, selling: Selling) -> None:
        made = filled(selling)

        def found(query: str) -> list[str]:
            return titles(selling.seen(f"/products?sort=title&{query}"))

        assert found(f"ids={made['Apple']}&ids={made['Zebra']}") == ["Apple", "Zebra"]
        assert found("brand=Acme") == ["Zebra"]
        assert found("tag=new") == ["Apple"]
        assert found("featured=true") == ["Éclair"]
        assert found("price_from=150&price_to=250") == ["Éclair"]
        assert found("category=nothing-like-it") == []

    def test_a_cursor_of_another_order_or_of_nobody_is_refused(self, selling: Selling) -> None:
        filled(selling)
        cursor = selling.seen("/products?limit=1")["next_cursor"]

        for query in (f"sort=price&cursor={cursor}", "cursor=abc", "cursor=W10"):
            assert selling.shop(f"/products?{query}").status_code == 422
        assert selling.shop("/products?sort=position").status_code == 422

    def test_costs_two_statements_whatever_it_holds(self, selling: Selling) -> None:
        filled(selling)
        shelf.clear()
        seen: list[str] = []
        engine = selling.database.engine

        def note(_c: object, _u: object, statement: str, *_: object) -> None:
            if "catalog_" in statement or "inventory_" in statement:
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            selling.seen("/products")
            selling.seen("/products/zebra")
        finally:
            event.remove(engine, "before_cursor_execute", note)

        assert len(seen) <= 4

    def test_can_be_kept_and_asked_for_again(self, selling: Selling) -> None:
        filled(selling)
        first = selling.shop("/products")

        again = selling.shop("/products", If_None_Match=first.headers["etag"])

        assert again.status_code == 304
        assert first.headers["cache-control"].startswith("public")


class TestWhatIsHidden:
    def test_draft_archived_unknown_and_foreign_are_the_same_404(self, selling: Selling) -> None:
        draft = selling.product("Draft", published_at=None)
        gone = selling.product("Gone")
        selling.done("POST", f"/products/{gone['id']}/archive", {}, If_Match='"1"')
        other = selling.product("Other")

        answers = [
            selling.shop(f"/products/{key}").json()
            for key in (draft["id"], gone["id"], "gone", "draft", 999_999, "x" * 100)
        ]
        answers.append(selling.shop(f"/products/{other['id']}", store="two").json())

        assert {(one["status"], one["code"]) for one in answers} == {
            (404, "catalog.unknown_product")
        }
        assert titles(selling.seen("/products")) == ["Other"]

    def test_publication_begins_and_ends_by_the_clock(self, selling: Selling) -> None:
        now = utc_now()
        selling.product(
            "Later",
            published_at=(now + timedelta(days=1)).isoformat(),
            archived_at=(now + timedelta(days=2)).isoformat(),
        )
        assert titles(selling.seen("/products")) == []
        for days, wanted in ((1.5, ["Later"]), (2.5, [])):
            with freeze(now + timedelta(days=days)):
                assert titles(selling.seen("/products")) == wanted


class TestPrices:
    def test_a_planned_sale_is_shown_in_time_without_any_job(self, selling: Selling) -> None:
        now = utc_now()
        sale = {
            "amount_minor": 1500,
            "starts_at": (now + timedelta(days=1)).isoformat(),
            "ends_at": (now + timedelta(days=3)).isoformat(),
        }
        selling.product(variants=[{"sku": "C", "prices": [euro(2000, sale=sale)]}])

        seen = []
        for days in (0, 2, 4):
            with freeze(now + timedelta(days=days, seconds=5)):
                item = selling.seen("/products")["items"][0]
                compared = item["compare_at"] and item["compare_at"]["amount_minor"]
                seen.append((item["price"]["amount_minor"], compared))

        assert seen == [(2000, None), (1500, 2000), (2000, None)]

    def test_the_job_lets_lists_of_variants_follow(self, selling: Selling) -> None:
        now = utc_now()
        sale = {"amount_minor": 1500, "starts_at": (now + timedelta(days=1)).isoformat()}
        made = selling.product(variants=[{"sku": "C", "prices": [euro(2000, sale=sale)]}])

        with freeze(now + timedelta(days=1, seconds=1)), selling.database.transaction() as db:
            enter_store(db, selling.store)
            asked = select(Variant.price_minor).where(Variant.product_id == made["id"])
            before = db.scalars(asked).one()
            renew_due(db, selling.store)
            after = db.scalars(asked).one()

        assert (before, after) == (2000, 1500)

    def test_another_currency_shows_what_is_priced_in_it(self, selling: Selling) -> None:
        dollar = {"currency": "USD", "amount_minor": 2500}
        selling.product("Both", variants=[{"sku": "B", "prices": [euro(2000), dollar]}])
        selling.product("Euro only")

        items = selling.seen("/products?currency=USD")["items"]

        assert [(item["title"], item["price"]["amount"]) for item in items] == [("Both", "25.00")]
        assert len(selling.seen("/products")["items"]) == 2

    def test_the_price_per_litre_stands_beside_the_price(self, selling: Selling) -> None:
        measure = {"quantity": "330", "unit": "ml"}
        selling.product(variants=[{"sku": "J", "prices": [euro(199)], "measure": measure}])

        item = selling.seen("/products")["items"][0]

        assert item["unit_price"] == {
            "amount_minor": 603,
            "currency": "EUR",
            "amount": "6.03",
            "per": "l",
        }


class TestLanguages:
    def test_texts_fall_back_and_slugs_follow_the_language(self, selling: Selling) -> None:
        selling.product(
            "Chair",
            translations={
                "fr": {"title": "Chaise", "description": "Belle"},
                "de": {"title": "Stuhl"},
            },
        )

        def seen(locale: str) -> tuple[str, str, str]:
            page = selling.seen(f"/products/chair?locale={locale}")
            return page["title"], page["slug"], page["description"]

        assert seen("en") == ("Chair", "chair", "")
        assert seen("fr") == ("Chaise", "chaise", "Belle")
        assert seen("de") == ("Stuhl", "stuhl", "")
        assert seen("lb") == ("Chaise", "chaise", "Belle")
        assert selling.seen("/products/stuhl")["slugs"] == {
            "en": "chair",
            "fr": "chaise",
            "de": "stuhl",
        }
        assert titles(selling.seen("/products", Accept_Language="de")) == ["Stuhl"]

    def test_a_former_slug_leads_to_the_present_one(self, selling: Selling) -> None:
        made = selling.product("Chair")
        selling.done("PATCH", f"/products/{made['id']}", {"slug": "throne"}, If_Match='"1"')

        moved = selling.shop("/products/chair?locale=fr")

        assert moved.status_code == 308
        assert moved.headers["location"] == "throne?locale=fr"
        assert selling.seen("/products/throne")["id"] == made["id"]
        selling.product("Chair", variants=[{"sku": "C2"}])
        assert selling.seen("/products/chair")["id"] != made["id"]


class TestAvailability:
    def test_comes_from_stock_for_products_and_variants(
        self, selling: Selling, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        prices = [euro(900)]
        made = selling.product(variants=[{"sku": sku, "prices": prices} for sku in ("A", "B")])
        first, second = (one["id"] for one in made["variants"])

        class Counted:
            def availability(self, _db: object, _store: int, ids: list[int]) -> object:
                left = {first: 0, second: 3}
                return {key: Availability(key, left[key], is_tracked=True) for key in ids}

        monkeypatch.setattr(
            "app.modules.catalog.services.storefront_catalog.service_on", lambda *_: Counted()
        )

        page = selling.seen(f"/products/{made['id']}")

        assert page["availability"] == {"is_available": True}
        assert [one["availability"]["is_available"] for one in page["variants"]] == [False, True]

    def test_what_has_no_price_cannot_be_had(self, selling: Selling) -> None:
        half = selling.product(variants=[{"sku": "A", "prices": [euro(900)]}, {"sku": "B"}])
        none = selling.product(variants=[{"sku": "C"}])

        pages = [selling.seen(f"/products/{made['id']}") for made in (half, none)]
        listed = {one["id"]: one for one in selling.seen("/products")["items"]}

        assert [page["availability"]["is_available"] for page in pages] == [True, False]
        assert [
            [one["availability"]["is_available"] for one in page["variants"]] for page in pages
        ] == [[True, False], [False]]
        assert [listed[made["id"]]["availability"]["is_available"] for made in (half, none)] == [
            True,
            False,
        ]

    def test_a_title_that_looks_like_the_mark_stays_a_title(self, selling: Selling) -> None:
        title = '"availability":"@1"'
        made = selling.product(title, variants=[{"sku": "A"}])

        assert selling.seen(f"/products/{made['id']}")["title"] == title


class TestHostileInput:
    def test_what_no_text_holds_is_refused_and_not_a_fault(self, selling: Selling) -> None:
        filled(selling)
        cursors = (
            write_cursor(["title", "a\0b", 1]),
            urlsafe_b64encode(b'["title","\\ud800",1]').decode().rstrip("="),
            write_cursor(["title", 3, 1]),
            write_cursor(["title", "a", True]),
        )
        queries = (
            *(f"sort=title&cursor={cursor}" for cursor in cursors),
            "brand=%00",
            "tag=a%00",
            "category=%00",
            "collection=x%00&sort=position",
            "limit=0",
            "ids=0",
            f"ids={2**63}",
            "currency=XXX",
            "locale=xx",
            f"cursor={write_cursor(['newest', '2024-01-01', 1])}",
        )
        for query in queries:
            assert selling.shop(f"/products?{query}").status_code == 422, query
        for named in ("%00", "x%00y", "9" * 30, "%F0%9F%98%80", "a'b"):
            assert selling.shop(f"/products/{named}").status_code == 404, named
            assert selling.shop(f"/categories/{named}").status_code == 404, named
            assert selling.shop(f"/collections/{named}").status_code == 404, named
        assert selling.team("GET", "/products?q=%00").status_code == 422
