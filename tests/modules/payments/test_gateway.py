"""What other modules ask payments for, in their own transactions."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.payments import PAYMENT_GATEWAY, Disposition, Payment, PaymentState
from app.modules.payments.exceptions import KeyUsedForAnother, UnknownMethod
from app.modules.payments.providers.provider import Unreachable
from app.modules.payments.repositories.refund_rows import RefundRows
from app.modules.payments.services import errands
from app.modules.payments.services.gateway import payment_gateway
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.payments.factories import (
    GIVEN_BACK_ELSEWHERE,
    Desk,
    do_jobs,
    jobs,
    open_payment,
    pay,
    payment_of,
    request,
    rows,
    taken_by_the_bank,
)


def refund(database: Database, store_id: int, payment: Payment, ref: str, amount: int) -> int:
    """How much is given back of the order, committed."""
    with database.transaction() as db:
        enter_store(db, store_id)
        return payment_gateway.refund(db, store_id, payment.order_id, ref=ref, amount_minor=amount)


def void(database: Database, store_id: int, payment: Payment) -> None:
    with database.transaction() as db:
        enter_store(db, store_id)
        payment_gateway.void(db, store_id, payment.order_id)


class TestOpening:
    def test_is_provided(self) -> None:
        assert registry().find(PAYMENT_GATEWAY) is payment_gateway

    def test_of_the_same_key_gives_the_same_payment(self, db: Session) -> None:
        store_id, wanted = _store(db), request()

        found = {payment_gateway.open(db, store_id, wanted) for _ in range(2)}

        assert len(found) == 1

    def test_refuses_a_key_of_another_order(self, db: Session) -> None:
        store_id = _store(db)
        payment_gateway.open(db, store_id, request(key="same"))

        with pytest.raises(KeyUsedForAnother):
            payment_gateway.open(db, store_id, request(key="same"))

    def test_refuses_a_way_that_is_not_offered(self, db: Session) -> None:
        with pytest.raises(UnknownMethod):
            payment_gateway.open(db, _store(db), request(method="cheque"))

    def test_by_hand_waits_and_says_what_to_do(self, db: Session) -> None:
        store_id = _store(db)
        wanted = request(method="bank_transfer", locale="fr", order_number="A-00042")
        payment_gateway.open(db, store_id, wanted)

        (payment,) = payment_gateway.payments_of(db, store_id, wanted.order_id)

        assert payment.state is PaymentState.WAITING
        assert payment.next_action is not None
        assert payment.next_action["type"] == "instructions"
        assert payment.next_action["text"].endswith("Communication : A-00042")

    def test_by_hand_asks_nobody(self, committed: Database, store_id: int, desk: Desk) -> None:
        payment = pay(committed, store_id, method="bank_transfer")

        assert payment.state is PaymentState.WAITING
        assert do_jobs(committed) == 0
        assert rows(committed, store_id, "SELECT asks FROM payments_payment") == [(0,)]


class TestRefunding:
    def test_of_the_same_ref_gives_back_once(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)

        found = [refund(committed, store_id, payment, "return 1", 700) for _ in range(2)]
        do_jobs(committed)

        assert found == [700, 700]
        assert payment_of(committed, store_id, payment.order_id).refunded_minor == 700
        assert len(rows(committed, store_id, "SELECT 1 FROM payments_test_refund")) == 1

    def test_gives_back_no_more_than_was_captured(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)

        found = [refund(committed, store_id, payment, ref, 1500) for ref in ("a", "b", "c")]

        assert found == [1500, 499, 0]

    def test_spreads_over_the_payments_of_the_order(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        first = pay(committed, store_id, amount_minor=1000)
        pay(committed, store_id, "decline", order_id=first.order_id)
        pay(committed, store_id, amount_minor=500, order_id=first.order_id)

        found = refund(committed, store_id, first, "all", 1200)
        do_jobs(committed)

        with committed.transaction() as db:
            enter_store(db, store_id)
            payments = payment_gateway.payments_of(db, store_id, first.order_id)
        assert found == 1200
        assert [payment.refunded_minor for payment in payments] == [1000, 0, 200]

    def test_by_hand_is_written_down(self, committed: Database, store_id: int, desk: Desk) -> None:
        payment = pay(committed, store_id, method="bank_transfer")
        assert refund(committed, store_id, payment, "early", 100) == 0

    def test_at_once_never_passes_what_was_captured(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)

        assert sum(_refund_at_once(committed, store_id, payment)) == 1999

    def test_at_once_without_taking_turns_passes_it(
        self, committed: Database, store_id: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The negative control: only taking turns keeps the sum."""
        meeting = threading.Barrier(8)

        def together(*_: object) -> None:
            meeting.wait(timeout=10)

        monkeypatch.setattr(RefundRows, "take_turns", together)
        payment = pay(committed, store_id)

        assert sum(_refund_at_once(committed, store_id, payment)) > 1999

    def test_turns_of_other_orders_are_not_waited_for(
        self, committed: Database, store_id: int
    ) -> None:
        with committed.transaction() as db:
            for order_id in range(100):
                RefundRows(db, store_id).take_turns(order_id)
            with ThreadPoolExecutor(1) as pool:
                taken = pool.submit(_take_turn, committed, store_id, 100)
                taken.result(timeout=10)

    def test_noting_what_the_provider_gave_back_waits_for_no_turn(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        """Whoever has the turn may hold the order, for which whoever notes an answer waits."""
        payment = pay(committed, store_id)
        rows(committed, store_id, GIVEN_BACK_ELSEWHERE)
        with committed.transaction() as db, ThreadPoolExecutor(1) as pool:
            RefundRows(db, store_id).take_turns(payment.order_id)
            looked = pool.submit(errands.look, store_id, payment.payment_id)
            try:
                assert looked.result(timeout=10).payment.refunded_minor == 1999
            finally:
                db.rollback()

    def test_twice_at_once_by_two_workers_is_carried_out_once(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)
        refund(committed, store_id, payment, "r", 700)
        (row,) = rows(committed, store_id, "SELECT id FROM payments_refund")

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: errands.refund(store_id, payment.payment_id, row.id), range(4)))

        assert payment_of(committed, store_id, payment.order_id).refunded_minor == 700
        assert [payments[0].refunded_minor for _, payments in desk.heard] == [0, 700]

    def test_that_the_provider_refuses_fails_and_can_be_asked_for_again(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id)
        rows(committed, store_id, GIVEN_BACK_ELSEWHERE)

        refund(committed, store_id, payment, "r", 700)
        do_jobs(committed)

        (failed,) = rows(committed, store_id, "SELECT failed_at, failure_code FROM payments_refund")
        assert failed.failed_at is not None
        assert failed.failure_code == "charge_already_refunded"
        assert refund(committed, store_id, payment, "again", 1999) == 1999


