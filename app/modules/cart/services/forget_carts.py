"""Deletes carts that nobody came back to."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import utc_now
from app.kernel.jobs.job import Job
from app.modules.cart.repositories.carts import Carts
from app.modules.tenancy.services.each_store import in_each_store

KEPT_FOR = timedelta(days=90)


def forget_carts() -> None:
    """In every store, the carts that were not touched for ninety days and not ordered."""
    moment = utc_now() - KEPT_FOR
    in_each_store(lambda db, store_id: Carts(db, store_id).forget_before(moment))


FORGET_CARTS = Job("cart.forget", forget_carts, in_transaction=False, every="41 2 * * *")
