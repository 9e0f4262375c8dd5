"""Laying out a dashboard over HTTP: what buttons do, for whom, and what stays untouched."""

from __future__ import annotations

import re

from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.database.engine import Database
from tests.journeys.people import person
from tests.journeys.world import World
from tests.modules.tenancy.identity_app import Browser

BOARD = "/store/dashboard/customise"
ROWS = text("SELECT user_id, dashboard, pinned, hidden FROM core_dashboard_layout ORDER BY 1, 2")


def lists(browser: Browser, audience: str = "store") -> dict[str, list[str]]:
    """Ids of the cards on the board, by list."""
    page = browser.get(f"/{audience}/dashboard/customise").text
    found = {}
    for part in page.split('aria-labelledby="list-')[1:]:
        found[part.partition('"')[0]] = re.findall(r'<li class="place" id="place-([^"]+)"', part)
    return found


def pressed(browser: Browser, act: str, name: str = "", **fields: str) -> int:
    return browser.post(BOARD, act=act, name=name, **fields).status_code


class TestBoard:
    def test_moves_pins_hides_and_resets(self, app: FastAPI, world: World) -> None:
        assert world.target
        browser = person(app, "target", "store").browser
        before = lists(browser)
        assert before["pinned"] == before["hidden"] == []

        assert pressed(browser, "down", "inventory.on_hand") == 303
        assert pressed(browser, "pin", "orders.total") == 303
        assert pressed(browser, "pin", "catalog.products") == 303
        assert pressed(browser, "up", "catalog.products") == 303
        assert pressed(browser, "hide", "cms.pages") == 303
        assert pressed(browser, "up", "customers") == 303
        assert pressed(browser, "place", "inventory.available", before="inventory.reserved") == 303
        after = lists(browser)
        whole = browser.get("/store/dashboard?all=1").text
        frame = browser.get("/store/dashboard").text

        assert after["pinned"] == ["catalog-products", "orders-total"]
        assert after["hidden"] == ["cms-pages"]
        assert after["inventory"][:3] == [
            "inventory-available",
            "inventory-reserved",
            "inventory-on-hand",
        ]
        assert list(after).index("customers") == list(before).index("customers") - 1
        assert "card-cms-pages" not in whole
        for page in (whole, frame):
            assert page.count('id="card-orders-total"') == 1
            assert page.index("card-catalog-products") < page.index("card-orders-total")
            assert page.index('id="card-orders-total"') < page.index('id="main-chart"')
        cards = browser.get("/store/dashboard/cards/orders", headers={"HX-Request": "true"}).text
        assert re.search(r'id="card-orders-total"[^>]*hx-swap-oob', cards)
        assert pressed(browser, "reset") == 303
        assert lists(browser) == before

    def test_answers_script_with_the_board_alone(self, app: FastAPI, world: World) -> None:
        assert world.target
        browser = person(app, "target", "store").browser
        fields = {"csrf_token": browser.token(BOARD), "act": "pin", "name": "orders.total"}

        answer = browser.client.post(
            BOARD, data=fields, headers={"HX-Request": "true", "Origin": browser.at}
        )

        assert answer.status_code == 200
        assert answer.text.lstrip().startswith('<div class="board"')
        assert re.search(r'id="board-said"[^>]*hx-swap-oob[^>]*>Orders is on top<', answer.text)

    def test_refuses_what_is_not_on_it(self, app: FastAPI, world: World) -> None:
        assert world.target
        browser = person(app, "staff", "store").browser
        for act, name in (
            ("pin", "nothing.here"),
            ("hide", "orders"),
            ("up", ""),
            ("explode", "orders.total"),
            ("hide", "orders.net_sales"),
        ):
            assert pressed(browser, act, name) == 404, (act, name)
        assert pressed(browser, "x" * 21, "orders.total") == 422
        assert browser.post(BOARD, token="forged", act="reset").status_code == 403


class TestWhose:
    def test_each_person_has_his_own_for_each_frontend(
        self, app: FastAPI, world: World, database: Database
    ) -> None:
        owner = person(app, "target", "store").browser
        viewer = person(app, "viewer", "store").browser
        operator = person(app, "operator", "admin").browser
        neighbour = person(app, "neighbour", "store").browser

        assert pressed(viewer, "hide", "orders.total") == 303
        assert pressed(owner, "pin", "orders.total") == 303
        operator.post("/admin/dashboard/customise", act="pin", name="cms.pages")
        assert neighbour.post(f"/stores/target{BOARD}", act="reset").status_code in {403, 404}
        with database.transaction() as db:
            rows = {(row.user_id, row.dashboard): row for row in db.execute(ROWS)}

        people = world.people
        assert set(rows) == {
            (people["target"], "store"),
            (people["viewer"], "store"),
            (people["operator"], "admin"),
        }
        assert rows[people["viewer"], "store"].hidden == ["orders.total"]
        assert rows[people["target"], "store"].pinned == ["orders.total"]
        assert lists(neighbour)["pinned"] == []

    def test_roles_begin_differently(self, app: FastAPI, world: World) -> None:
        assert world.target
        staff = lists(person(app, "staff", "store").browser)
        owner = lists(person(app, "target", "store").browser)

        assert "orders-unfulfilled" in staff["pinned"]
        assert "inventory-out-of-stock" in staff["pinned"]
        assert owner["pinned"] == []
        assert "orders-net-sales" not in staff["orders"]

    def test_a_module_that_is_off_leaves_its_places(self, app: FastAPI, world: World) -> None:
        assert world.target
        owner = person(app, "target", "store").browser
        operator = person(app, "operator", "admin").browser
        assert pressed(owner, "pin", "cms.pages") == pressed(owner, "hide", "cms.themes") == 303

        operator.post("/admin/modules/cms", is_enabled="false")
        assert "cms" not in lists(owner)
        assert owner.get("/store/dashboard?all=1").status_code == 200
        assert pressed(owner, "pin", "cms.media_files") == 404
        assert pressed(owner, "pin", "orders.total") == 303
        operator.post("/admin/modules/cms", is_enabled="true")

        back = lists(owner)
        assert set(back["pinned"]) == {"cms-pages", "orders-total"}
        assert back["hidden"] == ["cms-themes"]
