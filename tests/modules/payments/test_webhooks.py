"""What providers tell by themselves: signed, fresh, each once, in any order."""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest
from fastapi import FastAPI

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.modules.contracts.payments import PaymentState
from app.modules.payments.exceptions import WebhookRefused
from app.modules.payments.providers.signatures import sign
from app.modules.payments.services import errands, webhooks
from app.modules.payments.services.bank_callbacks import message_of, secret_of
from tests.modules.payments.factories import (
    Desk,
    do_jobs,
    jobs,
    make_selling_store,
    open_payment,
    pay,
    payment_of,
    request,
    rows,
)
from tests.modules.payments.shopkeeper import Person, stranger
from tests.races import differences

EVENTS = int(os.environ.get("STOA_EVENTS", "60"))


@pytest.fixture
def hook(store_code: str) -> str:
    """Where the make-believe bank tells the store."""
    return f"/api/v1/payments/webhooks/{store_code}/test"


def books(database: Database, store_id: int) -> list[tuple[str, str]]:
    """Reference and key of every charge at the bank."""
    found = rows(database, store_id, "SELECT reference, key FROM payments_test_charge ORDER BY id")
    return [(row.reference, row.key) for row in found]


def paid_at_the_bank(database: Database, store_id: int, reference: str) -> None:
    """The shopper's money has come; nobody has told us yet."""
    rows(
        database,
        store_id,
        "UPDATE payments_test_charge SET status = 'captured', captured_minor = amount_minor"
        " WHERE reference = :reference RETURNING 1",
        reference=reference,
    )


class TestOverHttp:
    def test_moves_the_payment_and_the_order(
        self, app: FastAPI, committed: Database, store_id: int, desk: Desk, hook: str
    ) -> None:
        payment = pay(committed, store_id, "delay")
        ((reference, key),) = books(committed, store_id)
        paid_at_the_bank(committed, store_id, reference)
        body = message_of(reference, key, "payment.captured", "te_1")

        answer = stranger(app).client.post(
            hook, content=body, headers={"Stoa-Signature": sign(secret_of(store_id), body)}
        )

        assert (answer.status_code, answer.json()) == (200, {"received": True})
        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        assert desk.states == ["waiting", "captured"]
        assert differences(committed) == []

    def test_that_is_not_from_the_provider_is_refused_in_one_way(
        self,
        app: FastAPI,
        committed: Database,
        store_id: int,
        desk: Desk,
        hook: str,
        store_code: str,
    ) -> None:
        payment = pay(committed, store_id, "delay")
        other = make_selling_store(committed)
        ((reference, key),) = books(committed, store_id)
        paid_at_the_bank(committed, store_id, reference)
        body = message_of(reference, key, "payment.captured", "te_1")
        now, own = int(utc_now().timestamp()), secret_of(store_id)
        tries = {
            "unsigned": (hook, {}),
            "other secret": (hook, {"Stoa-Signature": sign(secret_of(other), body)}),
            "other body": (hook, {"Stoa-Signature": sign(own, body + b" ")}),
            "stale": (hook, {"Stoa-Signature": sign(own, body, at=now - 301)}),
            "of the future": (hook, {"Stoa-Signature": sign(own, body, at=now + 600)}),
            "nonsense": (hook, {"Stoa-Signature": "t=²,v1=é"}),
            "unknown store": (hook.replace(store_code, "nowhere"), {}),
            "no store": (hook.replace(store_code, "%00"), {}),
            "unknown provider": (hook.replace("/test", "/paypal"), {}),
            "by hand": (hook.replace("/test", "/manual"), {}),
        }

        found = {
            name: stranger(app).client.post(
                path,
                content=body,
                headers=[(each.encode(), value.encode()) for each, value in headers.items()],
            )
            for name, (path, headers) in tries.items()
        }

        assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(
            tries, 400
        )
        assert {answer.json()["code"] for answer in found.values()} == {"payments.webhook_refused"}
        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.WAITING
        assert rows(committed, store_id, "SELECT 1 FROM payments_webhook_event") == []

    def test_too_long_is_refused(self, app: FastAPI, store_id: int, hook: str) -> None:
        answer = stranger(app).client.post(hook, content=b"x" * (256 * 1024 + 1))

        assert answer.status_code == 400

    def test_moves_a_payment_whose_way_to_pay_was_removed(
        self, committed: Database, store_id: int, desk: Desk, owner: Person
    ) -> None:
        payment = pay(committed, store_id, "delay")
        ((reference, key),) = books(committed, store_id)
        paid_at_the_bank(committed, store_id, reference)
        way = "/store/payment-methods/test"
        seen = owner.get(way).headers["etag"]
        assert owner.delete(way, If_Match=seen).status_code == 204
        body = message_of(reference, key, "payment.captured", "te_1")

        headers = {"stoa-signature": sign(secret_of(store_id), body)}
        assert webhooks.receive(store_id, "test", headers, body)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED

    def test_signed_with_nothing_is_refused_where_no_secret_is_set(self, store_id: int) -> None:
        body = b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {}}}'
        headers = {"stripe-signature": sign("", body)}

        with pytest.raises(WebhookRefused):
            webhooks.receive(store_id, "stripe", headers, body)

    def test_of_a_module_that_is_off_is_refused(
        self,
        app: FastAPI,
        committed: Database,
        store_id: int,
        desk: Desk,
        monkeypatch: pytest.MonkeyPatch,
        hook: str,
    ) -> None:
        monkeypatch.setattr(webhooks, "enabled_codes", lambda db, platform_id: frozenset())
        body = message_of("x", "x", "payment.captured", "te_1")
        headers = {"Stoa-Signature": sign(secret_of(store_id), body)}

        assert stranger(app).client.post(hook, content=body, headers=headers).status_code == 400


