"""Refunds of one store's payments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.payments.models import Payment, Refund


class RefundRows:
    """Reads and writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def take_turns(self, order_id: int) -> None:
        """Nobody else adds refunds to payments of this order until the transaction ends.

        Not the lock of the payment: whoever records what a provider said holds that one and then
        waits for the order, and who refunds may hold the order. So turns are taken last: payment,
        order, turn, and whoever has taken one waits for neither of them. Turns of two orders are
        never the same, as they may be among the few locks of `lock_names`: whoever has one may have
        to wait for what somebody holds who wants the other.
        """
        name = f"payments.refunds:{self._store_id}:{order_id}"
        self._db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def of_payments(self, payment_ids: Iterable[int]) -> Sequence[Refund]:
        """All refunds of these payments, the oldest first, read anew."""
        statement = (
            select(Refund)
            .where(Refund.store_id == self._store_id, Refund.payment_id.in_(list(payment_ids)))
            .order_by(Refund.id)
            .execution_options(populate_existing=True)
        )
        return self._db.scalars(statement).all()

    def of_ref(self, order_id: int, ref: str) -> Sequence[Refund]:
        """What was asked for under this name, over all payments of the order."""
        statement = (
            select(Refund)
            .join(
                Payment, (Payment.store_id == Refund.store_id) & (Payment.id == Refund.payment_id)
            )
            .where(Refund.store_id == self._store_id, Payment.order_id == order_id)
            .where(Refund.ref == ref)
            .order_by(Refund.id)
        )
        return self._db.scalars(statement).all()

    def find(self, refund_id: int) -> Refund | None:
        """The refund as it is now, read anew."""
        statement = (
            select(Refund)
            .where(Refund.store_id == self._store_id, Refund.id == refund_id)
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)

    def lock_of_payment(self, payment_id: int) -> Sequence[Refund]:
        """All refunds of the payment, locked until the transaction ends."""
        statement = select(Refund).where(
            Refund.store_id == self._store_id, Refund.payment_id == payment_id
        )
        return self._db.scalars(in_lock_order(statement, Refund)).all()

    def add(self, values: Mapping[str, Any]) -> int | None:
        """The id of the new refund; None when the payment has one of that ref already."""
        statement = (
            insert(Refund)
            .values(store_id=self._store_id, **values)
            .on_conflict_do_nothing(index_elements=["store_id", "payment_id", "ref"])
            .returning(Refund.id)
        )
        return self._db.scalar(statement)

    def carried_out(self, payment_id: int) -> int:
        """What went back of the payment, in minor units of its currency."""
        statement = select(func.coalesce(func.sum(Refund.amount_minor), 0)).where(
            Refund.store_id == self._store_id,
            Refund.payment_id == payment_id,
            Refund.refunded_at.is_not(None),
            Refund.failed_at.is_(None),
        )
        return int(self._db.scalar(statement) or 0)
