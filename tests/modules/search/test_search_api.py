"""Search, suggestions and the index over the API."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.events import AvailabilityChanged, ProductsChanged
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.search.services import rebuild as rebuilding
from app.modules.search.services.index_reactions import (
    on_availability_changed,
    on_products_changed,
)
from app.modules.search.services.indexing import index_products
from app.modules.search.services.rebuild import rebuild
from tests.modules.promotions.conftest import Team, Teams
from tests.modules.search.factories import FakeCatalog, FakeStock, document

LAMP = document(
    1,
    "Brass lamp",
    categories=((4, "Lights"),),
    options=(("Finish", "Matt"),),
    brand="Lumen",
    price_minor=4990,
)


def ask(teams: Teams, path: str, team: Team | None = None, **headers: str) -> httpx.Response:
    """As a visitor of the team's store, the owner's if none is given."""
    address = f"/stores/{(team or teams.owner).code}/api/v1/storefront{path}"
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return teams.owner.program.client.get(address, headers=sent)


def index(database: Database, store_id: int, *ids: int) -> None:
    with database.transaction() as db:
        enter_store(db, store_id)
        index_products(db, store_id, ids)


@pytest.fixture
def filled(teams: Teams, shared: Database, catalog: FakeCatalog) -> Teams:
    store_id = teams.owner.store_id
    catalog.put(store_id, LAMP, document(2, "Paper lampshade", price_minor=None))
    index(shared, store_id, 1, 2)
    return teams


class TestSearch:
    def test_answers_with_cards_prices_and_facets(self, filled: Teams) -> None:
        answer = ask(filled, "/search?q=lmap&facets=all", Accept_Language="en")

        body: dict[str, Any] = answer.json()
        assert (answer.status_code, body["corrected"]) == (200, {"lmap": "lamp"})
        assert body["items"][0] == {
            "product_id": 1,
            "is_available": True,
            "price": {"amount_minor": 4990, "currency": "EUR", "amount": "49.90"},
            "card": {"slug": "product-1", "title": "Brass lamp", "image": None},
        }
        keys = [facet["key"] for facet in body["facets"]]
        assert keys == ["brand", "category", "option.finish", "availability", "price"]

    def test_narrows_by_the_address(self, filled: Teams) -> None:
        for query, total in (
            ("category=4", 1),
            ("category=5", 0),
            ("category=4&category=5", 1),
            ("brand=LUMEN", 1),
            ("option.Finish=matt", 1),
            ("option.Finish=gloss", 0),
            ("option.Finish=gloss&option.finish=Matt", 1),
            ("attribute.Finish=matt", 0),
            ("price_max=4990", 1),
            ("price_min=4991", 0),
            ("available=true", 1),
            ("available=false", 2),
            ("q=lamp&sort=price_desc&limit=1", 2),
        ):
            assert ask(filled, f"/search?{query}").json()["total"] == total, query

    def test_is_cached_until_something_changes(
        self, filled: Teams, shared: Database, catalog: FakeCatalog
    ) -> None:
        first = ask(filled, "/search?q=lamp")
        assert first.headers["Cache-Control"] == "public, max-age=15"
        again = ask(filled, "/search?q=lamp", If_None_Match=first.headers["ETag"])
        assert again.status_code == 304

        catalog.change(filled.owner.store_id, 1, title="Brass lantern")
        index(shared, filled.owner.store_id, 1)

        assert ask(filled, "/search?q=lantern").json()["total"] == 1
        titles = [each["card"]["title"] for each in ask(filled, "/search?q=bras").json()["items"]]
        assert titles == ["Brass lantern"]

    def test_odd_input_is_refused_or_finds_nothing(self, filled: Teams) -> None:
        for query, status in (
            ("q=%00%00", 200),
            ("q=%F0%9F%92%A1", 200),
            ("q=" + "x%20" * 50, 200),
            ("q=" + "%EF%B7%BA" * 200, 200),
            ("q=%27%22%5C%25%3A%26%7C!()", 200),
            ("q=" + "x" * 201, 422),
            ("category=0", 422),
            ("category=9223372036854775808", 422),
            ("price_min=-1", 422),
            ("sort=best", 422),
            ("cursor=nonsense", 422),
            ("limit=0", 422),
            ("option.=x", 200),
            ("option.%00=%00", 200),
            ("option.a=" + "x" * 5000, 200),
            ("&".join(f"option.{n}=x" for n in range(11)), 422),
            ("&".join(f"option.a={n}" for n in range(21)), 422),
            ("facets=" + "x," * 100, 200),
        ):
            assert ask(filled, f"/search?{query}").status_code == status, query

    def test_made_up_cursors_are_refused(self, filled: Teams) -> None:
        from app.kernel.http.cursors import write_cursor

        for values in (
            ["newest", "yesterday", 1],
            ["newest", "0001-01-01T00:00:00+14:00", 1],
            ["newest", "2026-01-01T00:00:00", 1],
            ["price_asc", 1, 1],
        ):
            query = f"/search?sort=newest&cursor={write_cursor(values)}"
            assert ask(filled, query).status_code == 422, values

    def test_another_store_finds_nothing_of_it(self, filled: Teams) -> None:
        assert ask(filled, "/search?facets=all", filled.neighbour).json()["items"] == []
        assert ask(filled, "/search/suggest?q=la", filled.neighbour).json() == {
            "words": [],
            "places": [],
            "items": [],
        }

    def test_the_module_can_be_off(self, filled: Teams, shared: Database) -> None:
        with shared.transaction() as db:
            ModuleSwitches(db, filled.owner.platform_id).disable("search", Actor("test"))

        assert ask(filled, "/search?q=lamp").status_code == 404
        assert filled.owner("GET", "/search/status").status_code == 404


class TestSuggest:
    def test_goes_on_with_what_is_typed(self, filled: Teams) -> None:
        body = ask(filled, "/search/suggest?q=brass%20la").json()

        assert body["words"] == ["brass lamp", "brass lampshade"]
        assert [each["product_id"] for each in body["items"]] == [1]
        assert ask(filled, "/search/suggest?q=lu").json()["places"] == [
            {"kind": "brand", "value": "Lumen", "label": "Lumen"}
        ]
        assert ask(filled, "/search/suggest?q=Lig").json()["places"] == [
            {"kind": "category", "value": "4", "label": "Lights"}
        ]

    def test_nothing_typed_suggests_nothing(self, filled: Teams) -> None:
        for typed in ("", "%20", "%00", "!?"):
            body = ask(filled, f"/search/suggest?q={typed}").json()
            assert body == {"words": [], "places": [], "items": []}


class TestIndex:
    def test_a_rebuilding_takes_in_and_takes_out(
        self,
        teams: Teams,
        shared: Database,
        catalog: FakeCatalog,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(rebuilding, "AT_ONCE", 3)
        store_id = teams.owner.store_id
        catalog.put(store_id, *(document(n, f"Lamp {n}") for n in range(1, 9)))
        index(shared, store_id, 1)
        catalog.take(store_id, 1)

        assert rebuild(store_id) == 7

        assert ask(teams, "/search?q=lamp").json()["total"] == 7
        status = teams.owner("GET", "/search/status").json()
        assert (status["products"], status["documents_done"], status["is_running"]) == (7, 7, False)

    def test_is_asked_for_once_and_done_by_a_job(self, teams: Teams, shared: Database) -> None:
        answers = [teams.owner("POST", "/search/rebuild") for _ in range(2)]

        assert [each.status_code for each in answers] == [202, 202]
        assert answers[0].json()["asked_at"]
        with shared.transaction() as db:
            from sqlalchemy import text

            jobs = db.execute(
                text(
                    "SELECT args FROM stoa_jobs.procrastinate_jobs"
                    " WHERE task_name = 'search.rebuild' AND args ->> 'store_id' = :store_id"
                ),
                {"store_id": str(teams.owner.store_id)},
            ).scalars()
            assert list(jobs) == [{"store_id": teams.owner.store_id}]

    def test_what_changes_or_goes_meanwhile_does_not_come_back(
        self,
        teams: Teams,
        shared: Database,
        catalog: FakeCatalog,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        store_id = teams.owner.store_id
        catalog.put(store_id, document(1, "Old lamp"), document(2, "Old desk"))
        published_ids = catalog.published_ids

        def then_changed(*given: Any, after: int, most: int) -> list[int]:
            ids = published_ids(*given, after=after, most=most)
            if ids:
                catalog.change(store_id, 1, title="New lantern")
                catalog.take(store_id, 2)
                index(shared, store_id, 1, 2)
            return ids

        monkeypatch.setattr(catalog, "published_ids", then_changed)
        rebuild(store_id)

        assert ask(teams, "/search?q=lantern").json()["total"] == 1
        assert ask(teams, "/search?q=old").json()["total"] == 0

    def test_reactions_keep_it_in_step(
        self, teams: Teams, shared: Database, catalog: FakeCatalog, stock: FakeStock
    ) -> None:
        store_id = teams.owner.store_id
        catalog.put(store_id, LAMP)
        with shared.transaction() as db:
            enter_store(db, store_id)
            on_products_changed(db, ProductsChanged(store_id, (1, 5)))
        assert ask(teams, "/search?available=true").json()["total"] == 1

        stock.sold_out = {10}
        with shared.transaction() as db:
            enter_store(db, store_id)
            on_availability_changed(db, AvailabilityChanged(store_id, (10, 999)))
        assert ask(teams, "/search?available=true").json()["total"] == 0

    def test_who_may_look_may_not_rebuild(self, teams: Teams) -> None:
        assert teams.viewer("GET", "/search/status").status_code == 200
        assert teams.viewer("POST", "/search/rebuild").status_code == 403
