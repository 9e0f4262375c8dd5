"""The rows of the list pages: what providers said, as one ledger, and what went back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.payments.models import Attempt, Payment, Refund
from app.modules.tenancy.models import Store

Rows: TypeAlias = Select[*tuple[Any, ...]]
_SAME = and_(Payment.store_id == Attempt.store_id, Payment.id == Attempt.payment_id)

_FAILED = (Refund.failed_at.is_not(None), Refund.retried_at.is_(None))
_REFUND_STATE = case(
    (Refund.failed_at.is_not(None), "failed"),
    (Refund.refunded_at.is_not(None), "made"),
    else_="wanted",
)


def attempt_rows(view_code: str, scope: ListScope) -> Rows:
    """What was said of payments in the window: all of it, or money, decisions, refusals only."""
    return (
        select(
            Attempt.id.label("id"),
            Store.name.label("store_name"),
            Attempt.happened_at.label("happened_at"),
            Payment.order_number.label("order_number"),
            Payment.method.label("method"),
            Attempt.outcome.label("outcome"),
            Attempt.amount_minor.label("amount"),
            Attempt.currency.label("currency"),
            Attempt.decline_code.label("decline_code"),
        )
        .join(Payment, _SAME)
        .join(Store, Store.id == Attempt.store_id)
        .where(Attempt.store_id.in_(scope.store_ids), _in_view(view_code))
        .where(_within(Attempt.happened_at, scope))
    )


def refund_rows(view_code: str, scope: ListScope) -> Rows:
    """Refunds that were wanted in the window, or those to be retried, whenever they failed."""
    statement = (
        select(
            Refund.id.label("id"),
            Store.name.label("store_name"),
            Refund.created_at.label("created_at"),
            Payment.order_number.label("order_number"),
            Payment.method.label("method"),
            _REFUND_STATE.label("state"),
            Refund.amount_minor.label("amount"),
            Payment.currency.label("currency"),
            Refund.ref.label("ref"),
            Refund.failure_code.label("failure_code"),
        )
        .join(Payment, and_(Payment.store_id == Refund.store_id, Payment.id == Refund.payment_id))
        .join(Store, Store.id == Refund.store_id)
        .where(Refund.store_id.in_(scope.store_ids))
    )
    if view_code == "failed":
        return statement.where(*_FAILED)
    return statement.where(_within(Refund.created_at, scope))


class FailedRefunds:
    """Counts over the stores that are visible."""

    def __init__(self, db: Session, store_ids: Sequence[int]) -> None:
        self._db = db
        self._store_ids = store_ids

    def count(self) -> int:
        """Refunds that a provider would not make, and that were not tried again."""
        statement = select(func.count()).where(Refund.store_id.in_(self._store_ids), *_FAILED)
        return self._db.scalar(statement) or 0


def _in_view(view_code: str) -> ColumnElement[bool]:
    if view_code == "captured":
        return Attempt.outcome == "captured"
    if view_code == "declined":
        return and_(Attempt.is_decision, Attempt.outcome == "declined")
    return Attempt.is_decision.expression if view_code == "decided" else true()


def _within(at: SQLColumnExpression[datetime], scope: ListScope) -> ColumnElement[bool]:
    until = at < (scope.end or utc_now())
    return until if scope.start is None else and_(at >= scope.start, until)
