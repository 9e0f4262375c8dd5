from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.http.cursors import write_cursor
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.taxes.services import tax_desk
from tests.modules.taxes.api_team import Teams
from tests.modules.tenancy.identity_app import HERE, Program

SETTINGS = {"home_country": "LU", "vat_id": "lu 26375245"}
BOOKS = {"code": "books", "name": "Books", "category": "reduced"}
RATE = {"country": "DE", "tax_class": "standard", "rate": "18.5", "valid_from": "2026-01-01"}
BASKET = {"country": "LU", "lines": [{"amount_minor": 11700}]}


class TestSettings:
    def test_say_that_nothing_was_said(self, teams: Teams) -> None:
        answer = teams.viewer.ask("GET", "/taxes/settings")

        assert answer.status_code == 200
        assert answer.headers["etag"] == '"0"'
        assert answer.json()["is_configured"] is False
        preview = teams.viewer.ask("POST", "/taxes/preview", BASKET).json()
        assert (preview["scheme"], preview["tax"]["amount_minor"]) == ("none", 0)

    def test_are_said_and_said_anew(self, teams: Teams) -> None:
        first = teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        again = teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        second = teams.owner.ask(
            "PUT",
            "/taxes/settings",
            {**SETTINGS, "prices_include_tax": False, "registrations": {"DE": "", "CH": "CHE-1"}},
            version=1,
        )

        assert (first.status_code, again.status_code, second.status_code) == (200, 412, 200)
        assert first.json()["vat_id"] == "LU26375245"
        assert second.headers["etag"] == '"2"'
        seen = teams.viewer.ask("GET", "/taxes/settings").json()
        assert seen["registrations"] == {"DE": "", "CH": "CHE-1"}
        assert (seen["is_configured"], seen["prices_include_tax"]) == (True, False)

    def test_are_refused_when_wrong(self, teams: Teams) -> None:
        wrong: list[tuple[dict[str, object], str]] = [
            ({"home_country": "MC", "vat_id": ""}, "taxes.no_tax_of_its_own"),
            ({"registrations": {"IM": ""}}, "taxes.no_tax_of_its_own"),
            ({"registrations": {"LU": ""}}, "taxes.registered_at_home"),
            ({"vat_id": "LU26375246"}, "taxes.vat_id_invalid"),
            ({"vat_id": "DE136695976"}, "taxes.vat_id_invalid"),
            ({"registrations": {"DE": "LU26375245"}}, "taxes.vat_id_invalid"),
            ({"home_country": "lu"}, "error.invalid_input"),
            ({"distance_sales": "never"}, "error.invalid_input"),
            ({"store_id": 1}, "error.invalid_input"),
            ({"vat_id": "LU\u0000"}, "error.invalid_input"),
        ]

        for change, code in wrong:
            answer = teams.owner.ask("PUT", "/taxes/settings", {**SETTINGS, **change}, version=0)
            assert (answer.status_code, answer.json()["code"]) == (422, code), change

        assert teams.owner.ask("GET", "/taxes/settings").json()["is_configured"] is False

    def test_two_at_once_leave_one(self, teams: Teams) -> None:
        def say(country: str) -> int:
            body = {"home_country": country}
            return teams.owner.ask("PUT", "/taxes/settings", body, version=0).status_code

        with ThreadPoolExecutor(4) as pool:
            statuses = sorted(pool.map(say, ["LU", "DE", "FR", "BE"]))

        assert statuses == [200, 412, 412, 412]


