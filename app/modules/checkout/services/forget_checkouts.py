"""Deletes what was said at checkouts once nothing needs it any more."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.modules.checkout.repositories.checkouts import Checkouts
from app.modules.tenancy.services.each_store import in_each_store

KEPT_FOR = timedelta(days=90)


def forget_checkouts() -> None:
    """In every store, the checkouts that were neither changed nor ordered for ninety days.

    They hold names and addresses. Orders have copies of what they need.
    """
    moment = utc_now() - KEPT_FOR
    in_each_store(lambda db, store_id: Checkouts(db, store_id).forget_before(moment))


FORGET_CHECKOUTS = Job(
    "checkout.forget", forget_checkouts, in_transaction=False, every="51 2 * * *"
)
