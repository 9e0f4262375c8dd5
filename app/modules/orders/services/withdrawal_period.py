"""Until when a consumer may withdraw from an order. Pure.

Directive 2011/83/EU, article 9: 14 days from the day on which the consumer has the goods, with
several parcels the last of them; before that at any time. Periods follow Regulation (EEC, Euratom)
No 1182/71: the day of delivery does not count, the period ends with the last hour of its last day,
and one that would end on a Saturday or Sunday ends with the next working day. Public holidays
differ from place to place and are not looked at: a store may always accept a later statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PERIOD = timedelta(days=14)
REFUND_WITHIN = timedelta(days=14)
# Nobody says when an untracked parcel arrived; so many days are allowed for its way.
ON_THE_WAY = timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True)
class Handover:
    """When goods were shipped, and delivered if that is known."""

    shipped_at: datetime
    delivered_at: datetime | None = None

    def received_at(self) -> datetime:
        """When the customer had them, to the best of anybody's knowledge."""
        return self.delivered_at or self.shipped_at + ON_THE_WAY


def last_day(handovers: Iterable[Handover], *, is_all_shipped: bool, zone: str) -> date | None:
    """The last day for withdrawing, in the store's time zone; None while it has not begun.

    Delivered on Monday 2 November 2026: 14 days are over with Monday the 16th. Delivered on
    Saturday the 7th: the 21st is a Saturday, so it is Monday the 23rd.
    """
    received = [handover.received_at() for handover in handovers]
    if not is_all_shipped or not received:
        return None
    day = (max(received).astimezone(ZoneInfo(zone)) + PERIOD).date()
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def is_open(until: date | None, at: datetime, zone: str) -> bool:
    """Whether a statement made at the moment is in time."""
    return until is None or at.astimezone(ZoneInfo(zone)).date() <= until
