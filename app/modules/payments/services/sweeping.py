"""The net under the nets: finds what was left undone, whatever has become of its job."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.modules.payments.providers.directory import MANUAL
from app.modules.payments.repositories.left_undone import LeftUndone
from app.modules.payments.repositories.void_wishes import VoidWishes
from app.modules.payments.repositories.webhook_rows import WebhookRows
from app.modules.payments.services import errands
from app.modules.payments.services.refunding import Wanted
from app.modules.tenancy.services.each_store import in_each_store

# Jobs that still wait or are tried again have had their turn by then.
QUIET_FOR = timedelta(hours=1)
EVENTS_KEPT_FOR = timedelta(days=90)


def sweep() -> None:
    """Each store in a transaction of its own; a job that waits already is not enqueued again."""
    in_each_store(lambda db, store_id: sweep_store(db, store_id, utc_now()))


def sweep_store(db: Session, store_id: int, now: datetime) -> None:
    """Payments without an answer, or given up and not over, and refunds not made: again."""
    left = LeftUndone(db, store_id)
    since = now - errands.GIVEN_UP_AFTER
    for payment_id in left.undecided(since, now - QUIET_FOR, MANUAL):
        errands.settle_later_by_id(db, store_id, payment_id, now)
    for refund in left.refunds(since, now - QUIET_FOR):
        wanted = Wanted(refund.payment_id, refund.id, refund.amount_minor)
        errands.refund_later(db, store_id, wanted)
    for payment in VoidWishes(db, store_id).left_undone(since, now - QUIET_FOR):
        errands.void_later(db, payment)
    WebhookRows(db, store_id).forget_before(now - EVENTS_KEPT_FOR)


SWEEP = Job("payments.sweep", sweep, in_transaction=False, every="23 * * * *")
