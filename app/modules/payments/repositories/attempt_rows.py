"""The rows behind the numbers of payments: what providers said, as one ledger."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, select, true

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.payments.models import Attempt, Payment
from app.modules.tenancy.models import Store

Rows: TypeAlias = Select[*tuple[Any, ...]]
_SAME = and_(Payment.store_id == Attempt.store_id, Payment.id == Attempt.payment_id)


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
        .where(Attempt.store_id.in_(scope.store_ids), _in_view(view_code), _within(scope))
    )


def _in_view(view_code: str) -> ColumnElement[bool]:
    if view_code == "captured":
        return Attempt.outcome == "captured"
    if view_code == "declined":
        return and_(Attempt.is_decision, Attempt.outcome == "declined")
    return Attempt.is_decision.expression if view_code == "decided" else true()


def _within(scope: ListScope) -> ColumnElement[bool]:
    until = Attempt.happened_at < (scope.end or utc_now())
    if scope.start is None:
        return until
    return and_(Attempt.happened_at >= scope.start, until)
