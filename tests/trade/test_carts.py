"""Carts by themselves: codes, and what is kept of people how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.cart.services.cart_personal_data import cart_personal_data
from app.modules.cart.services.change_cart import CartChanges
from app.modules.cart.services.forget_carts import KEPT_FOR, forget_carts
from app.modules.checkout.services import forget_checkouts as checkouts
from app.modules.checkout.services.checkout_personal_data import checkout_personal_data
from app.modules.checkout.services.forget_checkouts import forget_checkouts
from app.modules.contracts.personal_data import DataSubject
from tests.modules.tenancy.app_client import app_client
from tests.trade.market import CUSTOMER, Place, Shopper, Team, known


class TestOpening:
    def test_adds_lines_of_one_variant_up(self, team: Team, shopper: Shopper) -> None:
        mug, book = team.product(), team.product()
        lines = [(mug, 2), (book, 1), (mug, 3)]

        seen = shopper.get(f"/carts/{shopper.cart(*lines)}")

        assert {line["variant_id"]: line["quantity"] for line in seen["lines"]} == {
            mug: 5,
            book: 1,
        }


class TestSeeing:
    def test_what_is_not_sold_any_more_is_not_enough(self, team: Team, shopper: Shopper) -> None:
        mug, book = team.product(), team.product()
        token = shopper.cart((mug, 1), (book, 1))

        team.unpublish(mug)

        seen = shopper.get(f"/carts/{token}")
        enough = {one["variant_id"]: one["stock"]["is_enough"] for one in seen["lines"]}
        assert enough == {mug: False, book: True}
        assert [one["kind"] for one in seen["changes"]] == ["no_longer_available"]


class TestCodes:
    def test_say_what_they_do_and_why_not(self, team: Team, shopper: Shopper) -> None:
        body = {"name": "Ten", "kind": "percent_off", "is_automatic": False, "percent": "10"}
        promotion = team.post("/promotions", body)
        team.post(f"/promotions/{promotion['id']}/codes", {"code": "TEN"})
        token = shopper.cart((team.product(2000), 1))

        seen = shopper.put(f"/carts/{token}/codes", {"codes": ["ten", "nothing"]})

        assert seen["total"]["amount_minor"] == 1800
        assert [(one["code"], one["is_applied"], one["reason"]) for one in seen["codes"]] == [
            ("ten", True, None),
            ("nothing", False, "unknown"),
        ]

    def test_are_kept_once_each(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1), codes=["a", "b", "a"])

        assert [one["code"] for one in shopper.get(f"/carts/{token}")["codes"]] == ["a", "b"]

    def test_stay_in_a_cart_that_is_empty_for_now(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1), codes=["a"])

        (line,) = shopper.get(f"/carts/{token}")["lines"]
        seen = shopper.ask("DELETE", f"/carts/{token}/lines/{line['line_id']}").json()

        assert [(one["code"], one["reason"]) for one in seen["codes"]] == [("a", "conditions")]


class TestForgetting:
    def test_is_for_carts_that_nobody_came_back_to(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1))

        with freeze(utc_now() + KEPT_FOR - timedelta(days=1)):
            forget_carts()
        shopper.get(f"/carts/{token}")
        with freeze(utc_now() + KEPT_FOR + timedelta(days=1)):
            forget_carts()
        shopper.get(f"/carts/{token}", status=404)

    def test_does_not_meet_a_cart_whose_checkout_goes_on(
        self, team: Team, shopper: Shopper
    ) -> None:
        begun = utc_now()
        token = shopper.cart((team.product(), 1))

        with freeze(begun + KEPT_FOR - timedelta(days=1)):
            shopper.ready(token)
        with freeze(begun + KEPT_FOR + timedelta(days=1)):
            forget_carts()
            forget_checkouts()

        assert shopper.get(f"/checkouts/{token}")["email"] is not None

    @pytest.mark.parametrize("is_ordered", [False, True])
    def test_is_for_checkouts_too_and_orders_do_not_need_them(
        self, team: Team, shopper: Shopper, is_ordered: bool
    ) -> None:
        token = shopper.cart((team.product(), 1))
        email = shopper.ready(token)["email"]
        if is_ordered:
            order_id = shopper.buy(token)["order"]["order_id"]

        with freeze(utc_now() + checkouts.KEPT_FOR - timedelta(days=1)):
            forget_checkouts()
        assert shopper.get(f"/checkouts/{token}")["email"] == email
        with freeze(utc_now() + checkouts.KEPT_FOR + timedelta(days=1)):
            forget_checkouts()
        assert shopper.get(f"/checkouts/{token}")["email"] is None
        if is_ordered:
            assert team.get(f"/orders/{order_id}")["email"] == email


class TestPersonalData:
    def test_of_a_guest_stands_in_checkouts_until_it_is_erased(
        self, team: Team, shopper: Shopper, place: Place, committed: Database
    ) -> None:
        token = shopper.cart((team.product(), 1))
        said = shopper.ready(token, email=" Lea.Muller@Example.test")
        assert said["email"] == "lea.muller@example.test"
        lea = DataSubject(None, ("lea.muller@example.test",))
        somebody = DataSubject(None, ("else@example.test",))
        until = utc_now() - timedelta(hours=1)
        long_ago = DataSubject(None, given_up=(("lea.muller@example.test", until),))

        with committed.transaction() as db:
            enter_store(db, place.store)
            told = checkout_personal_data.export(db, place.store, lea)
            assert told["checkouts"][0]["shipping_address"]["name"] == "Lea Muller"
            for other in (somebody, long_ago):
                assert checkout_personal_data.export(db, place.store, other) == {}
                assert checkout_personal_data.erase(db, place.store, other, utc_now()) == 0
            assert checkout_personal_data.erase(db, place.store, lea, utc_now()) == 1
            assert checkout_personal_data.export(db, place.store, lea) == {}
        assert shopper.get(f"/checkouts/{token}")["email"] is None

    def test_of_a_customer_is_the_cart_itself(
        self, team: Team, shopper: Shopper, place: Place, committed: Database
    ) -> None:
        variant = team.product()
        token = shopper.cart((variant, 2))
        customer = DataSubject(CUSTOMER)
        with committed.transaction() as db:
            enter_store(db, place.store)
            CartChanges(db, known(place), "en").merge(token)
        with committed.transaction() as db:
            enter_store(db, place.store)
            lines = cart_personal_data.export(db, place.store, customer)["cart_lines"]
            assert [(one["variant"], one["quantity"]) for one in lines] == [(variant, 2)]
            assert cart_personal_data.erase(db, place.store, customer, utc_now()) == 1
            assert cart_personal_data.export(db, place.store, customer) == {}
        shopper.get(f"/carts/{token}", status=404)


class TestKeysOfStrangers:
    @pytest.mark.parametrize(
        ("key", "is_anywhere"), [("cart-0001", False), ("b" * 21, False), ("b" * 22, True)]
    )
    def test_of_a_new_cart_count_elsewhere_only_if_nobody_hits_upon_them(
        self, app: FastAPI, place: Place, key: str, *, is_anywhere: bool
    ) -> None:
        here, there = (
            Shopper.at(app_client(app, "https://testserver", address), place)
            for address in ("203.0.113.1", "203.0.113.2")
        )

        first, again, elsewhere = (
            who.post("/carts", key=key)["token"] for who in (here, here, there)
        )

        assert first == again
        assert (first == elsewhere) is is_anywhere

    def test_is_no_better_for_an_address_given_as_a_token(
        self, app: FastAPI, shopper: Shopper, place: Place
    ) -> None:
        mine = shopper.post("/carts", key="cart-0001")["token"]
        there = app_client(app, "https://testserver", "203.0.113.2")
        theirs = Shopper.at(there, place).ask(
            "POST", "/carts", {}, key="cart-0001", X_Cart_Token="203.0.113.1"
        )

        assert theirs.status_code == 201, theirs.text
        assert theirs.json()["token"] != mine

    def test_of_different_carts_never_meet(self, team: Team, shopper: Shopper) -> None:
        line = {"variant_id": team.product()}
        paths = [f"/carts/{shopper.cart()}/lines" for _ in range(2)]

        answers = [shopper.ask("POST", path, line, key="line-0001") for path in paths * 2]

        assert [answer.status_code for answer in answers] == [200] * 4
        assert [answer.json()["units"] for answer in answers] == [1] * 4
        assert len({answer.json()["token"] for answer in answers}) == 2

    def test_without_the_token_of_an_order_tell_nothing_of_it(
        self, team: Team, shopper: Shopper
    ) -> None:
        order = shopper.order((team.product(), 1))["order"]
        path, key = f"/orders/{order['number']}/withdrawal", "withdrawal-of-mine-0000001"

        mine = shopper.ask("POST", path, {}, key=key, X_Order_Token=order["access_token"])
        theirs = shopper.ask("POST", path, {}, key=key)

        assert (mine.status_code, theirs.status_code) == (201, 404), mine.text
