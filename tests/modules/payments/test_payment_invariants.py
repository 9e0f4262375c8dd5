"""The laws of payments hold after what payments does, and each finds what breaks it."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.payments.repositories.invariants import INVARIANTS
from tests.modules.payments.factories import Desk, do_jobs, pay, rows

PLANTED = {
    "payments.captured_is_the_sum_of_attempts": (
        "UPDATE payments_attempt SET amount_minor = 1 WHERE outcome = 'captured'"
    ),
    "payments.refunds_within_captured": (
        "INSERT INTO payments_refund (store_id, payment_id, ref, amount_minor, created_at)"
        " SELECT store_id, id, 'x', captured_minor + 1, now() FROM payments_payment"
    ),
    "payments.refunded_is_the_sum_of_refunds": (
        "UPDATE payments_payment SET refunded_minor = 7 WHERE captured_at IS NOT NULL"
    ),
    "payments.attempts_in_the_currency_of_the_payment": (
        "UPDATE payments_attempt SET currency = 'USD'"
    ),
    "payments.captured_was_taken_by_the_test_bank": (
        "UPDATE payments_test_charge SET captured_minor = 0"
    ),
}


def broken(db: Session, store_id: int) -> set[str]:
    """The laws that do not hold in the store."""
    enter_store(db, store_id)
    return {law.code for law in INVARIANTS if db.execute(text(law.violations)).all()}


def test_every_law_is_tried() -> None:
    assert {law.code for law in INVARIANTS} == set(PLANTED)


@pytest.mark.parametrize("code", sorted(PLANTED))
def test_a_law_finds_what_breaks_it(
    committed: Database, store_id: int, desk: Desk, code: str
) -> None:
    payment = pay(committed, store_id)
    pay(committed, store_id, "decline")
    rows(
        committed,
        store_id,
        "INSERT INTO payments_refund (store_id, payment_id, ref, amount_minor, created_at)"
        " VALUES (:store, :payment, 'r', 500, now()) RETURNING 1",
        store=store_id,
        payment=payment.payment_id,
    )
    do_jobs(committed)
    with committed.transaction() as db:
        assert broken(db, store_id) == set()

        db.execute(text(PLANTED[code]))

        assert code in broken(db, store_id)
        db.rollback()
