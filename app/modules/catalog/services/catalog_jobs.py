"""What the catalogue does by the clock: cards that time has changed, collections of what is new."""

from __future__ import annotations

from app.kernel.jobs.job import Job
from app.modules.catalog.services.follow_rules import follow_time
from app.modules.catalog.services.renew_cards import RENEW, renew_due
from app.modules.tenancy.services.each_store import in_each_store


def renew_everywhere() -> None:
    """Whatever is due in any store, 500 products of each at a time."""
    in_each_store(renew_due)


def follow_everywhere() -> None:
    """All collections by rules of all stores."""
    in_each_store(follow_time)


RENEW_EVERYWHERE = Job(
    "catalog.renew_everywhere", renew_everywhere, in_transaction=False, every="* * * * *"
)
FOLLOW_EVERYWHERE = Job(
    "catalog.follow_everywhere", follow_everywhere, in_transaction=False, every="5 * * * *"
)
JOBS = (RENEW, RENEW_EVERYWHERE, FOLLOW_EVERYWHERE)
