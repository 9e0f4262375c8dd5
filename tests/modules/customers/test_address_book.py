"""Address books: kept by customers and by the team, with one default for each use."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.modules.customers.services import address_book
from tests.modules.customers.storefront import Storefront, Team

HOME = {
    "name": "Ana Weber",
    "line1": "12, rue du Marché",
    "postal_code": "L-1234",
    "city": "Luxembourg",
    "country": "LU",
}
BOTH = {"is_default_shipping": True, "is_default_billing": True}


@pytest.fixture
def ana(first: Storefront) -> Storefront:
    return first.with_account()


def add(shopper: Storefront, **more: Any) -> dict[str, Any]:
    answer = shopper.post("/me/addresses", {**HOME, **more})
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


def book(shopper: Storefront) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = shopper.get("/me/addresses").json()["items"]
    return items


class TestMyAddresses:
    def test_are_kept_as_the_country_writes_them(self, ana: Storefront) -> None:
        added = add(ana, is_default_shipping=True)

        assert added["postal_code"] == "1234"
        assert ana.get(f"/me/addresses/{added['id']}").json() == added
        assert book(ana) == [added]

    def test_have_one_default_for_goods_and_one_for_bills(self, ana: Storefront) -> None:
        old, new = add(ana, **BOTH), add(ana, is_default_shipping=True)

        defaults = {
            one["id"]: (one["is_default_shipping"], one["is_default_billing"]) for one in book(ana)
        }
        assert defaults == {old["id"]: (False, True), new["id"]: (True, False)}

    def test_have_one_default_when_many_are_added_at_once(self, ana: Storefront) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: add(ana, **BOTH), range(6)))

        assert len(book(ana)) == 6
        assert sum(one["is_default_shipping"] for one in book(ana)) == 1

    def test_are_replaced_and_removed(self, ana: Storefront) -> None:
        added = add(ana)
        path = f"/me/addresses/{added['id']}"
        etag = ana.get(path).headers["ETag"]

        changed = ana.ask("PUT", path, {**HOME, "city": "Esch"}, **{"If-Match": etag})
        again = ana.ask("PUT", path, {**HOME, "city": "Wiltz"}, **{"If-Match": etag})

        assert (changed.status_code, changed.json()["city"]) == (200, "Esch")
        assert changed.headers["ETag"] != etag
        assert again.status_code == 412
        assert ana.ask("DELETE", path).status_code == 204
        assert ana.get(path).status_code == 404
        assert ana.ask("DELETE", path).status_code == 404

    def test_are_added_once_under_a_key(self, ana: Storefront) -> None:
        ids = {
            ana.ask("POST", "/me/addresses", HOME, **{"Idempotency-Key": "key-12345"}).json()["id"]
            for _ in range(2)
        }

        assert len(ids) == 1
        assert len(book(ana)) == 1

    def test_name_what_is_at_fault(self, ana: Storefront) -> None:
        answer = ana.post("/me/addresses", {**HOME, "postal_code": "12"})

        assert (answer.status_code, answer.json()["code"]) == (422, "customers.address_invalid")
        assert "postal_code" in answer.json()["detail"]

    @pytest.mark.parametrize(
        "wrong", [{"country": "Lux"}, {"city": ""}, {"line1": "\x00"}, {"phone": "1" * 41}]
    )
    def test_refuse_what_cannot_be(self, ana: Storefront, wrong: dict[str, str]) -> None:
        assert ana.post("/me/addresses", {**HOME, **wrong}).status_code == 422
        assert book(ana) == []

    def test_are_fifty_at_most(self, ana: Storefront, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(address_book, "MOST_ADDRESSES", 2)
        for _ in range(2):
            add(ana)

        answer = ana.post("/me/addresses", HOME)

        assert (answer.status_code, answer.json()["code"]) == (409, "customers.too_many_addresses")

    def test_are_nobody_elses(self, first: Storefront, second: Storefront, ana: Storefront) -> None:
        path = f"/me/addresses/{add(ana)['id']}"
        others = (first.with_account("ben@shopper.test"), second.with_account())

        for other in others:
            assert book(other) == []
            assert other.get(path).status_code == 404
            assert other.ask("PUT", path, HOME).status_code == 404
            assert other.ask("DELETE", path).status_code == 404
        assert len(book(ana)) == 1


class TestTheirAddresses:
    def test_are_kept_by_the_team(self, ana: Storefront, mia: Team) -> None:
        path = f"/customers/{ana.customer_id}/addresses"
        added = mia.ask("POST", path, HOME)
        one = f"{path}/{added.json()['id']}"

        assert added.status_code == 201
        assert mia.ask("PUT", one, {**HOME, "city": "Esch"}).status_code == 428
        assert mia.change("PUT", one, {**HOME, "city": "Esch"}).json()["city"] == "Esch"
        assert [address["city"] for address in book(ana)] == ["Esch"]
        assert mia.change("DELETE", one).status_code == 204
        assert mia.get(path).json() == {"items": []}

    def test_of_another_store_are_unknown(self, ana: Storefront, ben: Team) -> None:
        added = add(ana)
        path = f"/customers/{ana.customer_id}/addresses"

        assert ben.get(path).status_code == 404
        assert ben.ask("POST", path, HOME).status_code == 404
        one = f"{path}/{added['id']}"
        for method, body in (("GET", None), ("PUT", HOME), ("DELETE", None)):
            assert ben.ask(method, one, body, **{"If-Match": "*"}).status_code == 404
        assert book(ana) == [added]