class TestClasses:
    def test_come_change_and_go(self, teams: Teams) -> None:
        teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        made = teams.owner.ask("POST", "/taxes/classes", BOOKS)
        path = f"/taxes/classes/{made.json()['id']}"
        change = {
            "name": "Books and maps",
            "category": "reduced",
            "by_country": {"LU": "super_reduced"},
        }

        changed = teams.owner.ask("PUT", path, change, version=1)

        assert (made.status_code, changed.status_code) == (201, 200)
        assert teams.viewer.ask("GET", path).json() == changed.json()
        assert changed.headers["etag"] == '"2"'
        listed = teams.viewer.ask("GET", "/taxes/classes").json()
        assert listed == {"items": [changed.json()], "next_cursor": None}
        basket = {"country": "LU", "lines": [{"amount_minor": 10300, "tax_class": "books"}]}
        preview = teams.viewer.ask("POST", "/taxes/preview", basket).json()
        assert preview["tax"] == {"amount_minor": 300, "currency": "EUR", "amount": "3.00"}
        assert teams.owner.ask("DELETE", path, version=1).status_code == 412
        assert teams.owner.ask("DELETE", path, version=2).status_code == 204
        assert teams.owner.ask("GET", path).status_code == 404

    def test_are_listed_page_by_page(self, teams: Teams) -> None:
        for code in ("toys", "art", "food"):
            teams.owner.ask("POST", "/taxes/classes", {**BOOKS, "code": code})

        pages = teams.viewer.pages("/taxes/classes", 2)

        codes = [[one["code"] for one in page] for page in pages]
        assert codes == [["art", "food"], ["toys"]]

    def test_have_codes_of_their_own(self, teams: Teams) -> None:
        teams.owner.ask("POST", "/taxes/classes", BOOKS)

        answer = teams.owner.ask("POST", "/taxes/classes", BOOKS)

        assert (answer.status_code, answer.json()["code"]) == (409, "taxes.class_taken")

    def test_are_made_once_under_a_key(self, teams: Teams) -> None:
        answers = [
            teams.owner.ask("POST", "/taxes/classes", BOOKS, Idempotency_Key="make-the-books")
            for _ in range(2)
        ]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()

    def test_stay_while_rates_are_for_them(self, teams: Teams) -> None:
        made = teams.owner.ask("POST", "/taxes/classes", BOOKS).json()
        teams.owner.ask("POST", "/taxes/rates", {**RATE, "tax_class": "books"})

        answer = teams.owner.ask("DELETE", f"/taxes/classes/{made['id']}", version=1)

        assert (answer.status_code, answer.json()["code"]) == (409, "taxes.class_in_use")