class TestVoiding:
    @pytest.mark.parametrize("card", ["redirect", "delay"])
    def test_gives_up_what_waits(
        self, committed: Database, store_id: int, desk: Desk, card: str
    ) -> None:
        payment = pay(committed, store_id, card)

        void(committed, store_id, payment)
        errands.void(store_id, payment.payment_id)
        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.VOIDED
        assert taken_by_the_bank(committed, store_id) == []

    def test_of_one_that_was_never_asked_for_charges_nothing_later(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request()
        payment_id = open_payment(committed, store_id, wanted)
        errands.void(store_id, payment_id)

        do_jobs(committed)

        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.VOIDED
        assert taken_by_the_bank(committed, store_id) == []

    def test_finds_out_that_it_was_charged_and_sends_it_back(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "timeout_after")
        desk.answer = Disposition.RETURN

        void(committed, store_id, payment)
        do_jobs(committed)

        after = payment_of(committed, store_id, payment.order_id)
        assert (after.state, after.refunded_minor) == (PaymentState.CAPTURED, 1999)

    def test_leaves_what_is_captured(self, committed: Database, store_id: int, desk: Desk) -> None:
        payment = pay(committed, store_id)

        void(committed, store_id, payment)
        errands.void(store_id, payment.payment_id)

        assert jobs(committed, "void") == []
        assert payment_of(committed, store_id, payment.order_id).captured_minor == 1999


def _silent(*_: object, **__: object) -> None:
    raise Unreachable


def _store(db: Session) -> int:
    store = make_store(db)
    enter_store(db, store.id)
    return store.id


def _refund_at_once(database: Database, store_id: int, payment: Payment) -> list[int]:
    """Eight refunds of a third each, at once."""
    with ThreadPoolExecutor(8) as pool:
        return list(
            pool.map(
                lambda number: refund(database, store_id, payment, f"r{number}", 666), range(8)
            )
        )


def _take_turn(database: Database, store_id: int, order_id: int) -> None:
    with database.transaction() as db:
        RefundRows(db, store_id).take_turns(order_id)
