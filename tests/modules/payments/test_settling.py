"""Asking for money once, whatever happens while it is asked for."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.payments import Disposition, PaymentState
from app.modules.payments.exceptions import UnknownPayment
from app.modules.payments.providers.directory import provider_of
from app.modules.payments.providers.provider import Account, Charge, Outcome, Provider, Unreachable
from app.modules.payments.repositories.payment_rows import PaymentRows
from app.modules.payments.services import asking, errands
from app.modules.payments.services.gateway import payment_gateway
from tests.modules.payments.factories import (
    Desk,
    do_jobs,
    open_payment,
    pay,
    payment_of,
    request,
    rows,
    taken_by_the_bank,
)

BANK = type(provider_of("test"))


class Died(Exception):
    """The process is gone."""


class TestSettling:
    def test_captures_and_tells_the_order(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)

        assert (payment.state, payment.captured_minor) == (PaymentState.CAPTURED, 1999)
        assert desk.states == ["captured"]
        assert taken_by_the_bank(committed, store_id) == [1999]

    def test_works_without_orders(self, committed: Database, store_id: int, no_desk: None) -> None:
        assert pay(committed, store_id).state is PaymentState.CAPTURED

    @pytest.mark.parametrize(
        ("card", "code"),
        [
            ("decline", "card_declined"),
            ("4000 0000 0000 0002", "card_declined"),
            ("insufficient_funds", "insufficient_funds"),
            ("no such card", "card_declined"),
        ],
    )
    def test_says_why_it_was_declined(
        self, committed: Database, store_id: int, desk: Desk, card: str, code: str
    ) -> None:
        payment = pay(committed, store_id, card)

        assert (payment.state, payment.decline_code) == (PaymentState.DECLINED, code)
        assert desk.states == ["declined"]
        assert taken_by_the_bank(committed, store_id) == []

    def test_leaves_nothing_to_be_asked_later(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        pay(committed, store_id)

        assert do_jobs(committed) == 0
        assert desk.states == ["captured"]

    def test_of_one_that_nobody_settled_comes_by_itself(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request()
        open_payment(committed, store_id, wanted)

        do_jobs(committed)

        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.CAPTURED

    def test_without_the_details_that_were_given_charges_nothing(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request(details={"card": "ok"})
        open_payment(committed, store_id, wanted)

        do_jobs(committed)

        payment = payment_of(committed, store_id, wanted.order_id)
        assert (payment.state, payment.decline_code) == (PaymentState.DECLINED, "details_lost")
        assert taken_by_the_bank(committed, store_id) == []

    def test_of_nothing_at_all_asks_nobody(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "decline", amount_minor=0)

        assert payment.state is PaymentState.CAPTURED
        assert desk.states == ["captured"]

    def test_refuses_a_payment_that_there_is_not(self, committed: Database, store_id: int) -> None:
        with pytest.raises(UnknownPayment):
            payment_gateway.settle(store_id, 4711)

    def test_of_another_store_finds_nothing(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment_id = open_payment(committed, store_id, request())

        with pytest.raises(UnknownPayment):
            payment_gateway.settle(store_id + 1, payment_id)


class TestSettlingAtOnce:
    def test_in_many_threads_charges_once_and_tells_once(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = _slow(monkeypatch)
        payment_id = open_payment(committed, store_id, request())

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: payment_gateway.settle(store_id, payment_id), range(8)))

        assert {payment.state for payment in found} == {PaymentState.CAPTURED}
        assert asked == [1]
        assert desk.states == ["captured"]

    def test_without_the_lease_asks_many_times(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The negative control: only the lease keeps the others from asking."""
        asked = _slow(monkeypatch)
        monkeypatch.setattr(asking, "LEASE", timedelta(0))
        payment_id = open_payment(committed, store_id, request())

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: payment_gateway.settle(store_id, payment_id), range(8)))

        assert len(asked) > 1

    def test_gives_up_waiting_for_a_lease_and_leaves_it_open(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.1)
        payment_id = open_payment(committed, store_id, request())
        now = utc_now()
        with committed.transaction() as db:
            enter_store(db, store_id)
            PaymentRows(db, store_id).lease(
                payment_id, "other", now=now, until=now + asking.LEASE, only_open=True
            )

        assert payment_gateway.settle(store_id, payment_id).state is PaymentState.OPEN

        with freeze(now + timedelta(minutes=2)):
            assert payment_gateway.settle(store_id, payment_id).state is PaymentState.CAPTURED


