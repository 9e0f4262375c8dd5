"""The installation's numbers: each store once, over the API and on the page, for whom it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.kernel.clock import utc_now
from app.kernel.config import reset_settings
from app.kernel.database.engine import Database
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.core.services.stats_aggregator import stats_aggregator
from app.modules.registry import ModuleRegistry, registry
from app.modules.tenancy.models import Platform, Store
from app.modules.tenancy.repositories.installation_rows import InstallationRows
from tests.factories import make_domain, make_store
from tests.journeys.people import Person, person
from tests.journeys.world import OTHER_PLATFORM, World, link, mark_of

API, PAGE = "/api/v1/admin/installation/stats", "/admin/installation"
ALL_TIME = MetricsContext(period="all")
ACTOR = Actor("test")


@pytest.fixture
def chief(app: FastAPI, world: World, database: Database) -> Person:
    """Somebody who operates all platforms; target sells on both."""
    link(database, world, "target", OTHER_PLATFORM)
    return person(app, "chief", "admin")


@pytest.fixture
def standing_chief(app: FastAPI, standing_world: World, database: Database) -> Person:
    """The same in the world of tests that only read."""
    link(database, standing_world, "target", OTHER_PLATFORM)
    return person(app, "chief", "admin")


def asked(who: Person, query: str = "") -> httpx.Response:
    headers = {"Authorization": f"Bearer {who.token}"}
    return who.browser.client.get(f"{API}{query}", headers=headers)


def amounts(values: list[MetricValue], key: str) -> dict[str | None, Any]:
    return {value.unit: value.value for value in values if value.key == key}


@pytest.mark.usefixtures("chief")
class TestReportInstallation:
    def test_counts_a_store_on_two_platforms_once(self, world: World, database: Database) -> None:
        with database.transaction() as db:
            whole = stats_aggregator.get_installation_dashboard_stats(db, ALL_TIME)
            platforms = [
                stats_aggregator.get_admin_dashboard_stats(db, platform_id, ALL_TIME)
                for platform_id in world.platforms.values()
            ]
            stores = [
                stats_aggregator.get_store_dashboard_stats(db, store_id, world.platform, ALL_TIME)
                for store_id in world.stores.values()
            ]

        for category, key in (
            ("orders", "orders.total"),
            ("orders", "orders.net_sales"),
            ("orders", "orders.returns"),
            ("customers", "customers.total"),
            ("catalog", "catalog.products"),
            ("inventory", "inventory.on_hand"),
            ("cms", "cms.pages"),
            ("marketplace", "marketplace.import_jobs"),
        ):
            summed: dict[str | None, float] = {}
            for store in stores:
                for unit, value in amounts(store[category], key).items():
                    summed[unit] = summed.get(unit, 0) + value
            assert amounts(whole[category], key) == pytest.approx(summed), key
        orders = [amounts(p["orders"], "orders.total")["items"] for p in platforms]
        assert sum(orders) > amounts(whole["orders"], "orders.total")["items"] > 0
        assert amounts(whole["tenancy"], "tenancy.total_stores") == {"items": len(world.stores)}

    def test_asks_what_is_on_anywhere(self, world: World, database: Database) -> None:
        with database.transaction() as db:
            ModuleSwitches(db, world.platform).disable("cms", ACTOR)
            assert "cms" in stats_aggregator.get_installation_dashboard_stats(db)
            ModuleSwitches(db, world.platforms["alpha"]).disable("cms", ACTOR)
            assert "cms" not in stats_aggregator.get_installation_dashboard_stats(db)

    def test_a_provider_of_stores_and_platforms_only_has_no_numbers(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Plain:
            metrics_category = "cms"

            def get_store_metrics(self, *_: object) -> list[MetricValue]:
                raise AssertionError

            get_platform_metrics = get_store_metrics

        modules = [
            replace(module, metrics_provider=Plain) if module.code == "cms" else module
            for module in registry()
        ]
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry(modules))

        with database.transaction() as db:
            (report,) = stats_aggregator.report_installation(db, only="cms")

        assert (report.state, report.values) == ("empty", [])


class TestApi:
    def test_answers_operators_of_all_platforms(
        self, standing_chief: Person, standing_world: World
    ) -> None:
        body = asked(standing_chief, "?period=all").json()

        assert {p["code"]: p["stores"] for p in body["platforms"]} == {"alpha": 2, "beta": 3}
        assert sum(p["is_default"] for p in body["platforms"]) == 1
        assert body["window"]["time_zone"] == "Europe/Luxembourg"
        assert "platform_id" not in body
        stores = [v for v in body["metrics"]["tenancy"] if v["key"] == "tenancy.total_stores"]
        assert stores[0]["value"] == len(standing_world.stores)

    @pytest.mark.parametrize("period", ["?date_from=2026-03-01&date_to=2026-03-31", "?period=mtd"])
    def test_cuts_days_in_the_zone_of_the_default_platform(
        self, chief: Person, database: Database, monkeypatch: pytest.MonkeyPatch, period: str
    ) -> None:
        monkeypatch.setenv("STOA_DEFAULT_PLATFORM", "beta")
        reset_settings()
        with database.transaction() as db:
            platform = db.scalars(select(Platform).where(Platform.code == "beta")).one()
            platform.time_zone = "Asia/Tokyo"

        body = asked(chief, period).json()

        assert body["window"]["time_zone"] == "Asia/Tokyo"
        assert body["window"]["start"].endswith("15:00:00Z")
        assert [p["code"] for p in body["platforms"] if p["is_default"]] == ["beta"]
        monkeypatch.undo()
        reset_settings()

    @pytest.mark.usefixtures("standing_chief")
    @pytest.mark.parametrize("name", ["operator", "foreign"])
    def test_refuses_operators_of_one_platform(
        self, app: FastAPI, standing_world: World, name: str
    ) -> None:
        """Also while somebody else operates all."""
        assert standing_world.target
        who = person(app, name, "admin")

        assert asked(who).status_code == 403
        behind = ("/lists/orders", "/lists/orders/export.csv", "/metric/orders.total")
        for path in ("", "/cards/orders", "/headline", "/todos", "/panels", "/events", *behind):
            assert who.browser.get(f"{PAGE}{path}").status_code == 403, path
        assert f'href="{PAGE}"' not in who.browser.get("/admin/dashboard").text

    def test_refuses_teams_and_strangers(self, app: FastAPI, standing_world: World) -> None:
        assert standing_world.target
        assert asked(person(app, "target", "store")).status_code in {401, 403}
        assert person(app, "x", None).browser.get(PAGE).status_code == 303


class TestPage:
    @pytest.mark.parametrize("locale", ["en", "de", "fr", "lb"])
    def test_shows_everything_without_script(self, standing_chief: Person, locale: str) -> None:
        standing_chief.browser.client.cookies.set("stoa_locale", locale)

        answer = standing_chief.browser.get(f"{PAGE}?all=1&period=all")

        assert answer.status_code == 200
        for part in ('id="platforms"', 'id="newest-stores"', 'id="section-orders"', "Europe/"):
            assert part in answer.text, part
        main = answer.text.partition('id="main"')[2]
        assert f'"{PAGE}/lists/orders?' in main
        assert f'"{PAGE}/metric/orders.total?' in main
        assert "/admin/orders?" not in main

    def test_is_a_place_of_the_menu(self, standing_chief: Person) -> None:
        page = standing_chief.browser.get("/admin/dashboard").text

        assert page.count(f'href="{PAGE}"') == 2  # navigation and switcher

    @pytest.mark.parametrize("part", ["todos", "headline", "panels", "cards/orders"])
    def test_its_parts_arrive_alone(self, standing_chief: Person, part: str) -> None:
        answer = standing_chief.browser.get(
            f"{PAGE}/{part}?period=all", headers={"HX-Request": "true"}
        )

        assert answer.status_code == 200
        assert "<html" not in answer.text

    def test_a_module_that_is_off_everywhere_is_not_there(
        self, chief: Person, world: World, database: Database
    ) -> None:
        with database.transaction() as db:
            for platform_id in world.platforms.values():
                ModuleSwitches(db, platform_id).disable("cms", ACTOR)

        assert chief.browser.get(f"{PAGE}/cards/cms").status_code == 404
        assert "section-cms" not in chief.browser.get(PAGE).text

    def test_names_stores_that_lack_something(self, chief: Person, database: Database) -> None:
        with database.transaction() as db:
            make_store(db, "lonely")
            make_domain(db, make_store(db, "fresh", created_at=utc_now()), "x.test", verified=False)

        panels = chief.browser.get(f"{PAGE}/panels").text
        todos = chief.browser.get(f"{PAGE}/todos", headers={"HX-Request": "true"}).text

        in_need = panels.partition('id="stores-in-need"')[2].partition('id="newest-stores"')[0]
        assert "Lonely" in in_need
        assert "sells on no platform, has no team" in in_need
        assert "stores need attention" in todos
        assert f'href="{PAGE}/lists/' in todos
        assert 'href="/admin/orders' not in todos


class TestBehindTheCards:
    def test_lists_the_rows_of_all_stores(
        self, standing_chief: Person, standing_world: World
    ) -> None:
        page = standing_chief.browser.get(f"{PAGE}/lists/orders?view=placed&period=all").text
        file = standing_chief.browser.get(
            f"{PAGE}/lists/orders/export.csv?view=placed&period=all"
        ).text
        (total,) = [
            value["value"]
            for value in asked(standing_chief, "?period=all").json()["metrics"]["orders"]
            if value["key"] == "orders.total"
        ]

        assert len(file.strip().splitlines()) == total + 1
        for code in standing_world.stores:
            assert mark_of(code) in file
        assert f'action="{PAGE}/lists/orders"' in page
        assert f"{PAGE}/lists/orders/export.csv?" in page
        assert f'href="{PAGE}?period=all' in page

    def test_names_a_store_on_two_platforms_once_and_one_on_none(
        self, chief: Person, world: World, database: Database
    ) -> None:
        with database.transaction() as db:
            make_store(db, "lonely")

        file = chief.browser.get(f"{PAGE}/lists/stores/export.csv").text
        merchants = chief.browser.get(f"{PAGE}/lists/merchants/export.csv").text

        assert len(file.strip().splitlines()) == 1 + len(world.stores) + 1
        assert "lonely" in file
        assert "one-merchant" in merchants

    def test_shows_acts_on_all_platforms(
        self, chief: Person, world: World, database: Database
    ) -> None:
        with database.transaction() as db:
            for platform_id in world.platforms.values():
                ModuleSwitches(db, platform_id).disable("cms", ACTOR)

        file = chief.browser.get(f"{PAGE}/lists/audit/export.csv").text

        assert file.count("core.module_disabled") == len(world.platforms)
        for code in world.platforms:
            assert f'"{code.title()}"' in file

    def test_draws_one_metric_of_all_stores(self, standing_chief: Person) -> None:
        page = standing_chief.browser.get(f"{PAGE}/metric/orders.total?period=30d")
        file = standing_chief.browser.get(
            f"{PAGE}/metric/orders.total/export.csv?period=30d&by=day"
        )

        assert page.status_code == 200
        assert f'href="{PAGE}/lists/orders?' in page.text
        assert f'href="{PAGE}?' in page.text
        assert len(file.text.strip().splitlines()) == 31

    @pytest.mark.parametrize(
        "path", ["lists/nothing", "metric/orders.nothing", "lists/orders?view=x"]
    )
    def test_knows_nothing_else(self, standing_chief: Person, path: str) -> None:
        assert standing_chief.browser.get(f"{PAGE}/{path}").status_code == 404

    def test_a_module_that_is_off_everywhere_has_no_list(
        self, chief: Person, world: World, database: Database
    ) -> None:
        with database.transaction() as db:
            ModuleSwitches(db, world.platform).disable("cms", ACTOR)
        assert chief.browser.get(f"{PAGE}/lists/pages").status_code == 200
        with database.transaction() as db:
            ModuleSwitches(db, world.platforms["alpha"]).disable("cms", ACTOR)
        assert chief.browser.get(f"{PAGE}/lists/pages").status_code == 404


class TestInstallationRows:
    @pytest.fixture
    def since(self, world: World) -> datetime:
        assert world.target
        return utc_now() - timedelta(days=1)

    def test_closed_and_fresh_stores_lack_nothing(
        self, database: Database, since: datetime
    ) -> None:
        with database.transaction() as db:
            rows = InstallationRows(db)
            before = rows.count_in_need(since)
            make_store(db, "closed", closed_at=utc_now() - timedelta(days=3))
            make_store(db, "new", created_at=utc_now())
            assert rows.count_in_need(since) == before
            make_store(db, "old")

            assert rows.count_in_need(since) == before + 1
            assert [s.reasons for s in rows.stores_in_need(since, 9) if s.code == "old"] == [
                ("unlinked", "unstaffed")
            ]
            assert rows.newest_stores(1)[0].code == "new"
            assert set(rows.store_ids()) == set(db.scalars(select(Store.id)))
