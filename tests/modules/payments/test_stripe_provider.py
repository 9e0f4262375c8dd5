"""Stripe's library against an imitation of its server: one charge, whatever gets lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.money import minor_digits
from app.modules.contracts.payments import Disposition, Payment, PaymentState
from app.modules.payments.exceptions import UnknownMethod, WebhookRefused
from app.modules.payments.providers.stripe_amounts import from_stripe, to_stripe
from app.modules.payments.providers.stripe_calls import API_BASE
from app.modules.payments.repositories.method_rows import MethodRows
from app.modules.payments.services import errands
from app.modules.payments.services.gateway import payment_gateway
from app.modules.payments.services.provider_accounts import variable_of
from app.modules.payments.services.webhooks import receive
from tests.modules.payments.factories import (
    Desk,
    do_jobs,
    open_payment,
    payment_of,
    request,
    rows,
)
from tests.modules.payments.stripe_imitation import (
    API_KEY,
    THREE_DS,
    WEBHOOK_SECRET,
    StripeBooks,
    imitation,
    signature,
)

EXAMPLES = int(os.environ.get("STOA_EXAMPLES", "200"))


@pytest.fixture
def stripe_books(
    committed: Database, store_id: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StripeBooks]:
    """The store takes cards now and later by Stripe."""
    monkeypatch.setenv(variable_of(store_id, "stripe", "api_key"), API_KEY)
    monkeypatch.setenv(variable_of(store_id, "stripe", "webhook_secret"), WEBHOOK_SECRET)
    with committed.transaction() as db:
        enter_store(db, store_id)
        methods = MethodRows(db, store_id)
        methods.add({"code": "card", "provider": "stripe", "settings": {"publishable_key": "pk"}})
        methods.add({"code": "later", "provider": "stripe", "is_captured_later": True})
    with imitation() as books:
        monkeypatch.setenv(API_BASE, books.url)
        yield books


def pay(
    database: Database, store_id: int, means: str | None = "pm_card_visa", **values: object
) -> Payment:
    details = {} if means is None else {"payment_method": means}
    wanted = request(**{"method": "card", "details": details, **values})  # type: ignore[arg-type]  # fields by name
    payment_id = open_payment(database, store_id, wanted)
    return payment_gateway.settle(store_id, payment_id, details)


def tell(books: StripeBooks, store_id: int, kind: str, event_id: str | None = None) -> bool:
    """Sends an event about the only intent, signed."""
    (intent,) = books.intents.values()
    body = books.event(kind, intent, event_id)
    return receive(store_id, "stripe", {"stripe-signature": signature(body)}, body)


class TestCharging:
    def test_captures(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id)

        assert (payment.state, payment.captured_minor) == (PaymentState.CAPTURED, 1999)
        assert stripe_books.taken == [1999]
        assert desk.states == ["captured"]

    @pytest.mark.parametrize(
        ("means", "code"),
        [
            ("pm_card_visa_chargeDeclined", "generic_decline"),
            ("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"),
            ("nonsense", "resource_missing"),
        ],
    )
    def test_says_why_it_was_declined_and_closes_the_intent(
        self,
        committed: Database,
        store_id: int,
        desk: Desk,
        stripe_books: StripeBooks,
        means: str,
        code: str,
    ) -> None:
        payment = pay(committed, store_id, means)

        assert (payment.state, payment.decline_code) == (PaymentState.DECLINED, code)
        assert [intent["status"] for intent in stripe_books.intents.values()] == ["canceled"]

    def test_of_too_little_is_declined(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, amount_minor=1)

        assert (payment.state, payment.decline_code) == (PaymentState.DECLINED, "amount_too_small")

    def test_captures_part_later_and_lets_go_of_the_rest(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, method="later")
        assert payment.state is PaymentState.AUTHORISED
        assert stripe_books.taken == []

        for _ in range(2):
            errands.capture(store_id, payment.payment_id, 1500)

        assert payment_of(committed, store_id, payment.order_id).captured_minor == 1500
        assert stripe_books.taken == [1500]

    def test_voids_what_is_authorised(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, method="later")

        errands.void(store_id, payment.payment_id)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.VOIDED
        assert [intent["status"] for intent in stripe_books.intents.values()] == ["canceled"]

    def test_leads_to_the_bank_where_it_asks_for_more(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, THREE_DS, return_url="https://store.test/thanks")
        (intent,) = stripe_books.intents
        assert payment.state is PaymentState.WAITING
        assert payment.next_action == {
            "type": "redirect",
            "url": f"https://hooks.stripe.test/3d/{intent}",
        }

        stripe_books.shopper_pays(intent)
        tell(stripe_books, store_id, "payment_intent.succeeded")

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED

    def test_without_means_is_paid_in_the_browser_at_whichever_try(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, None)
        (intent,) = stripe_books.intents
        assert payment.next_action == {
            "type": "client_secret",
            "client_secret": f"{intent}_secret_canary",
            "publishable_key": "pk",
        }

        stripe_books.shopper_pays(intent, "pm_card_visa_chargeDeclined")
        tell(stripe_books, store_id, "payment_intent.payment_failed")
        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.WAITING
        stripe_books.shopper_pays(intent)
        found = payment_gateway.settle(store_id, payment.payment_id)

        assert found.state is PaymentState.CAPTURED
        assert found.next_action is None


class TestLosingAnswers:
    @pytest.mark.parametrize("when", ["before", "after"])
    @pytest.mark.parametrize("path", ["payment_intents", "confirm"])
    def test_charges_once_when_the_shopper_tries_again(
        self,
        committed: Database,
        store_id: int,
        desk: Desk,
        stripe_books: StripeBooks,
        when: str,
        path: str,
    ) -> None:
        stripe_books.faults.append((when, path))
        payment = pay(committed, store_id)
        assert payment.state is PaymentState.OPEN

        again = payment_gateway.settle(
            store_id, payment.payment_id, {"payment_method": "pm_card_visa"}
        )

        assert again.state is PaymentState.CAPTURED
        assert stripe_books.taken == [1999]
        assert len(stripe_books.intents) == 1

    def test_finds_out_by_the_job_that_it_was_charged(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        stripe_books.faults.append(("after", "confirm"))
        payment = pay(committed, store_id)

        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        assert stripe_books.taken == [1999]

    def test_closes_what_was_never_confirmed_when_the_means_are_lost(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        stripe_books.faults.append(("before", "confirm"))
        payment = pay(committed, store_id)

        do_jobs(committed)

        after = payment_of(committed, store_id, payment.order_id)
        assert (after.state, after.decline_code) == (PaymentState.DECLINED, "details_lost")
        assert [intent["status"] for intent in stripe_books.intents.values()] == ["canceled"]

    @pytest.mark.parametrize("when", ["before", "after"])
    def test_refunds_once(
        self,
        committed: Database,
        store_id: int,
        desk: Desk,
        stripe_books: StripeBooks,
        when: str,
    ) -> None:
        payment = pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, payment.order_id, ref="r1", amount_minor=700)
        stripe_books.faults.append((when, "refunds"))
        left: list[str] = []
        do_jobs(committed, left)
        assert left == ["payments.refund"]

        (refund,) = rows(committed, store_id, "SELECT id FROM payments_refund")
        errands.refund(store_id, payment.payment_id, refund.id)

        assert payment_of(committed, store_id, payment.order_id).refunded_minor == 700
        assert [back["amount"] for back in stripe_books.refunds.values()] == [700]

    def test_with_a_wrong_api_key_stays_open(
        self,
        committed: Database,
        store_id: int,
        desk: Desk,
        stripe_books: StripeBooks,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv(variable_of(store_id, "stripe", "api_key"), "sk_test_wrong")

        assert pay(committed, store_id).state is PaymentState.OPEN
        assert stripe_books.intents == {}


class TestEvents:
    def test_of_money_that_went_back_by_stripes_own_pages_are_followed(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id)
        (intent,) = stripe_books.intents
        stripe_books._refund({"payment_intent": intent, "amount": "500"})

        tell(stripe_books, store_id, "charge.refunded")

        assert payment_of(committed, store_id, payment.order_id).refunded_minor == 500

    def test_of_a_refund_that_fails_after_all_take_it_back(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, payment.order_id, ref="r1", amount_minor=700)
        do_jobs(committed)
        (back,) = stripe_books.refunds.values()
        back.update(status="failed", failure_reason="lost_or_stolen_card")

        tell(stripe_books, store_id, "refund.failed")

        assert payment_of(committed, store_id, payment.order_id).refunded_minor == 0
        (row,) = rows(committed, store_id, "SELECT failure_code FROM payments_refund")
        assert row.failure_code == "lost_or_stolen_card"

    def test_that_say_less_than_is_true_change_nothing(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id)

        for kind in ("payment_intent.canceled", "payment_intent.payment_failed"):
            assert tell(stripe_books, store_id, kind)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        assert desk.states == ["captured"]

    def test_before_the_answer_find_their_payment_by_the_key(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        stripe_books.faults.append(("after", "confirm"))
        payment = pay(committed, store_id)

        tell(stripe_books, store_id, "payment_intent.succeeded")

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED

    def test_late_of_an_order_that_is_gone_send_the_money_back(
        self, committed: Database, store_id: int, desk: Desk, stripe_books: StripeBooks
    ) -> None:
        payment = pay(committed, store_id, None)
        desk.answer = Disposition.RETURN
        stripe_books.shopper_pays(next(iter(stripe_books.intents)))

        tell(stripe_books, store_id, "payment_intent.succeeded")
        do_jobs(committed)

        after = payment_of(committed, store_id, payment.order_id)
        assert (after.captured_minor, after.refunded_minor) == (1999, 1999)

    @pytest.mark.parametrize(
        ("secret", "age"), [("whsec_of_another", 0), (WEBHOOK_SECRET, 301), ("", 0)]
    )
    def test_with_a_bad_or_stale_signature_are_refused(
        self,
        committed: Database,
        store_id: int,
        desk: Desk,
        stripe_books: StripeBooks,
        secret: str,
        age: int,
    ) -> None:
        payment = pay(committed, store_id, None)
        (intent,) = stripe_books.intents
        body = stripe_books.event("x", stripe_books.shopper_pays(intent))
        at = int((utc_now() - timedelta(seconds=age)).timestamp())

        with pytest.raises(WebhookRefused):
            receive(
                store_id,
                "stripe",
                {"stripe-signature": signature(body, secret=secret, at=at)},
                body,
            )

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.WAITING

    @pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", b'{"object": "v2.core.event"}'])
    def test_that_make_no_sense_are_refused(
        self, store_id: int, stripe_books: StripeBooks, body: bytes
    ) -> None:
        with pytest.raises(WebhookRefused):
            receive(store_id, "stripe", {"stripe-signature": signature(body)}, body)


class TestAmounts:
    @pytest.mark.parametrize(
        ("amount_minor", "currency", "sent"),
        [
            (1999, "EUR", 1999),
            (500, "JPY", 500),
            (5, "ISK", 500),
            (5120, "KWD", 5120),
            (5124, "KWD", None),
            (300, "MGA", 3),
            (350, "MGA", None),
            (0, "EUR", None),
            (100_000_000, "EUR", None),
            (100, "XXX", None),
        ],
    )
    def test_are_sent_as_stripe_counts(
        self, amount_minor: int, currency: str, sent: int | None
    ) -> None:
        assert to_stripe(amount_minor, currency) == sent

    @given(
        strategies.integers(1, 10**8),
        strategies.sampled_from(["EUR", "JPY", "KWD", "ISK", "UGX", "MGA", "KRW", "BHD"]),
    )
    @settings(max_examples=EXAMPLES)
    def test_come_back_as_they_were_sent(self, amount_minor: int, currency: str) -> None:
        sent = to_stripe(amount_minor, currency)

        assert sent is None or from_stripe(sent, currency) == amount_minor
        assert sent is None or minor_digits(currency) < 3 or sent % 10 == 0

    def test_that_cannot_be_sent_are_not_offered(
        self, committed: Database, store_id: int, stripe_books: StripeBooks
    ) -> None:
        with pytest.raises(UnknownMethod):
            open_payment(committed, store_id, request(5124, method="card", currency="KWD"))
