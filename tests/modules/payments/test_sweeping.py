"""What was left undone is found again, whatever became of its job."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database, get_database
from app.kernel.database.scope import enter_store
from app.modules.contracts.payments import PaymentState
from app.modules.payments.services.gateway import payment_gateway
from app.modules.payments.services.sweeping import sweep, sweep_store
from tests.modules.payments.factories import (
    Desk,
    do_jobs,
    forget_jobs,
    jobs,
    open_payment,
    pay,
    payment_of,
    request,
    rows,
)

LATER = timedelta(hours=2)


def swept(store_id: int, now: datetime) -> None:
    with get_database().transaction(for_job=True) as db:
        enter_store(db, store_id)
        sweep_store(db, store_id, now)


class TestSweeping:
    def test_takes_payments_and_refunds_up_whose_jobs_are_gone(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        wanted = request()
        open_payment(committed, store_id, wanted)
        paid = pay(committed, store_id)
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.refund(db, store_id, paid.order_id, ref="r", amount_minor=5)
        forget_jobs(committed)

        swept(store_id, utc_now() + LATER)
        do_jobs(committed)

        assert payment_of(committed, store_id, wanted.order_id).state is PaymentState.CAPTURED
        assert payment_of(committed, store_id, paid.order_id).refunded_minor == 5

    def test_takes_up_what_was_to_be_given_up(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        payment = pay(committed, store_id, "redirect")
        with committed.transaction() as db:
            enter_store(db, store_id)
            payment_gateway.void(db, store_id, payment.order_id)
        forget_jobs(committed)

        swept(store_id, utc_now() + LATER)
        do_jobs(committed)

        assert payment_of(committed, store_id, payment.order_id).state is PaymentState.VOIDED

    def test_leaves_what_is_being_done_or_waits_for_people(
        self, committed: Database, store_id: int, desk: Desk
    ) -> None:
        open_payment(committed, store_id, request(method="bank_transfer"))
        pay(committed, store_id)
        pay(committed, store_id, "decline")
        forget_jobs(committed)
        open_payment(committed, store_id, request())

        sweep()
        swept(store_id, utc_now() + LATER)

        assert len(jobs(committed, "settle")) == 1

    def test_gives_up_in_the_end(self, committed: Database, store_id: int, desk: Desk) -> None:
        open_payment(committed, store_id, request())
        forget_jobs(committed)

        swept(store_id, utc_now() + timedelta(days=5))

        assert jobs(committed, "settle") == []

    def test_forgets_old_events(self, committed: Database, store_id: int) -> None:
        rows(
            committed,
            store_id,
            "INSERT INTO payments_webhook_event (store_id, provider, event_id, kind, received_at)"
            " VALUES (:store, 'test', 'old', 'x', now() - interval '91 days'),"
            " (:store, 'test', 'new', 'x', now()) RETURNING 1",
            store=store_id,
        )

        swept(store_id, utc_now())

        found = rows(committed, store_id, "SELECT event_id FROM payments_webhook_event")
        assert [row.event_id for row in found] == ["new"]