class TestRates:
    def test_list_the_law_of_a_day(self, teams: Teams) -> None:
        path = "/taxes/rates?country=LU&at=2023-06-01"

        items = teams.viewer.ask("GET", path).json()["items"]

        assert {(item["tax_class"], item["rate"]) for item in items} == {
            ("standard", "16"),
            ("parking", "13"),
            ("reduced", "7"),
            ("super_reduced", "3"),
        }
        assert {item["source"] for item in items} == {"law"}

    def test_list_everything_without_a_country(self, teams: Teams) -> None:
        pages = teams.viewer.pages("/taxes/rates", 100)

        assert len({item["country"] for page in pages for item in page}) == 31

    def test_are_listed_page_by_page_the_store_s_own_first(self, teams: Teams) -> None:
        for change in ({}, {"region": "BY"}, {"valid_from": "2027-01-01"}, {"country": "AT"}):
            teams.owner.ask("POST", "/taxes/rates", {**RATE, **change})
        everything = teams.viewer.ask("GET", "/taxes/rates?country=DE&limit=100").json()["items"]

        pages = {size: teams.viewer.pages("/taxes/rates?country=DE", size) for size in (1, 2, 3)}

        own = [item for item in everything if item["source"] == "store"]
        assert everything[:3] == own
        assert [(item["region"], item["valid_from"]) for item in own] == [
            ("", RATE["valid_from"]),
            ("", "2027-01-01"),
            ("BY", RATE["valid_from"]),
        ]
        for size, found in pages.items():
            assert [item for page in found for item in page] == everything
            assert max(len(page) for page in found) == size

    @pytest.mark.parametrize(
        "values",
        [
            ["store", "DE", "standard", "", "", "yesterday"],
            ["law", "DE", "standard", "", "", "1900-01-01"],
            ["nobody", "DE", "standard", "", "", "2026-01-01"],
            ["store", "DE", "standard", "", ""],
        ],
    )
    def test_refuse_a_cursor_of_another_list(self, teams: Teams, values: list[str]) -> None:
        answer = teams.viewer.ask("GET", f"/taxes/rates?cursor={write_cursor(values)}")

        assert (answer.status_code, answer.json()["code"]) == (422, "request.cursor_invalid")

    def test_of_the_store_come_change_and_go(self, teams: Teams) -> None:
        settings = {"home_country": "DE", "prices_include_tax": False}
        teams.owner.ask("PUT", "/taxes/settings", settings, version=0)
        made = teams.owner.ask("POST", "/taxes/rates", {**RATE, "postal_prefix": "d-54"})
        path = f"/taxes/rates/{made.json()['id']}"

        def taxed(code: str) -> str:
            basket = {"country": "DE", "postal_code": code, "lines": [{"amount_minor": 100}]}
            answer = teams.viewer.ask("POST", "/taxes/preview", basket).json()
            return str(answer["lines"][0]["rate"])

        assert made.status_code == 201
        assert (made.json()["postal_prefix"], made.json()["rate"]) == ("54", "18.5")
        assert (taxed("54290"), taxed("10115")) == ("18.5", "19")
        ended = {**RATE, "postal_prefix": "54", "valid_to": "2026-01-31"}
        changed = teams.owner.ask("PUT", path, ended, version=1)
        assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
        assert taxed("54290") == "19"
        listed = teams.viewer.ask("GET", "/taxes/rates?country=DE&at=2026-01-31").json()["items"]
        assert listed[0] == teams.viewer.ask("GET", path).json()
        assert teams.owner.ask("DELETE", path, version=2).status_code == 204
        assert teams.owner.ask("GET", path).status_code == 404

    def test_are_refused_when_wrong(self, teams: Teams) -> None:
        wrong: list[tuple[dict[str, object], int, str]] = [
            ({"rate": "100.01"}, 422, "error.invalid_input"),
            ({"rate": "-1"}, 422, "error.invalid_input"),
            ({"rate": "1.00001"}, 422, "error.invalid_input"),
            ({"rate": "NaN"}, 422, "error.invalid_input"),
            ({"valid_to": "2025-12-31"}, 422, "error.invalid_input"),
            ({"valid_from": "0001-01-01"}, 422, "error.invalid_input"),
            ({"country": "MC"}, 422, "taxes.no_tax_of_its_own"),
            ({"tax_class": "no-such"}, 422, "taxes.class_unknown"),
            ({}, 409, "taxes.rate_taken"),
        ]
        teams.owner.ask("POST", "/taxes/rates", RATE)

        for change, status, code in wrong:
            answer = teams.owner.ask("POST", "/taxes/rates", {**RATE, **change})
            assert (answer.status_code, answer.json()["code"]) == (status, code), change

    def test_cannot_become_another_one(self, teams: Teams) -> None:
        teams.owner.ask("POST", "/taxes/rates", RATE)
        later = teams.owner.ask("POST", "/taxes/rates", {**RATE, "valid_from": "2026-02-01"})

        answer = teams.owner.ask("PUT", f"/taxes/rates/{later.json()['id']}", RATE, version=1)

        assert (answer.status_code, answer.json()["code"]) == (409, "taxes.rate_taken")


class TestPreview:
    def test_takes_a_basket_apart(self, teams: Teams) -> None:
        teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        basket = {
            "country": "DE",
            "vat_id": "DE136695976",
            "lines": [{"amount_minor": 11700}, {"amount_minor": 585, "tax_class": "shipping"}],
        }

        answer = teams.viewer.ask("POST", "/taxes/preview", basket, Accept_Language="de").json()

        assert answer["scheme"] == "reverse_charge"
        assert [line["net"]["amount_minor"] for line in answer["lines"]] == [10000, 500]
        assert answer["gross"]["amount"] == "105.00"
        assert answer["buyer_vat_id"] == "DE136695976"
        assert answer["note"].startswith("Steuerfreie innergemeinschaftliche Lieferung")
        then = {**BASKET, "at": "2023-12-31T23:30:00+01:00"}
        rates = teams.viewer.ask("POST", "/taxes/preview", then).json()["rates"]
        assert [rate["rate"] for rate in rates] == ["16"]

    def test_refuses_what_is_none(self, teams: Teams) -> None:
        wrong: list[dict[str, object]] = [
            {"lines": []},
            {"lines": [{"amount_minor": -1}]},
            {"lines": [{"amount_minor": 10**14}]},
            {"at": "0001-01-01T00:00:00Z"},
            {"at": "9999-12-31T23:59:59-14:00"},
            {"at": "2026-01-01T00:00:00"},
            {"postal_code": "1\u0000"},
            {"currency": "XXX"},
            {"country": "Luxembourg"},
        ]

        for change in wrong:
            answer = teams.viewer.ask("POST", "/taxes/preview", {**BASKET, **change})
            assert answer.status_code == 422, change


