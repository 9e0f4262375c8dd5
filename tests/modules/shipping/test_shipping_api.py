from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.http.cursors import write_cursor
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.shipping.services import shipping_desk
from app.modules.shipping.services.carriers import KNOWN
from tests.modules.shipping.factories import ADDRESS
from tests.modules.taxes.api_team import Member, Teams
from tests.modules.tenancy.identity_app import HERE, Program

ZONE = {"name": "Near", "places": [{"country": "LU"}]}
PARCEL = {"country": "LU", "currency": "EUR", "goods_minor": 5000, "weight_grams": 1000}
BIKES = {"code": "bikes", "name": "Bikes", "tracking_url": "https://bikes.example/{number}"}


def method(zone_id: int | None, **values: object) -> dict[str, Any]:
    rate = {"zone_id": zone_id, "currency": "EUR", "price_minor": 590}
    return {"code": "parcel", "names": {"en": "Parcel", "fr": "Colis"}, "rates": [rate], **values}


def set_up(owner: Member) -> tuple[int, int]:
    """A zone and a way of delivery there."""
    zone_id = owner.ask("POST", "/shipping/zones", ZONE).json()["id"]
    made = owner.ask("POST", "/shipping/methods", method(zone_id))
    return zone_id, made.json()["id"]


def visit(app: FastAPI, path: str, store: str = "here", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    address = f"/stores/{store}/api/v1/storefront{path}"
    return Program(app, HERE).client.get(address, headers=named)


class TestZones:
    def test_come_change_and_go(self, teams: Teams) -> None:
        made = teams.owner.ask("POST", "/shipping/zones", ZONE)
        path = f"/shipping/zones/{made.json()['id']}"
        wider = {**ZONE, "places": [{"country": "LU"}, {"country": "BE", "postal_codes": ["1*"]}]}

        changed = teams.owner.ask("PUT", path, wider, version=1)

        assert (made.status_code, changed.status_code) == (201, 200)
        assert changed.headers["etag"] == '"2"'
        assert teams.viewer.ask("GET", path).json() == changed.json()
        assert teams.viewer.ask("GET", "/shipping/zones").json()["items"] == [changed.json()]
        assert teams.owner.ask("DELETE", path, version=1).status_code == 412
        assert teams.owner.ask("DELETE", path, version=2).status_code == 204
        assert teams.owner.ask("GET", path).status_code == 404

    def test_are_refused_when_wrong(self, teams: Teams) -> None:
        wrong: list[dict[str, object]] = [
            {"places": []},
            {"places": [{"country": "lu"}]},
            {"places": [{"country": "*", "regions": ["CN"]}]},
            {"places": [{"country": "LU", "postal_codes": ["*"]}]},
            {"places": [{"country": "LU", "postal_codes": ["1\u0000"]}]},
            {"name": "  "},
            {"position": -1},
            {"store_id": 1},
        ]

        for change in wrong:
            answer = teams.owner.ask("POST", "/shipping/zones", {**ZONE, **change})
            assert answer.status_code == 422, change

    def test_have_names_of_their_own(self, teams: Teams) -> None:
        teams.owner.ask("POST", "/shipping/zones", ZONE)
        other = teams.owner.ask("POST", "/shipping/zones", {**ZONE, "name": "Far"}).json()

        again = teams.owner.ask("POST", "/shipping/zones", ZONE)
        renamed = teams.owner.ask("PUT", f"/shipping/zones/{other['id']}", ZONE, version=1)

        for answer in (again, renamed):
            assert (answer.status_code, answer.json()["code"]) == (409, "shipping.zone_taken")

    def test_stay_while_something_costs_there(self, teams: Teams) -> None:
        zone_id, _ = set_up(teams.owner)

        answer = teams.owner.ask("DELETE", f"/shipping/zones/{zone_id}", version=1)

        assert (answer.status_code, answer.json()["code"]) == (409, "shipping.zone_in_use")
        assert "parcel" in answer.json()["detail"]


class TestMethods:
    def test_come_change_and_go(self, teams: Teams) -> None:
        zone_id, method_id = set_up(teams.owner)
        path = f"/shipping/methods/{method_id}"
        steps = [
            {"from_amount": 5000, "price_minor": 990},
            {"from_amount": 0, "price_minor": 590},
        ]
        rate = {"zone_id": zone_id, "currency": "EUR", "basis": "weight", "steps": steps}
        said = method(zone_id, carrier="dhl", rates=[rate])
        del said["code"]

        changed = teams.owner.ask("PUT", path, said, version=1)

        assert changed.status_code == 200, changed.text
        assert changed.json()["rates"][0]["steps"] == steps[::-1]
        assert teams.viewer.ask("GET", path).json() == changed.json()
        assert teams.viewer.ask("GET", "/shipping/methods").json()["items"] == [changed.json()]
        heavy = {**PARCEL, "weight_grams": 5000}
        offers = teams.viewer.ask("POST", "/shipping/preview", heavy).json()["offers"]
        assert [(offer["price"]["amount"], offer["carrier"]) for offer in offers] == [
            ("9.90", "dhl")
        ]
        assert teams.owner.ask("DELETE", path, version=2).status_code == 204
        assert teams.viewer.ask("POST", "/shipping/preview", PARCEL).json() == {"offers": []}

    def test_are_refused_when_wrong(self, teams: Teams) -> None:
        zone_id, _ = set_up(teams.owner)
        rate = {"zone_id": zone_id, "currency": "EUR", "price_minor": 1}
        step = {"from_amount": 0, "price_minor": 1}
        there = teams.other.ask("POST", "/shipping/zones", ZONE).json()["id"]
        wrong: list[tuple[dict[str, object], int, str]] = [
            ({}, 409, "shipping.method_taken"),
            ({"carrier": "no-such"}, 422, "shipping.unknown_carrier"),
            ({"rates": [{**rate, "zone_id": there}]}, 422, "shipping.unknown_zone"),
            ({"rates": [{**rate, "zone_id": 2**63 - 1}]}, 422, "shipping.unknown_zone"),
            ({"rates": [{**rate, "zone_id": None}]}, 422, "error.invalid_input"),
            ({"rates": [rate, rate]}, 422, "error.invalid_input"),
            ({"rates": [{**rate, "price_minor": -1}]}, 422, "error.invalid_input"),
            ({"rates": [{**rate, "basis": "weight"}]}, 422, "error.invalid_input"),
            ({"rates": [{**rate, "steps": [step]}]}, 422, "error.invalid_input"),
            (
                {"rates": [{**rate, "basis": "value", "steps": [step, step]}]},
                422,
                "error.invalid_input",
            ),
            (
                {"rates": [{**rate, "min_goods_minor": 2, "max_goods_minor": 1}]},
                422,
                "error.invalid_input",
            ),
            ({"kind": "pick_up"}, 422, "error.invalid_input"),
            ({"pick_up_address": ADDRESS}, 422, "error.invalid_input"),
            ({"names": {}}, 422, "error.invalid_input"),
            ({"names": {"en": "a\u0000"}}, 422, "error.invalid_input"),
            ({"days_min": 3, "days_max": 1}, 422, "error.invalid_input"),
            ({"min_weight_grams": 3, "max_weight_grams": 1}, 422, "error.invalid_input"),
        ]

        for change, status, code in wrong:
            answer = teams.owner.ask("POST", "/shipping/methods", {**method(zone_id), **change})
            assert (answer.status_code, answer.json()["code"]) == (status, code), change

        assert len(teams.owner.ask("GET", "/shipping/methods").json()["items"]) == 1

    def test_leave_all_prices_as_they_were_when_one_is_wrong(self, teams: Teams) -> None:
        zone_id, method_id = set_up(teams.owner)
        path = f"/shipping/methods/{method_id}"
        before = teams.owner.ask("GET", path).json()
        wrong = method(
            zone_id,
            rates=[
                {"zone_id": zone_id, "currency": "EUR", "price_minor": 1},
                {"zone_id": zone_id + 10_000, "currency": "EUR", "price_minor": 1},
            ],
        )
        del wrong["code"]

        assert teams.owner.ask("PUT", path, wrong, version=1).status_code == 422
        assert teams.owner.ask("GET", path).json() == before

    def test_offer_a_point_to_pick_up_from_everywhere(self, teams: Teams) -> None:
        point = method(None, code="atelier", kind="pick_up", pick_up_address=ADDRESS)

        made = teams.owner.ask("POST", "/shipping/methods", point)

        assert made.status_code == 201, made.text
        far = {**PARCEL, "country": "JP"}
        offers = teams.viewer.ask("POST", "/shipping/preview", far).json()["offers"]
        assert offers[0]["pick_up"] == {
            **ADDRESS,
            "line2": "",
            "postal_code": "",
            "region": "",
            "opening_hours": "",
        }

    def test_are_made_once_under_a_key(self, teams: Teams) -> None:
        zone_id = teams.owner.ask("POST", "/shipping/zones", ZONE).json()["id"]

        answers = [
            teams.owner.ask(
                "POST", "/shipping/methods", method(zone_id), Idempotency_Key="make-the-parcel"
            )
            for _ in range(2)
        ]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()

    def test_never_cost_in_a_zone_that_goes_at_the_same_time(
        self, teams: Teams, committed: Database
    ) -> None:
        zones = [
            teams.owner.ask("POST", "/shipping/zones", {**ZONE, "name": f"Z{number}"}).json()["id"]
            for number in range(6)
        ]

        def add(zone_id: int) -> int:
            body = method(zone_id, code=f"to-{zone_id}")
            return teams.owner.ask("POST", "/shipping/methods", body).status_code

        def remove(zone_id: int) -> int:
            path = f"/shipping/zones/{zone_id}"
            return teams.owner.ask("DELETE", path, version=1).status_code

        with ThreadPoolExecutor(4) as pool:
            added = [pool.submit(add, zone_id) for zone_id in zones]
            removed = [pool.submit(remove, zone_id) for zone_id in zones]
            outcomes = {
                (one.result(), other.result()) for one, other in zip(added, removed, strict=True)
            }

        assert outcomes <= {(201, 409), (422, 204)}
        with committed.transaction() as db:
            enter_store(db, teams.store_id)
            orphans = (
                "SELECT 1 FROM shipping_rate WHERE zone_id NOT IN (SELECT id FROM shipping_zone)"
            )
            assert db.execute(text(orphans)).all() == []


class TestPages:
    def test_of_zones_and_of_methods_are_in_their_order(self, teams: Teams) -> None:
        for name, position in (("last", 2), ("first", 0), ("second", 0), ("third", 1)):
            zone = {**ZONE, "name": name, "position": position}
            zone_id = teams.owner.ask("POST", "/shipping/zones", zone).json()["id"]
            body = method(zone_id, code=name, position=position)
            teams.owner.ask("POST", "/shipping/methods", body)

        zones = teams.viewer.pages("/shipping/zones", 3)
        methods = teams.viewer.pages("/shipping/methods", 3)

        wanted = [["first", "second", "third"], ["last"]]
        assert [[one["name"] for one in page] for page in zones] == wanted
        assert [[one["code"] for one in page] for page in methods] == wanted
        assert all(len(one["rates"]) == 1 for page in methods for one in page)
        far = write_cursor([2**62, 2**62])
        assert teams.viewer.ask("GET", f"/shipping/zones?cursor={far}").json()["items"] == []

    def test_of_carriers_go_on_with_the_known(self, teams: Teams) -> None:
        for code in ("zebra", "bikes", "ups"):
            teams.owner.ask("POST", "/shipping/carriers", {**BIKES, "code": code})

        pages = teams.viewer.pages("/shipping/carriers", 2)

        codes = [one["code"] for page in pages for one in page]
        assert codes == ["bikes", "ups", "zebra", *sorted({*KNOWN} - {"ups"})]
        assert {len(page) for page in pages[:-1]} == {2}


class TestCarriers:
    def test_of_the_store_go_before_the_known(self, teams: Teams) -> None:
        made = teams.owner.ask("POST", "/shipping/carriers", {**BIKES, "code": "dhl"})
        path = f"/shipping/carriers/{made.json()['id']}"

        listed = teams.viewer.ask("GET", "/shipping/carriers").json()["items"]

        assert made.status_code == 201
        assert listed[0] == made.json()
        assert [one["code"] for one in listed].count("dhl") == 1
        assert len(listed) == len(KNOWN)
        change = {"name": "Bicycles"}
        changed = teams.owner.ask("PUT", path, change, version=1)
        assert (changed.json()["tracking_url"], changed.headers["etag"]) == ("", '"2"')
        assert teams.viewer.ask("GET", path).json() == changed.json()
        assert teams.owner.ask("DELETE", path, version=2).status_code == 204
        assert teams.owner.ask("GET", path).status_code == 404

    def test_are_refused_when_wrong(self, teams: Teams) -> None:
        teams.owner.ask("POST", "/shipping/carriers", BIKES)
        wrong = [
            "http://bikes.example/{number}",
            "https://bikes.example/",
            "https://bikes.example/{number}/{number}",
            "https://bikes.example/{number}{x}",
            "javascript:alert({number})",
            "https://bikes.example/{number} ok",
        ]

        again = teams.owner.ask("POST", "/shipping/carriers", BIKES)

        assert (again.status_code, again.json()["code"]) == (409, "shipping.carrier_taken")
        for url in wrong:
            body = {**BIKES, "code": "other", "tracking_url": url}
            assert teams.owner.ask("POST", "/shipping/carriers", body).status_code == 422, url


def test_a_store_keeps_no_more_than_it_can_look_through(
    teams: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone_id, _ = set_up(teams.owner)
    for limit in ("MOST_ZONES", "MOST_METHODS"):
        monkeypatch.setattr(shipping_desk, limit, 1)
    monkeypatch.setattr(shipping_desk, "MOST_CARRIERS", 0)

    answers = [
        teams.owner.ask("POST", "/shipping/zones", {**ZONE, "name": "Far"}),
        teams.owner.ask("POST", "/shipping/methods", method(zone_id, code="other")),
        teams.owner.ask("POST", "/shipping/carriers", BIKES),
    ]

    assert [answer.json()["code"] for answer in answers] == ["shipping.too_many"] * 3
    assert {answer.status_code for answer in answers} == {409}


class TestStorefront:
    def test_tells_what_a_parcel_costs(self, teams: Teams, app: FastAPI) -> None:
        zone_id, method_id = set_up(teams.owner)
        path = "/shipping/offers?country=LU&postal_code=L-1234&weight=100&amount=5000"

        english, french = visit(app, path), visit(app, path, Accept_Language="fr")

        assert english.status_code == 200
        offer = english.json()["offers"][0]
        assert (offer["name"], offer["price"]["amount_minor"]) == ("Parcel", 590)
        assert french.json()["offers"][0]["name"] == "Colis"
        assert english.headers["cache-control"] == "public, max-age=60"
        tag = english.headers["etag"]
        assert visit(app, path, If_None_Match=tag).status_code == 304
        dearer = method(
            zone_id, rates=[{"zone_id": zone_id, "currency": "EUR", "price_minor": 690}]
        )
        del dearer["code"]
        teams.owner.ask("PUT", f"/shipping/methods/{method_id}", dearer, version=1)
        anew = visit(app, path, If_None_Match=tag)
        assert anew.json()["offers"][0]["price"]["amount_minor"] == 690
        assert visit(app, "/shipping/offers?country=JP").json() == {"offers": []}
        untouched = visit(app, path, store="there").json()["offers"]
        assert [(offer["code"], offer["price"]["amount_minor"]) for offer in untouched] == [
            ("standard", 0)
        ]

    def test_refuses_what_is_no_parcel(self, teams: Teams, app: FastAPI) -> None:
        wrong = [
            "",
            "?country=lu",
            "?country=LU&weight=-1",
            "?country=LU&amount=99999999999999999999",
            "?country=LU&postal_code=%00",
            "?country=LU&region=%F0%9F%92%A9",
        ]

        for query in wrong:
            assert visit(app, f"/shipping/offers{query}").status_code == 422, query

    def test_answers_nothing_where_the_module_is_off(
        self, teams: Teams, app: FastAPI, committed: Database
    ) -> None:
        set_up(teams.owner)
        path = "/shipping/offers?country=LU"
        assert visit(app, path).status_code == 200

        with committed.transaction() as db:
            ModuleSwitches(db, teams.platform_id).disable("shipping", Actor("test"))

        assert visit(app, path).status_code == 404
        assert teams.owner.ask("GET", "/shipping/zones").status_code == 404


class TestWhoMay:
    def test_see_and_change(self, teams: Teams) -> None:
        zone_id, method_id = set_up(teams.owner)
        carrier_id = teams.owner.ask("POST", "/shipping/carriers", BIKES).json()["id"]
        change = method(zone_id)
        del change["code"]
        calls: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
            (f"/shipping/zones/{zone_id}", ZONE, ZONE),
            (f"/shipping/methods/{method_id}", method(zone_id), change),
            (f"/shipping/carriers/{carrier_id}", BIKES, {"name": "x"}),
        ]

        for path, new, changed in calls:
            folder = path.rpartition("/")[0]
            for who, status in ((teams.viewer, 403), (teams.stranger, 401)):
                assert who.ask("POST", folder, new).status_code == status
                assert who.ask("PUT", path, changed, version=1).status_code == status
                assert who.ask("DELETE", path, version=1).status_code == status
            assert teams.viewer.ask("GET", path).status_code == 200
            assert teams.other.ask("GET", path).status_code == 404
            assert teams.other.ask("DELETE", path, version=1).status_code == 404
            assert teams.owner.ask("DELETE", path).status_code == 428
        assert teams.other.ask("PUT", calls[0][0], ZONE, version=1).status_code == 404
        others = teams.other.ask("POST", "/shipping/preview", {**PARCEL, "locale": "zz"}).json()
        assert [offer["name"] for offer in others["offers"]] == ["Standard delivery"]
        assert teams.stranger.ask("POST", "/shipping/preview", PARCEL).status_code == 401
