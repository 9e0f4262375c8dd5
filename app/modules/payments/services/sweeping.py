"""Finds what a provider has not answered yet, and what was left undone by the jobs for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_stores
from app.kernel.jobs.job import Job
from app.modules.payments.providers.directory import MANUAL
from app.modules.payments.repositories.left_undone import LeftUndone
from app.modules.payments.repositories.unanswered import unanswered
from app.modules.payments.repositories.webhook_rows import WebhookRows
from app.modules.payments.services import errands
from app.modules.payments.services.refunding import Wanted
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.each_store import in_each_store

AT_A_TIME = 5000
EVENTS_KEPT_FOR = timedelta(days=90)


def sweep() -> None:
    """Each store in a transaction of its own; a job that waits already is not enqueued again."""
    in_each_store(lambda db, store_id: sweep_store(db, store_id, utc_now()))


def sweep_store(db: Session, store_id: int, now: datetime) -> None:
    """Whatever was wanted of a provider and is not over, again, with growing pauses until it is."""
    left = LeftUndone(db, store_id, now)
    for refund in left.refunds():
        wanted = Wanted(refund.payment_id, refund.id, refund.amount_minor)
        errands.refund_later(db, store_id, wanted)
    for payment in left.voids():
        errands.void_later(db, payment)
    for payment, amount_minor in left.captures():
        errands.capture_later(db, payment, amount_minor)
    WebhookRows(db, store_id).forget_before(now - EVENTS_KEPT_FOR)


def ask_again(now: datetime | None = None) -> None:
    """A job for each payment, in all stores, that it is time to ask about.

    It needs no job of its own while the shopper waits for it, and few need one later.
    """
    with get_database().transaction(for_job=True) as db:
        enter_stores(db, StoreDirectory(db).codes_by_id())
        for store_id, payment_id in unanswered(db, now or utc_now(), but=MANUAL, limit=AT_A_TIME):
            errands.settle_soon(db, store_id, payment_id)


ASK_AGAIN = Job("payments.ask_again", ask_again, in_transaction=False, every="* * * * *")
SWEEP = Job("payments.sweep", sweep, in_transaction=False, every="23 * * * *")
