"""What was captured and what was declined when: the facts behind the numbers of payments."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.payments.models import Attempt

CAPTURED, ATTEMPTS, DECLINED = "payments.captured", "payments.attempts", "payments.declined"
_TOUCHED = {"attempt": Attempt.id}


def payment_facts(store_ids: StoreIds, since: Since) -> list[Fact]:
    """Facts of these stores from a moment on: money captured, and attempts that were decided."""
    at = Attempt.happened_at.expression
    mine = [of_stores(Attempt.store_id, store_ids), at >= since]
    captured: list[ColumnElement[bool]] = [*mine, Attempt.outcome == "captured"]
    decided: list[ColumnElement[bool]] = [*mine, Attempt.is_decision.is_(True)]
    declined = [*decided, Attempt.outcome == "declined"]
    return [
        Fact(
            CAPTURED,
            Attempt,
            at,
            captured,
            amount=Attempt.amount_minor.expression,
            currency=Attempt.currency.expression,
            touched_by=_TOUCHED,
        ),
        Fact(ATTEMPTS, Attempt, at, decided, touched_by=_TOUCHED),
        Fact(DECLINED, Attempt, at, declined, touched_by=_TOUCHED),
    ]


PAYMENT_FIGURES = FigureSource(
    module="payments", measures=(CAPTURED, ATTEMPTS, DECLINED), facts=payment_facts
)
