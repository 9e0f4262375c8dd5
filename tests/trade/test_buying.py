"""From a product to a paid order, over the API: what goes well, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.http.schemas import MOST_MINOR, MOST_UNITS
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.payments.providers.provider import RefundRefused
from app.modules.payments.providers.test_bank import TestBankProvider
from app.modules.payments.services import errands
from tests.modules.payments.factories import GIVEN_BACK_ELSEWHERE, rows
from tests.trade.jobs import do_jobs
from tests.trade.market import Place, Shopper, Team, found_store, new_key
from tests.trade.rush import wrongs


class TestBuying:
    def test_a_guest_buys_and_pays(self, team: Team, shopper: Shopper, committed: Database) -> None:
        variant = team.product(1999, stock=5)
        token = shopper.cart((variant, 2))
        ready = shopper.ready(token)

        assert ready["missing"] == []
        assert ready["totals"]["total"]["amount_minor"] == 3998
        placed = shopper.buy(token, expected_total_minor=3998)

        assert placed["payment"]["state"] == "captured"
        assert placed["order"]["payment_state"] == "paid"
        assert placed["order"]["total"]["amount"] == "39.98"
        seen = team.get(f"/stock/{variant}")
        assert (seen["on_hand"], seen["reserved"], seen["available"]) == (5, 2, 3)
        do_jobs(committed)
        assert wrongs(committed) == []

    def test_a_cart_that_was_ordered_cannot_be_changed_or_ordered_again(
        self, team: Team, shopper: Shopper
    ) -> None:
        variant = team.product()
        token = shopper.cart((variant, 1))
        shopper.ready(token)
        shopper.buy(token)

        again = shopper.buy(token, status=409)
        more = shopper.post(f"/carts/{token}/lines", {"variant_id": variant}, status=409)

        assert (again["code"], more["code"]) == ("checkout.already_ordered", "cart.is_ordered")

    def test_what_is_missing_is_named(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1))

        refused = shopper.buy(token, status=422)

        assert refused["code"] == "checkout.not_complete"
        assert set(refused["missing"]) == {"shipping_address", "email", "payment_method"}

    def test_the_total_must_be_the_one_agreed_to(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(1000), 1))
        shopper.ready(token)

        refused = shopper.buy(token, status=409, expected_total_minor=999)

        assert (refused["code"], refused["total_minor"]) == ("checkout.total_changed", 1000)

    @pytest.mark.parametrize("with_discount", [False, True])
    def test_an_order_is_never_of_more_than_an_amount_may_be(
        self, team: Team, shopper: Shopper, *, with_discount: bool
    ) -> None:
        token = shopper.cart((team.product(MOST_MINOR), MOST_UNITS))
        if with_discount:
            everything = {"name": "All", "kind": "percent_off", "percent": 100}
            team.post("/promotions", {**everything, "is_automatic": True})
        shopper.ready(token)

        refused = shopper.buy(token, status=422)

        assert (refused["code"], refused["most_minor"]) == ("checkout.too_large", MOST_MINOR)

    def test_another_store_knows_neither_cart_nor_product(
        self, team: Team, shopper: Shopper, client: httpx.Client, committed: Database
    ) -> None:
        variant = team.product()
        token = shopper.cart((variant, 1))
        stranger = Shopper.at(client, found_store(committed, "bakery"))

        assert stranger.get(f"/carts/{token}", status=404)["code"] == "cart.unknown_cart"
        assert stranger.get(f"/checkouts/{token}", status=404)["code"] == "checkout.unknown"
        wanted = {"lines": [{"variant_id": variant}]}
        assert stranger.post("/carts", wanted, status=422)["code"] == "cart.not_for_sale"


class TestChanges:
    def test_a_price_that_rose_is_explained_before_anything_is_bought(
        self, team: Team, shopper: Shopper
    ) -> None:
        variant = team.product(1000)
        token = shopper.cart((variant, 2))
        shopper.ready(token)
        team.reprice(variant, 1200)

        refused = shopper.buy(token, status=409)
        seen = shopper.get(f"/checkouts/{token}")

        line = seen["lines"][0]["line_id"]
        change = {"kind": "price_changed", "line_id": line, "was": 1000, "now": 1200}
        assert refused["code"] == "checkout.cart_changed"
        assert refused["changes"] == seen["changes"] == [change]
        placed = shopper.buy(token, expected_total_minor=2400)
        assert placed["order"]["total"]["amount_minor"] == 2400

    def test_what_ran_out_is_named_and_can_be_taken_less_of(
        self, team: Team, shopper: Shopper
    ) -> None:
        variant = team.product(stock=3)
        token = shopper.cart((variant, 3))
        shopper.ready(token)
        shopper.order((variant, 2))

        refused = shopper.buy(token, status=409)

        line = refused["changes"][0]["line_id"]
        assert refused["changes"] == [
            {"kind": "less_in_stock", "line_id": line, "was": 3, "now": 1}
        ]
        shopper.patch(f"/carts/{token}/lines/{line}", {"quantity": 1})
        assert shopper.buy(token)["order"]["payment_state"] == "paid"

    def test_more_than_there_is_cannot_be_put_in(self, team: Team, shopper: Shopper) -> None:
        variant = team.product(stock=3)

        refused = shopper.post(
            "/carts", {"lines": [{"variant_id": variant, "quantity": 4}]}, status=409
        )

        assert (refused["code"], refused["available"]) == ("cart.too_few_in_stock", 3)


class TestPaying:
    def test_a_declined_payment_leaves_the_order_to_be_paid_another_way(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        token = shopper.cart((team.product(stock=1), 1))
        shopper.ready(token)

        placed = shopper.buy(token, payment_details={"card": "decline"})
        assert (placed["payment"]["state"], placed["order"]["payment_state"]) == (
            "declined",
            "pending",
        )
        way = {"payment_method": "test", "payment_details": {"card": "ok"}}
        paid = shopper.post(f"/checkouts/{token}/payments", way)

        assert paid["order"]["number"] == placed["order"]["number"]
        assert paid["order"]["payment_state"] == "paid"
        assert (placed["order"]["access_token"] is None, paid["order"]["access_token"]) == (
            False,
            None,
        )
        again = shopper.post(f"/checkouts/{token}/payments", way, status=409)
        assert again["code"] == "checkout.nothing_to_pay"
        do_jobs(committed)
        assert wrongs(committed) == []

    def test_another_way_asks_for_what_is_still_due(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        token = shopper.cart((team.product(1000, stock=3), 3))
        shopper.ready(token)
        order = shopper.buy(token, payment_details={"card": "decline"})["order"]
        line = team.get(f"/orders/{order['order_id']}")["lines"][0]["id"]
        back = f"/orders/{order['number']}/withdrawal?token={order['access_token']}"
        shopper.post(back, {"lines": [{"line_id": line, "quantity": 1}]})

        way = {"payment_method": "test", "payment_details": {"card": "ok"}}
        paid = shopper.post(f"/checkouts/{token}/payments", way)

        assert paid["payment"]["captured"]["amount_minor"] == 2000
        assert paid["order"]["payment_state"] == "paid"
        do_jobs(committed)
        assert wrongs(committed) == []

    def test_an_order_that_nobody_pays_is_given_up_and_its_cart_opened(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        variant = team.product(stock=1)
        token = shopper.cart((variant, 1))
        shopper.ready(token)
        placed = shopper.buy(token, payment_details={"card": "decline"})

        with freeze(utc_now() + timedelta(minutes=16)):
            do_jobs(committed)
        with freeze(utc_now() + timedelta(minutes=17)):
            do_jobs(committed)

        assert team.get(f"/stock/{variant}")["available"] == 1
        order = team.get(f"/orders/{placed['order']['order_id']}")
        assert order["state"] == "expired"
        bought = shopper.buy(token)
        assert bought["order"]["number"] != placed["order"]["number"]
        assert wrongs(committed) == []

    def test_the_same_key_buys_once(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1))
        shopper.ready(token)
        key = new_key()

        first = shopper.ask("POST", f"/checkouts/{token}/order", {}, key=key)
        again = shopper.ask("POST", f"/checkouts/{token}/order", {}, key=key)
        other = shopper.ask("POST", f"/checkouts/{token}/order", {"return_url": None}, key=key)

        assert first.json() == again.json()
        assert again.headers["idempotent-replayed"] == "true"
        assert (other.status_code, other.json()["code"]) == (422, "request.idempotency_key_used")

    def test_without_a_key_nothing_is_bought(self, team: Team, shopper: Shopper) -> None:
        token = shopper.cart((team.product(), 1))

        answer = shopper.ask("POST", f"/checkouts/{token}/order", {})

        assert (answer.status_code, answer.json()["code"]) == (
            400,
            "request.idempotency_key_missing",
        )


class TestAfterwards:
    def test_cancelling_gives_money_and_goods_back(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        variant = team.product(1999, stock=5)
        order = shopper.order((variant, 2))["order"]

        team.post(f"/orders/{order['order_id']}/cancel", {"reason": "changed mind"}, status=200)
        do_jobs(committed)

        seen = team.get(f"/orders/{order['order_id']}")
        assert (seen["state"], seen["payment_state"]) == ("cancelled", "refunded")
        assert team.get(f"/stock/{variant}")["available"] == 5
        assert team.get("/payments")["items"][0]["refunded"]["amount_minor"] == 3998
        assert wrongs(committed) == []

    def test_a_refund_that_failed_is_seen_at_the_order_and_tried_again(
        self, team: Team, shopper: Shopper, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order_id = shopper.order((team.product(1999, stock=5), 2))["order"]["order_id"]

        def refused(*_: object) -> None:
            raise RefundRefused("account_closed")

        with monkeypatch.context() as patch:
            patch.setattr(TestBankProvider, "refund", refused)
            team.post(f"/orders/{order_id}/cancel", status=200)
            do_jobs(committed)
        seen = team.get(f"/orders/{order_id}")
        assert seen["refund_failed"]["amount_minor"] == 3998
        assert seen["refunded"]["amount_minor"] == 0
        assert wrongs(committed) == []

        payment = team.get("/payments")["items"][0]["id"]
        failed = team.get(f"/payments/{payment}")["refunds"][0]["id"]
        team.post(f"/payments/{payment}/refunds/{failed}/retry", status=202)
        do_jobs(committed)

        seen = team.get(f"/orders/{order_id}")
        assert seen["refund_failed"]["amount_minor"] == 0
        assert seen["refunded"]["amount_minor"] == 3998
        assert seen["payment_state"] == "refunded"
        assert wrongs(committed) == []

    def test_money_that_the_bank_gave_back_gets_its_credit_note(
        self, place: Place, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        order_id = shopper.order((team.product(1999, stock=5), 2))["order"]["order_id"]
        payment = team.get("/payments")["items"][0]["id"]
        rows(committed, place.store, GIVEN_BACK_ELSEWHERE)
        errands.look(place.store, payment)
        assert team.get(f"/orders/{order_id}")["given_back_apart"]["amount_minor"] == 1999

        said = {"amount_minor": 1999, "was_given_back": True}
        order = team.post(f"/orders/{order_id}/refunds", said)
        refused = team.post(f"/orders/{order_id}/refunds", said, status=409)
        do_jobs(committed)

        assert (order["given_back_apart"]["amount_minor"], order["payment_state"]) == (
            0,
            "partially_refunded",
        )
        assert refused["code"] == "orders.not_given_back"
        assert team.get(f"/payments/{payment}")["refunded"]["amount_minor"] == 1999
        kinds = [one["kind"] for one in team.get(f"/orders/{order_id}/invoices")]
        assert kinds == ["invoice", "credit_note"]
        assert wrongs(committed) == []

    def test_money_of_a_paid_order_goes_back_with_a_credit_note_only(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        order_id = shopper.order((team.product(1999, stock=5), 2))["order"]["order_id"]
        payment = team.get("/payments")["items"][0]["id"]

        refused = team.post(f"/payments/{payment}/refund", {"amount_minor": 500}, status=409)
        team.post(f"/orders/{order_id}/refunds", {"amount_minor": 500})
        do_jobs(committed)

        assert (refused["code"], refused["order_id"]) == ("payments.refunded_at_order", order_id)
        assert team.get(f"/payments/{payment}")["refunded"]["amount_minor"] == 500
        kinds = [one["kind"] for one in team.get(f"/orders/{order_id}/invoices")]
        assert kinds == ["invoice", "credit_note"]
        assert wrongs(committed) == []

    def test_shipping_refunding_and_restocking(
        self, team: Team, shopper: Shopper, committed: Database
    ) -> None:
        variant = team.product(1001, stock=5)
        order_id = shopper.order((variant, 3))["order"]["order_id"]

        shipped = team.post(f"/orders/{order_id}/fulfilments", {"tracking_number": "X1"})
        line = shipped["lines"][0]["id"]
        for _ in range(3):
            part = {"line_id": line, "quantity": 1, "restock": True}
            team.post(f"/orders/{order_id}/refunds", {"lines": [part]})
        part = {"line_id": line, "quantity": 1}
        team.post(f"/orders/{order_id}/refunds", {"lines": [part]}, status=409)
        do_jobs(committed)

        seen = team.get(f"/orders/{order_id}")
        assert (seen["payment_state"], seen["refunded"]["amount_minor"]) == ("refunded", 3003)
        assert team.get(f"/stock/{variant}")["on_hand"] == 5
        assert wrongs(committed) == []


@pytest.mark.parametrize(
    "module", ["inventory", "customers", "promotions", "shipping", "taxes", "messaging"]
)
def test_sells_without_any_other_module(
    team: Team, shopper: Shopper, place: Place, committed: Database, module: str
) -> None:
    variant = team.product()
    with committed.transaction() as db:
        ModuleSwitches(db, place.platform).disable(module, Actor("test"), with_dependants=True)

    placed = shopper.order((variant, 1))

    assert placed["order"]["payment_state"] == "paid"
    do_jobs(committed)
    assert wrongs(committed) == []


@pytest.mark.parametrize("module", ["catalog", "cart", "checkout", "orders"])
def test_sells_nothing_without_what_selling_needs(
    team: Team, shopper: Shopper, place: Place, committed: Database, module: str
) -> None:
    token = shopper.cart((team.product(), 1))
    shopper.ready(token)
    with committed.transaction() as db:
        ModuleSwitches(db, place.platform).disable(module, Actor("test"), with_dependants=True)

    answer = shopper.ask("POST", f"/checkouts/{token}/order", {}, key=new_key())

    assert answer.status_code in {404, 409, 422}, answer.text


def test_an_order_names_only_promotions_that_took_something_off(
    team: Team, shopper: Shopper
) -> None:
    """Free shipping that was free anyway is not counted as used, and not named."""
    for code, kind, percent in (("SHIP", "free_shipping", None), ("TEN", "percent_off", 10)):
        body = {"name": code.title(), "kind": kind, "percent": percent}
        made = team.post("/promotions", body)
        team.post(f"/promotions/{made['id']}/codes", {"code": code})
    token = shopper.cart((team.product(1000), 1), codes=["SHIP", "TEN"])
    shopper.ready(token)

    placed = shopper.buy(token)["order"]

    named = team.get(f"/orders/{placed['order_id']}")["promotions"]
    assert [(one["code"], one["amount"]["amount"]) for one in named] == [("TEN", "1.00")]
    used = {one["name"]: one["times_used"] for one in team.get("/promotions")["items"]}
    assert used == {"Ship": 0, "Ten": 1}
