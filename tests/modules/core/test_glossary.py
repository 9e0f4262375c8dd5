"""The glossary for people and programs, and the dashboards as files: who sees what of it."""

from __future__ import annotations

import csv
import io
from html import unescape

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.registry import registry
from tests.journeys.people import Person, person
from tests.journeys.world import World
from tests.modules.core.test_dashboard_api import PEOPLE, is_problem


def descriptions(who: Person, query: str = "", **headers: str) -> httpx.Response:
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if who.token is not None:
        headers["Authorization"] = f"Bearer {who.token}"
    return who.browser.client.get(f"/api/v1/metrics{query}", headers=headers)


def shown_to(audience: str) -> set[str]:
    return {key for key, found in registry().descriptions().items() if audience in found.audiences}


@pytest.mark.parametrize("audience", PEOPLE)
class TestGlossary:
    def test_page_and_api_explain_every_number(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        who = person(app, PEOPLE[audience], audience)

        page = unescape(who.browser.get(f"/{audience}/metrics").text)
        answer = descriptions(who)

        metrics = {metric["key"]: metric for metric in answer.json()["metrics"]}
        assert set(metrics) == shown_to(audience)
        for key in shown_to(audience):
            assert f'id="{registry().descriptions()[key].anchor}"' in page, key
            assert metrics[key]["label"] in page
            assert metrics[key]["definition"] in page
            assert "count(" not in metrics[key]["formula_text"], key
            assert "sum(" not in metrics[key]["formula_text"], key
        assert "Gross sales − Discounts − Returns" in page
        assert f"/{audience}/orders?view=placed" in page
        assert f'href="/{audience}/metrics"' in page

        narrowed = who.browser.get(f"/{audience}/metrics?q=NET+sales").text
        assert 'id="orders-net-sales"' in narrowed
        assert 'id="catalog-products"' not in narrowed
        assert 'id="orders-' not in who.browser.get(f"/{audience}/metrics?q=zzz").text

        cards = who.browser.get(f"/{audience}/dashboard/cards/orders").text
        assert f'href="/{audience}/metrics#orders-total"' in cards

        assert answer.headers["cache-control"] == "private, no-cache"
        assert {"Accept-Language", "Authorization"} <= set(answer.headers["vary"].split(", "))
        known = answer.headers["etag"]
        unchanged = descriptions(who, if_none_match=f'"x", W/{known}')
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert descriptions(who, if_none_match='"x"').status_code == 200
        labels = {
            locale: descriptions(who, f"?lang={locale}").json()["metrics"][0]["definition"]
            for locale in SUPPORTED_LOCALES
        }
        assert len(set(labels.values())) == len(SUPPORTED_LOCALES)
        french = descriptions(who, "?lang=fr")
        assert french.headers["etag"] != known
        assert french.headers["content-language"] == "fr"
        assert descriptions(who, "?lang=fr", if_none_match=known).status_code == 200

    def test_refuses_strangers_and_leaves_out_what_is_off(
        self, app: FastAPI, world: World, audience: str
    ) -> None:
        assert world.target
        who = person(app, PEOPLE[audience], audience)
        operator = person(app, "operator", "admin")

        assert is_problem(descriptions(person(app, "anonymous", None)), 401)
        assert is_problem(descriptions(Person(app, who.browser, audience, "x.y.z")), 401)
        switched = operator.browser.post("/admin/modules/orders", is_enabled="false")
        assert switched.status_code == 303

        keys = {metric["key"] for metric in descriptions(who).json()["metrics"]}
        page = who.browser.get(f"/{audience}/metrics").text
        export = who.browser.get(f"/{audience}/dashboard/export.csv?period=7d").text

        assert keys == {key for key in shown_to(audience) if not key.startswith("orders.")}
        assert 'id="orders-' not in page
        assert "orders." not in export

    def test_the_dashboard_as_a_file(
        self, app: FastAPI, standing_world: World, audience: str
    ) -> None:
        assert standing_world.target
        who = person(app, PEOPLE[audience], audience)
        address = f"/{audience}/dashboard/export.csv?period=30d&basis=order"

        answer = who.browser.get(address)
        series = who.browser.get(f"{address}&series=day")

        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert "attachment" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert {row["key"] for row in rows} <= shown_to(audience)
        assert {row["basis"] for row in rows} == {"order"}
        assert {row["time_zone"] for row in rows} == {"Europe/Luxembourg"}
        assert any(row["key"] == "orders.net_sales" and row["unit"] for row in rows)
        points = list(csv.DictReader(io.StringIO(series.text.removeprefix("\ufeff"))))
        assert len([p for p in points if p["key"] == "catalog.products"]) == 30
        assert who.browser.get(f"{address}&series=hour").status_code == 422
        assert (
            f"/{audience}/dashboard/export.csv?" in who.browser.get(f"/{audience}/dashboard").text
        )


def test_without_the_right_to_sales_nothing_names_them(app: FastAPI, standing_world: World) -> None:
    assert standing_world.target
    who = person(app, "staff", "store")

    keys = {metric["key"] for metric in descriptions(who).json()["metrics"]}
    page = who.browser.get("/store/metrics").text
    export = who.browser.get("/store/dashboard/export.csv").text

    assert "orders.total" in keys
    assert "orders.total" in export
    for sold in (", ".join(sorted(keys)), export):
        assert "orders.net_sales" not in sold
    assert 'id="orders-net-sales"' not in page


def test_stands_in_the_description_with_an_example(app: FastAPI) -> None:
    described = app.openapi()

    operation = described["paths"]["/api/v1/metrics"]["get"]
    assert {"200", "304"} <= set(operation["responses"])
    assert [parameter["name"] for parameter in operation["parameters"]] == ["lang"]
    assert operation["security"]
    schema = described["components"]["schemas"]["MetricDescriptionSchema"]
    assert set(schema["properties"]) - set(schema["examples"][0]) <= {"maximum"}
