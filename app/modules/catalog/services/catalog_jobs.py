"""What the catalogue does by the clock: cards that time has changed, collections of what is new."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_store
from app.kernel.jobs.job import Job
from app.modules.catalog.services.follow_rules import follow_time
from app.modules.catalog.services.renew_cards import RENEW, renew_due
from app.modules.tenancy.repositories.store_directory import StoreDirectory


def _in_each_store(work: Callable[[Session, int], object]) -> None:
    """A transaction of its own for each store: one that fails stops no other."""
    with get_database().transaction(for_job=True) as db:
        stores = list(StoreDirectory(db).codes_by_id())
    for store_id in stores:
        with get_database().transaction(for_job=True) as db:
            enter_store(db, store_id)
            work(db, store_id)


def renew_everywhere() -> None:
    """Whatever is due in any store, 500 products of each at a time."""
    _in_each_store(renew_due)


def follow_everywhere() -> None:
    """All collections by rules of all stores."""
    _in_each_store(follow_time)


RENEW_EVERYWHERE = Job(
    "catalog.renew_everywhere", renew_everywhere, in_transaction=False, every="* * * * *"
)
FOLLOW_EVERYWHERE = Job(
    "catalog.follow_everywhere", follow_everywhere, in_transaction=False, every="5 * * * *"
)
JOBS = (RENEW, RENEW_EVERYWHERE, FOLLOW_EVERYWHERE)
