"""The operators' page of providers, and what a stale number looks like on the dashboards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from app.kernel.clock import freeze, utc_now
from app.modules.core.repositories.provider_minutes import ProviderTotals
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.provider_states import COLUMNS, error_rate, p95_ms
from app.modules.core.services.run_record import BOUNDS_MS
from app.modules.core.services.stats_aggregator import StatsAggregatorService, stats_aggregator
from app.modules.registry import ModuleRegistry, registry
from tests.journeys.people import person
from tests.journeys.world import World
from tests.modules.core.bad_providers import SECRET, fails_at_import
from tests.modules.core.test_dashboard_api import PEOPLE, stats

ADDRESS = "/admin/providers"
AGE = r"Last known(, | </span>)6 minutes ago"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> StatsAggregatorService:
    """The application's aggregator, as if it had just started."""
    fresh = StatsAggregatorService()
    for name in ("_runner", "_breaker", "_last", "_runs", "writer"):
        monkeypatch.setattr(stats_aggregator, name, getattr(fresh, name))
    return stats_aggregator


def break_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = fails_at_import("orders").metrics_provider
    modules = [
        replace(module, metrics_provider=broken) if module.code == "orders" else module
        for module in registry()
    ]
    monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry(modules))


class TestProvidersPage:
    def test_is_empty_before_anyone_asked(self, app: FastAPI, world: World) -> None:
        assert world.target
        page = person(app, "operator", "admin").browser.get(ADDRESS)

        assert page.status_code == 200
        assert "No numbers were asked for in this time" in page.text
        assert 'aria-current="page"' in page.text

    def test_shows_each_provider_with_its_last_error(
        self,
        app: FastAPI,
        world: World,
        service: StatsAggregatorService,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        assert world.target
        who = person(app, "operator", "admin")
        break_orders(monkeypatch)
        for _ in range(4):
            answer = stats(who).json()
        service.writer.flush()
        (orders,) = [one for one in answer["providers"] if one["module"] == "orders"]

        page = who.browser.get(f"{ADDRESS}?sort=-error-rate")

        assert page.status_code == 200
        row = page.text.split("<tbody>")[1].split("</tr>")[0]
        assert "Orders" in row
        assert "100%" in row
        assert orders["reference"] in row
        assert "for 1 store or platform" in row
        assert page.text.count("<tr>") == 1 + len(answer["providers"])
        assert SECRET not in page.text

    @pytest.mark.parametrize("name", [column.name for column in COLUMNS])
    def test_sorts_by_every_column_both_ways(
        self, app: FastAPI, standing_world: World, service: StatsAggregatorService, name: str
    ) -> None:
        assert standing_world.target
        who = person(app, "operator", "admin")
        stats(who)
        service.writer.flush()

        rising = who.browser.get(f"{ADDRESS}?sort={name}").text
        falling = who.browser.get(f"{ADDRESS}?sort=-{name}").text

        assert 'aria-sort="ascending"' in rising
        assert f"sort=-{name}" in rising
        assert 'aria-sort="descending"' in falling

    @pytest.mark.parametrize("query", ["?hours=24", "?hours=3", "?sort=nonsense"])
    def test_takes_any_address(self, app: FastAPI, standing_world: World, query: str) -> None:
        assert standing_world.target
        assert person(app, "operator", "admin").browser.get(ADDRESS + query).status_code == 200

    def test_a_store_owner_does_not_get_in(self, app: FastAPI, standing_world: World) -> None:
        assert standing_world.target
        owner = person(app, "target", "store")

        assert owner.browser.get(ADDRESS).status_code in {303, 403, 404}
        assert owner.browser.get("/store/providers").status_code == 404
        assert ADDRESS not in owner.browser.get("/store/dashboard").text

    @pytest.mark.parametrize("language", ["en", "de", "fr", "lb"])
    def test_speaks_all_languages(self, app: FastAPI, standing_world: World, language: str) -> None:
        assert standing_world.target
        who = person(app, "operator", "admin")

        page = who.browser.get(ADDRESS, headers={"Accept-Language": language}).text

        assert "core-provider" not in page


class TestP95:
    def test_is_the_bucket_that_95_of_100_are_within(self) -> None:
        assert p95_ms([90, 0, 10] + [0] * 11) == 5
        assert p95_ms([95, 0, 5] + [0] * 11) == 1
        assert p95_ms([0] * len(BOUNDS_MS) + [1]) == float("inf")
        assert p95_ms([0] * 14) is None

    def test_error_rate_counts_errors_and_timeouts(self) -> None:
        one = ProviderTotals("x", 40, 1, 0, 0, 0, [], "ok", utc_now(), None, None)

        assert error_rate(one) == 2.5
        assert error_rate(replace(one, asked=0)) is None


@pytest.mark.parametrize("audience", PEOPLE)
class TestStaleOnTheDashboard:
    def test_shows_the_last_values_with_their_age(
        self,
        app: FastAPI,
        world: World,
        service: StatsAggregatorService,
        monkeypatch: pytest.MonkeyPatch,
        audience: str,
    ) -> None:
        assert world.target
        with freeze(utc_now() - timedelta(minutes=6)):
            who = person(app, PEOPLE[audience], audience)
            healthy = stats(who).json()["metrics"]["orders"]
        service.writer.flush()
        break_orders(monkeypatch)

        body = stats(who).json()
        whole = who.browser.get(f"/{audience}/dashboard?all=1").text
        address = f"/{audience}/dashboard/cards/orders?period=30d&only=orders.total"
        card = who.browser.get(address, headers={"HX-Request": "true"}).text

        states: dict[str, Any] = {one["module"]: one for one in body["providers"]}
        assert states["orders"]["state"] == "stale"
        assert states["orders"]["as_of"] is not None
        assert states["orders"]["reference"]
        assert values(states["orders"]["last_values"]) == values(healthy)
        assert body["metrics"]["orders"] == []
        assert states["catalog"]["last_values"] is None
        assert len(re.findall(AGE, whole)) >= 3
        assert f"1 of {len(states)} sources did not answer" in whole
        assert "Unavailable" not in whole
        assert card.count("<article") == 1
        assert re.search(AGE, card)
        assert "Try again" in card or "Retry" in card
        assert SECRET not in whole + card

    def test_the_banner_is_there_only_when_one_failed(
        self, app: FastAPI, world: World, service: StatsAggregatorService, audience: str
    ) -> None:
        assert world.target
        who = person(app, PEOPLE[audience], audience)
        whole = who.browser.get(f"/{audience}/dashboard?all=1").text
        asked = f"/{audience}/dashboard/sources?period=30d"
        part = {"HX-Request": "true"}

        assert "did not answer" not in whole
        assert "did not answer" not in who.browser.get(asked, headers=part).text
        two = who.browser.get(f"{asked}&failed=2&total=11", headers=part).text
        assert "2 of 11 sources did not answer" in two


def values(found: list[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    return [(one["key"], one["value"], one["unit"]) for one in found]