def test_a_store_keeps_no_more_than_it_can_look_through(
    teams: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("MOST_CLASSES", "MOST_RATES"):
        monkeypatch.setattr(tax_desk, limit, 0)

    answers = [
        teams.owner.ask("POST", "/taxes/classes", BOOKS),
        teams.owner.ask("POST", "/taxes/rates", RATE),
    ]

    assert [answer.json()["code"] for answer in answers] == ["taxes.too_many"] * 2
    assert {answer.status_code for answer in answers} == {409}


class TestStorefront:
    def test_tells_what_prices_hold(self, teams: Teams, app: FastAPI) -> None:
        address = "/stores/here/api/v1/storefront/taxes"
        client = Program(app, HERE).client

        before = client.get(address)
        teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        after = client.get(address)
        teams.owner.ask(
            "PUT", "/taxes/settings", {**SETTINGS, "is_small_business": True}, version=1
        )
        small = client.get(address)

        nothing = {"is_taxed": False, "prices_include_tax": None, "home_country": None}
        taxed = {"is_taxed": True, "prices_include_tax": True, "home_country": "LU"}
        assert [answer.json() for answer in (before, after, small)] == [nothing, taxed, nothing]
        assert after.headers["cache-control"] == "public, max-age=300"
        other = client.get("/stores/there/api/v1/storefront/taxes").json()
        assert other == nothing


class TestWhoMay:
    def test_see_and_change(self, teams: Teams) -> None:
        teams.owner.ask("PUT", "/taxes/settings", SETTINGS, version=0)
        book = teams.owner.ask("POST", "/taxes/classes", BOOKS).json()["id"]
        rate = teams.owner.ask("POST", "/taxes/rates", RATE).json()["id"]
        change = {"name": "x", "category": "zero"}
        calls = [
            ("PUT", "/taxes/settings", SETTINGS),
            ("POST", "/taxes/classes", BOOKS),
            ("PUT", f"/taxes/classes/{book}", change),
            ("DELETE", f"/taxes/classes/{book}", None),
            ("POST", "/taxes/rates", RATE),
            ("PUT", f"/taxes/rates/{rate}", RATE),
            ("DELETE", f"/taxes/rates/{rate}", None),
        ]

        for method, path, body in calls:
            assert teams.viewer.ask(method, path, body, version=1).status_code == 403, path
            assert teams.stranger.ask(method, path, body, version=1).status_code == 401, path
        for path in (f"/taxes/classes/{book}", f"/taxes/rates/{rate}"):
            assert teams.other.ask("GET", path).status_code == 404
            assert teams.other.ask("DELETE", path, version=1).status_code == 404
        assert teams.other.ask("GET", "/taxes/settings").json()["is_configured"] is False
        assert teams.other.ask("GET", "/taxes/classes").json()["items"] == []

    def test_say_a_version_first(self, teams: Teams) -> None:
        book = teams.owner.ask("POST", "/taxes/classes", BOOKS).json()["id"]

        answers = [
            teams.owner.ask("PUT", "/taxes/settings", SETTINGS),
            teams.owner.ask("DELETE", f"/taxes/classes/{book}"),
        ]

        assert [answer.status_code for answer in answers] == [428, 428]

    def test_nobody_where_the_module_is_off(self, teams: Teams, committed: Database) -> None:
        with committed.transaction() as db:
            enter_store(db, teams.store_id)
            ModuleSwitches(db, teams.platform_id).disable("taxes", Actor("test"))

        assert teams.owner.ask("GET", "/taxes/settings").status_code == 404
