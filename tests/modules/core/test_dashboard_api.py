"""The dashboards' numbers over the API: shape, periods, failures, refusals and description."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.clock import freeze, utc_now
from app.modules.contracts.periods import PERIODS
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.registry import ModuleRegistry, registry
from tests.journeys.people import Person, person
from tests.journeys.world import World
from tests.modules.core.bad_providers import SECRET, fails_at_import

SEVEN = {"tenancy", "customers", "cms", "catalog", "inventory", "orders", "marketplace"}
STATS = {"store": "/api/v1/store/dashboard/stats", "admin": "/api/v1/admin/dashboard/stats"}
PEOPLE = {"store": "target", "admin": "operator"}
FIELDS = {"key", "value", "label", "category", "unit", "trend", "trend_value", "previous_value"}


def stats(who: Person, query: str = "") -> httpx.Response:
    path = STATS[who.audience or ""]
    headers = {} if who.token is None else {"Authorization": f"Bearer {who.token}"}
    return who.browser.client.get(f"{path}{query}", headers=headers)


def is_problem(answer: httpx.Response, status: int) -> bool:
    """Whether it is a problem as RFC 9457 has it."""
    body: dict[str, Any] = answer.json()
    return (
        answer.status_code == status == body["status"]
        and answer.headers["content-type"].startswith("application/problem+json")
        and {"type", "title", "code"} <= set(body)
    )


@pytest.mark.parametrize("audience", STATS)
class TestDashboardApi:
    def test_answers_all_seven_categories(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        body = stats(person(app, PEOPLE[audience], audience)).json()

        assert set(body["metrics"]) >= SEVEN
        assert body["platform_id"] == standing_world.platform
        assert body.get("store_id") == (standing_world.target if audience == "store" else None)
        assert body["window"]["time_zone"]
        for category, values in body["metrics"].items():
            for value in values:
                assert set(value) >= FIELDS
                assert value["category"] == category
                assert value["key"].startswith(f"{category}.")
        assert {p["state"] for p in body["providers"]} <= {"ok", "empty"}
        assert all(p["elapsed_ms"] >= 0 and p["reference"] is None for p in body["providers"])

    def test_takes_every_period(self, app: FastAPI, standing_world: World, audience: str) -> None:
        assert standing_world.target
        who = person(app, PEOPLE[audience], audience)
        for period in PERIODS:
            answer = stats(who, f"?period={period}&compare=year")
            assert answer.status_code == 200, period
        first, last = "2026-03-01", "2026-03-31"
        window = stats(who, f"?date_from={first}&date_to={last}").json()["window"]
        assert window["start"].startswith("2026-02-28T23")
        assert window["end"].startswith("2026-03-31T22")

    def test_counts_on_the_basis_asked_for(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        who = person(app, PEOPLE[audience], audience)
        answers = {
            basis: stats(who, f"?period=all&basis={basis}").json() for basis in ("event", "order")
        }

        assert {basis: a["window"]["basis"] for basis, a in answers.items()} == {
            "event": "event",
            "order": "order",
        }
        event, order = (
            [(v["key"], v["value"], v["unit"]) for v in answers[basis]["metrics"]["orders"]]
            for basis in ("event", "order")
        )
        assert event == order
        assert stats(who).json()["window"]["basis"] == "event"
        refused = stats(who, "?basis=guess").json()
        assert refused["code"] == "core.invalid_basis"
        assert "event, order" in str(refused)

    def test_a_page_keeps_the_basis_in_every_link(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        browser = person(app, PEOPLE[audience], audience).browser

        plain = browser.get(f"/{audience}/dashboard").text
        by_order = browser.get(f"/{audience}/dashboard?basis=order").text

        assert plain.count("basis=order") == 1
        links = [part.partition('"')[0] for part in by_order.split("dashboard?")[1:]]
        assert links
        assert [link for link in links if "basis=order" not in link] == [
            "period=30d&amp;compare=previous&amp;basis=event"
        ]
        assert "cards/orders?period=30d&amp;compare=previous&amp;basis=order" in by_order
        assert browser.get(f"/{audience}/dashboard?basis=guess").status_code == 422

    @pytest.mark.parametrize(
        "query",
        [
            "?period=forever",
            "?compare=never",
            "?basis=guess",
            "?date_from=tomorrow",
            "?date_from=2026-02-30",
            "?date_from=2026-03-02&date_to=2026-03-01",
            "?date_from=0001-01-01",
            "?date_to=9999-12-31",
            "?period=" + "x" * 500,
        ],
    )
    def test_refuses_what_is_no_period(
        self, app: FastAPI, standing_world: World, audience: str, query: str
    ) -> None:
        assert standing_world.target
        assert is_problem(stats(person(app, PEOPLE[audience], audience), query), 422)

    def test_a_failed_provider_is_named_and_never_zero(
        self, app: FastAPI, world: World, audience: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert world.target
        who = person(app, PEOPLE[audience], audience)
        healthy = stats(who).json()["metrics"]
        broken = fails_at_import("orders").metrics_provider
        modules = [
            replace(module, metrics_provider=broken) if module.code == "orders" else module
            for module in registry()
        ]
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry(modules))

        answer = stats(who)

        body = answer.json()
        assert answer.status_code == 200
        assert body["metrics"]["orders"] == []
        states = {provider["module"]: provider for provider in body["providers"]}
        assert states["orders"]["state"] == "error"
        assert states["orders"]["reference"]
        assert {code: p["state"] for code, p in states.items() if code != "orders"}.keys() >= (
            SEVEN - {"orders"}
        )
        for category in SEVEN - {"orders"}:
            now = [(v["key"], v["value"], v["unit"]) for v in body["metrics"][category]]
            assert now == [(v["key"], v["value"], v["unit"]) for v in healthy[category]]
        assert SECRET not in answer.text
        page = who.browser.get(f"/{audience}/dashboard?all=1").text
        assert SECRET not in page
        counted = [d for d in registry().descriptions().values() if d.category == "orders"]
        assert page.count("Unavailable") >= len(counted) / 2
        assert 'class="ref"' in page
        assert f"/{audience}/dashboard/cards/orders?" in page

    def test_refusals_are_problems(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        anonymous = person(app, "anonymous", None)
        anonymous.audience = audience
        other = "admin" if audience == "store" else "store"
        stranger = person(app, PEOPLE[other], other)
        stranger.audience = audience
        with freeze(utc_now() - timedelta(hours=2)):
            late = person(app, PEOPLE[audience], audience)

        assert is_problem(stats(anonymous), 401)
        assert is_problem(stats(stranger), 401)
        assert is_problem(stats(late), 401)
        assert is_problem(anonymous.browser.get(f"/api/v1/{audience}/nothing"), 404)
        answer = stats(anonymous)
        assert answer.headers["www-authenticate"].startswith("Bearer")

    def test_stands_in_the_description_with_examples(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        described = person(app, "anonymous", None).browser.get("/api/v1/openapi.json").json()

        operation = described["paths"][STATS[audience]]["get"]
        assert operation["summary"]
        assert operation["description"]
        assert {parameter["name"] for parameter in operation["parameters"]} >= {
            "period",
            "compare",
            "date_from",
            "date_to",
            "basis",
        }
        assert operation["security"]
        value = described["components"]["schemas"]["MetricValueSchema"]
        assert value["examples"][0]["key"] in registry().descriptions()


def test_without_the_permission_it_is_a_403(
    app: FastAPI, standing_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert standing_world.target
    who = person(app, "viewer", "store")
    monkeypatch.setattr(
        "app.modules.tenancy.services.access.permissions_of_role", lambda _role: frozenset()
    )

    assert is_problem(stats(who), 403)
    assert who.browser.get("/store/dashboard").status_code == 403
    assert who.browser.get("/store/orders").status_code == 403


def test_every_operation_of_the_api_has_words(app: FastAPI) -> None:
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), f"{method} {path}"
            assert operation.get("tags"), f"{method} {path}"
