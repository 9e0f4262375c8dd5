"""The page of one metric over HTTP: chart, table and file agree; refusals; several currencies."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.modules.registry import registry
from tests.journeys.people import Person, person
from tests.journeys.world import World
from tests.modules.core.bad_providers import fails_at_import

PAGE = "/store/dashboard/metric"


def file_of(who: Person, key: str, query: str) -> list[list[str]]:
    """The rows of the file, without its header."""
    answer = who.browser.get(f"{PAGE}/{key}/export.csv?{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def totals(lines: list[list[str]]) -> dict[str, Decimal]:
    """The sum of the values by unit."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for _first, _last, unit, value, _compared in lines:
        found[unit] += Decimal(value or 0)
    return dict(found)


class TestMetricPage:
    def test_days_weeks_and_months_come_to_the_same(
        self, app: FastAPI, standing_world: World
    ) -> None:
        assert standing_world.target
        who = person(app, "target", "store")
        for key in ("orders.net_sales", "orders.total"):
            sums = [
                totals(file_of(who, key, f"period=90d&by={by}")) for by in ("day", "week", "month")
            ]
            assert sums[0] == sums[1] == sums[2]
            assert any(sums[0].values())
        levels = [file_of(who, "catalog.products", f"period=90d&by={by}") for by in ("day", "week")]
        assert levels[0][-1][3] == levels[1][-1][3]
        assert [line[1] for line in levels[0][-1:]] == [line[1] for line in levels[1][-1:]]

    def test_has_a_chart_for_each_currency_and_adds_none_up(
        self, app: FastAPI, standing_world: World
    ) -> None:
        assert standing_world.target
        who = person(app, "target", "store")

        page = who.browser.get(f"{PAGE}/orders.gross_sales?period=90d").text

        assert page.count('<section class="hero metric"') == 2
        assert 'id="in-EUR"' in page
        assert 'id="in-GBP"' in page
        sums = totals(file_of(who, "orders.gross_sales", "period=90d"))
        assert set(sums) == {"EUR", "GBP"}
        for total in sums.values():
            assert f"{total:,.2f}".replace(".", "<small>.") in page

    def test_says_what_there_is_no_series_of(self, app: FastAPI, standing_world: World) -> None:
        assert standing_world.target
        who = person(app, "target", "store")

        page = who.browser.get(f"{PAGE}/orders.avg_order_value?period=30d&by=week").text

        assert "no value for each day" in page or "by day only" in page
        assert "by=week" not in re.findall(r'<nav class="seg steps".*?</nav>', page, re.DOTALL)

    def test_a_provider_that_fails_is_said_so(
        self, app: FastAPI, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert world.target
        who = person(app, "target", "store")
        module = registry().get("catalog")
        assert module is not None
        broken = fails_at_import("catalog").metrics_provider
        monkeypatch.setitem(module.__dict__, "metrics_provider", broken)

        page = who.browser.get(f"{PAGE}/catalog.products?period=7d")

        assert page.status_code == 200
        assert "Unavailable" in page.text
        assert re.search(r'class="ref">ref \S+<', page.text)
        assert f'{PAGE}/catalog.products?period=7d&amp;compare=previous"' in page.text
        assert who.browser.get(f"{PAGE}/catalog.products/export.csv").status_code == 503

    def test_keeps_period_comparison_and_pieces_in_its_links(
        self, app: FastAPI, standing_world: World
    ) -> None:
        assert standing_world.target
        who = person(app, "target", "store")

        page = who.browser.get(f"{PAGE}/orders.total?period=90d&compare=year&by=month").text

        assert "period=7d&amp;compare=year" in page
        assert page.count("by=month") > 5
        assert "/store/orders?view=placed&amp;period=90d&amp;compare=year" in page
        bare = who.browser.get(f"{PAGE}/orders.total?compare=none").text
        assert 'class="dashed"' in page
        assert 'class="dashed"' not in bare

    def test_refuses_what_is_not_there_or_not_allowed(self, app: FastAPI, world: World) -> None:
        assert world.target
        owner = person(app, "target", "store").browser
        operator = person(app, "operator", "admin").browser
        staff = person(app, "staff", "store").browser
        for path, status in (
            (f"{PAGE}/nothing.at_all", 404),
            (f"{PAGE}/tenancy.total_stores", 404),
            (f"{PAGE}/cms.pages", 200),
            (f"{PAGE}/cms.pages?by=hour", 422),
            (f"{PAGE}/cms.pages?period=never", 422),
            ("/admin/dashboard/metric/cms.pages", 403),
        ):
            assert owner.get(path).status_code == status, path
        for tail in ("", "/export.csv"):
            assert staff.get(f"{PAGE}/orders.net_sales{tail}").status_code == 403
            assert person(app, "anonymous", None).browser.get(f"{PAGE}/cms.pages{tail}").is_redirect
        assert operator.get("/admin/dashboard/metric/cms.pages").status_code == 200
        assert operator.post("/admin/modules/cms", is_enabled="false").status_code == 303
        for tail in ("", "/export.csv"):
            assert owner.get(f"{PAGE}/cms.pages{tail}").status_code == 404
            assert operator.get(f"/admin/dashboard/metric/cms.pages{tail}").status_code == 404