class TestDyingInTheMiddle:
    def test_after_the_answer_and_before_it_was_written_down(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wanted = request(details={"card": "ok"})
        payment_id = open_payment(committed, store_id, wanted)
        with monkeypatch.context() as patch:
            patch.setattr(asking, "_write_down", _die)
            with pytest.raises(Died):
                payment_gateway.settle(store_id, payment_id, {"card": "ok"})
        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.OPEN

        with freeze(utc_now() + timedelta(seconds=61)):
            do_jobs(committed)

        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.CAPTURED
        assert taken_by_the_bank(committed, store_id) == [1999]
        assert desk.states == ["captured"]

    def test_while_the_order_is_told_writes_nothing(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request()
        payment_id = open_payment(committed, store_id, wanted)
        desk.before = _die
        with pytest.raises(Died):
            payment_gateway.settle(store_id, payment_id)
        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.OPEN
        assert rows(committed, store_id, "SELECT 1 FROM payments_attempt") == []

        desk.before = lambda: None
        with freeze(utc_now() + timedelta(seconds=61)):
            do_jobs(committed)

        assert desk.states == ["captured"]
        assert taken_by_the_bank(committed, store_id) == [1999]

    @pytest.mark.parametrize("card", ["timeout_before", "timeout_after"])
    def test_without_an_answer_is_asked_again_and_charged_once(
        self, committed: Database, store_id: int, desk: Desk, card: str
    ) -> None:
        payment = pay(committed, store_id, card)
        assert payment.state is PaymentState.OPEN
        assert taken_by_the_bank(committed, store_id) == ([1999] if "after" in card else [])

        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.CAPTURED
        assert taken_by_the_bank(committed, store_id) == [1999]
        assert desk.states == ["captured"]

    def test_whatever_the_library_of_the_provider_raises_is_no_answer(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(BANK, "charge", _die)

        assert pay(committed, store_id).state is PaymentState.OPEN


class TestMoneyForAnOrderThatIsGone:
    def test_that_was_captured_goes_back_whole(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        desk.answer = Disposition.RETURN
        payment = pay(committed, store_id)

        do_jobs(committed)

        after = payment_of(committed, store_id, payment.order_id)
        assert (after.captured_minor, after.refunded_minor) == (1999, 1999)
        assert rows(committed, store_id, "SELECT amount_minor FROM payments_test_refund") == [
            (1999,)
        ]

    def test_that_was_captured_late_goes_back_once(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "delay")
        assert payment.state is PaymentState.WAITING
        desk.answer = Disposition.RETURN

        do_jobs(committed)
        errands.look(store_id, payment.payment_id)
        do_jobs(committed)

        after = payment_of(committed, store_id, payment.order_id)
        assert (after.state, after.refunded_minor) == (PaymentState.CAPTURED, 1999)
        assert len(rows(committed, store_id, "SELECT 1 FROM payments_test_refund")) == 1


def _slow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A bank that takes its time; one entry for each time that it is asked."""
    asked: list[int] = []
    whole = BANK.charge
    guard = threading.Lock()

    def charge(self: Provider, account: Account, charge: Charge) -> Outcome:
        with guard:
            asked.append(1)
        time.sleep(0.2)
        return whole(self, account, charge)

    monkeypatch.setattr(BANK, "charge", charge)
    return asked


def _die(*_: object, **__: object) -> None:
    raise Died


def _silent(*_: object, **__: object) -> None:
    raise Unreachable