class TestReceiving:
    def test_of_a_known_event_does_nothing(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pay(committed, store_id, "delay")
        ((reference, key),) = books(committed, store_id)
        looked: list[int] = []
        monkeypatch.setattr(errands, "look", lambda _, payment_id: looked.append(payment_id))

        found = [send(store_id, reference, key, "te_same") for _ in range(3)]

        assert found == [True, False, False]
        assert len(looked) == 1

    def test_leaves_a_job_that_looks_when_we_die_before_looking(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        payment = pay(committed, store_id, "delay")
        ((reference, key),) = books(committed, store_id)
        paid_at_the_bank(committed, store_id, reference)
        with monkeypatch.context() as patch:
            patch.setattr(webhooks, "_look", lambda *_: None)
            send(store_id, reference, key, "te_1")
        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.WAITING

        assert [job["payment_id"] for job in jobs(committed, "look")] == [payment.payment_id]
        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED

    def test_of_a_payment_that_is_not_ours_is_kept_and_left_alone(
        self, committed: Database, store_id: int
    ) -> None:
        assert send(store_id, "tc_unknown", "stoa-unknown", "te_1") is True
        assert jobs(committed, "look") == []

    def test_believes_nothing_that_the_message_says(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "delay")
        ((reference, key),) = books(committed, store_id)

        send(store_id, reference, key, "te_1", "payment.captured")

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.WAITING

    @pytest.mark.parametrize(
        "body", [b"", b"\xff", b"[]", b'{"id": 1, "type": "a", "reference": "b", "key": "c"}']
    )
    def test_of_nonsense_with_a_good_signature_is_refused(self, store_id: int, body: bytes) -> None:
        headers = {"stoa-signature": sign(secret_of(store_id), body)}

        with pytest.raises(WebhookRefused):
            webhooks.receive(store_id, "test", headers, body)

    def test_shuffled_and_doubled_ends_as_in_order(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        made = [pay(committed, store_id, "delay", amount_minor=100 + i) for i in range(EVENTS // 6)]
        events = []
        for number, (reference, key) in enumerate(books(committed, store_id)):
            is_paid = number % 3 != 0
            if is_paid:
                paid_at_the_bank(committed, store_id, reference)
            events += [
                (reference, key, f"te_{number}_{kind}", kind)
                for kind in ("payment.authorised", "payment.captured", "payment.declined")
            ]
        doubled = events * 2
        random.Random(7).shuffle(doubled)  # noqa: S311  no secret

        new = [send(store_id, *event) for event in doubled]

        assert sum(new) == len(events)
        found = [payment_of(committed, store_id, payment.order_id) for payment in made]
        assert [payment.captured_minor for payment in found] == [
            0 if number % 3 == 0 else 100 + number for number in range(len(made))
        ]
        paid = [payment for payment in found if payment.state is PaymentState.CAPTURED]
        assert desk.states.count("captured") == len(paid)
        assert differences(committed) == []


class TestTheBankItself:
    @pytest.mark.parametrize("card", ["delay", "duplicate_callback", "out_of_order"])
    def test_calls_back_in_every_unpleasant_way(
        self, committed: Database, store_id: int, desk: Desk, card: str
    ) -> None:
        payment = pay(committed, store_id, card)
        with freeze(utc_now() + timedelta(seconds=5)):
            do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        assert desk.states.count("captured") == 1

    def test_sends_the_shopper_to_agree_and_back(
        self, app: FastAPI, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "redirect", return_url="/thanks")
        assert payment.next_action is not None
        assert payment.next_action["type"] == "redirect"

        answer = stranger(app).client.get(payment.next_action["url"])

        assert (answer.status_code, answer.headers["location"]) == (303, "/thanks")
        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        do_jobs(committed)
        assert desk.states == ["waiting", "captured"]

    def test_hears_that_the_shopper_does_not_agree(
        self, app: FastAPI, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "redirect")
        assert payment.next_action is not None

        answer = stranger(app).client.get(payment.next_action["url"] + "?result=decline")

        after = payment_of(committed, store_id, payment.order_id)
        assert answer.headers["location"] == "/"
        assert (after.state, after.decline_code) == (
            PaymentState.DECLINED,
            "authentication_failed",
        )

    @pytest.mark.parametrize("reference", ["tc_unknown", "%00", "é", "x" * 200])
    def test_knows_no_other_charges(self, app: FastAPI, store_id: int, reference: str) -> None:
        path = f"/api/v1/payments/test-bank/{store_id}/{reference}"

        assert stranger(app).client.get(path).status_code == 404

    def test_finds_a_callback_that_comes_before_the_answer(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request(details={"card": "timeout_after"})
        open_payment(committed, store_id, wanted)
        payment = pay(committed, store_id, "timeout_after")
        ((reference, key),) = books(committed, store_id)

        send(store_id, reference, key, "te_early")

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED


def send(
    store_id: int, reference: str, key: str, event_id: str, kind: str = "payment.captured"
) -> bool:
    """A callback with a good signature; whether it was new."""
    body = message_of(reference, key, kind, event_id)
    return webhooks.receive(
        store_id, "test", {"stoa-signature": sign(secret_of(store_id), body)}, body
    )
