"""Finds the payments that it is time to ask their providers about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import SQLColumnExpression

from app.modules.payments.models import Payment

FIRST_LOOK = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(hours=6)
OFTEN_FOR = timedelta(days=4)


def unanswered(db: Session, now: datetime, *, but: str, limit: int) -> Sequence[tuple[int, int]]:
    """(store, payment) of the reading scope that the caller entered, the oldest first.

    Each is without an answer, and has a provider that can be asked (`but` cannot). Asked is after
    1 minute, then after 2, 4, … up to 6 hours; after four days when a quarter of its age has gone
    by. So the pauses grow, and never end before the matter does.
    """
    statement = (
        select(Payment.store_id, Payment.id)
        .where(
            Payment.captured_at.is_(None),
            Payment.declined_at.is_(None),
            Payment.voided_at.is_(None),
            Payment.authorised_at.is_(None),
            Payment.provider != but,
            _seconds(now, func.greatest(Payment.asked_at, Payment.created_at))
            >= _pause_seconds(now),
        )
        .order_by(Payment.created_at, Payment.store_id, Payment.id)
        .limit(limit)
    )
    return [(store_id, payment_id) for store_id, payment_id in db.execute(statement)]


def _pause_seconds(now: datetime) -> ColumnElement[Any]:
    age = _seconds(now, Payment.created_at)
    doublings = func.least(func.greatest(Payment.asks - 1, 0), 10)
    growing = func.least(
        FIRST_LOOK.total_seconds() * func.power(2, doublings), LONGEST_PAUSE.total_seconds()
    )
    return case((age <= OFTEN_FOR.total_seconds(), growing), else_=age / 4)


def _seconds(now: datetime, since: SQLColumnExpression[datetime]) -> ColumnElement[Any]:
    return func.extract("epoch", now - since)
