"""Payments of one store: finding, locking, and the lease of whoever asks the provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Table,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.payments.models import Attempt, Payment, Refund

_OPEN = (
    Payment.waiting_at.is_(None),
    Payment.authorised_at.is_(None),
    Payment.captured_at.is_(None),
    Payment.declined_at.is_(None),
    Payment.voided_at.is_(None),
)


def _refunds(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    """The sum of such refunds of a payment."""
    return (
        select(func.coalesce(func.sum(Refund.amount_minor), 0))
        .where(Refund.store_id == Payment.store_id, Refund.payment_id == Payment.id, *which)
        .scalar_subquery()
    )


_LOCK = in_lock_order(
    select(Payment).where(
        Payment.store_id == bindparam("store_id"), Payment.id == bindparam("payment_id")
    ),
    Payment,
)
_LEASE = (
    update(Payment)
    .where(Payment.store_id == bindparam("of_store"), Payment.id == bindparam("of_payment"))
    .where(or_(Payment.leased_until.is_(None), Payment.leased_until <= bindparam("now")))
    .values(
        lease_token=bindparam("token"),
        leased_until=bindparam("until"),
        asks=Payment.asks + 1,
        asked_at=bindparam("now"),
    )
    .returning(Payment)
    .execution_options(synchronize_session=False, populate_existing=True)
)
_LEASE_OPEN = _LEASE.where(*_OPEN)
_NEW = cast("Table", Payment.__table__)
_ADD = (
    insert(_NEW)
    .values(
        has_earlier=exists().where(
            Payment.store_id == bindparam("of_store"), Payment.order_id == bindparam("of_order")
        )
    )
    .on_conflict_do_nothing(index_elements=["store_id", "key"])
    .returning(Payment.id)
)
_OF_ORDER_WITH_REFUNDS = (
    select(
        Payment,
        _refunds(Refund.refunded_at.is_(None), Refund.failed_at.is_(None)),
        _refunds(Refund.failed_at.is_not(None), Refund.retried_at.is_(None)),
    )
    .where(Payment.store_id == bindparam("store_id"), Payment.order_id == bindparam("order_id"))
    .order_by(Payment.id)
    .execution_options(populate_existing=True)
)


class PaymentRows:
    """Reads and writes in the caller's transaction and in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def add(self, values: Mapping[str, Any]) -> int | None:
        """The id of the new payment; None when there is one of that key already.

        It notes whether its order has a payment already.
        """
        earlier = {"of_store": self._store_id, "of_order": values["order_id"]}
        return self._db.scalar(_ADD, {"store_id": self._store_id, **values, **earlier})

    def of_key(self, key: str) -> Payment | None:
        """The payment that is known by this key."""
        return self._one(Payment.key == key)

    def of_reference(self, provider: str, reference: str) -> Payment | None:
        """The payment that the provider knows by this name."""
        return self._one(Payment.provider == provider, Payment.reference == reference)

    def of_provider_key(self, provider: str, key: str) -> Payment | None:
        """The payment that the provider was asked for under this key."""
        return self._one(Payment.provider == provider, Payment.provider_key == key)

    def find(self, payment_id: int) -> Payment | None:
        """The payment as it is now, read anew."""
        return self._one(Payment.id == payment_id)

    def lock(self, payment_id: int) -> Payment | None:
        """The payment, locked until the transaction ends."""
        return self._db.scalar(_LOCK, {"store_id": self._store_id, "payment_id": payment_id})

    def of_order(self, order_id: int) -> Sequence[Payment]:
        """All payments of the order, the oldest first, read anew."""
        statement = (
            select(Payment)
            .where(Payment.store_id == self._store_id, Payment.order_id == order_id)
            .order_by(Payment.id)
            .execution_options(populate_existing=True)
        )
        return self._db.scalars(statement).all()

    def of_order_with_refunds(self, order_id: int) -> Sequence[tuple[Payment, int, int]]:
        """The same, and of each what is on its way back, and what failed and is to be retried."""
        wanted = {"store_id": self._store_id, "order_id": order_id}
        found = self._db.execute(_OF_ORDER_WITH_REFUNDS, wanted)
        return [(row, int(back), int(failed)) for row, back, failed in found]

    def page(self, limit: int, before: int | None, order_id: int | None) -> Sequence[Payment]:
        """Up to `limit` payments, the newest first, those before an id only."""
        statement = select(Payment).where(Payment.store_id == self._store_id)
        if before is not None:
            statement = statement.where(Payment.id < before)
        if order_id is not None:
            statement = statement.where(Payment.order_id == order_id)
        return self._db.scalars(statement.order_by(Payment.id.desc()).limit(limit)).all()

    def lease(
        self, payment_id: int, token: str, *, now: datetime, until: datetime, only_open: bool
    ) -> Payment | None:
        """The payment, leased to the token until then; None while somebody else has it.

        Also None, with `only_open`, for one that the provider has answered for.
        """
        wanted = {"of_store": self._store_id, "of_payment": payment_id}
        given = {**wanted, "token": token, "now": now, "until": until}
        return self._db.scalar(_LEASE_OPEN if only_open else _LEASE, given)

    def add_attempt(self, payment: Payment, values: Mapping[str, Any]) -> int:
        """Writes down what the provider said; the id of the row."""
        attempt = Attempt(
            store_id=self._store_id, payment_id=payment.id, currency=payment.currency, **values
        )
        self._db.add(attempt)
        self._db.flush()
        return attempt.id

    def attempts_of(self, payment_id: int) -> Sequence[Attempt]:
        """What the provider said of the payment, in order."""
        statement = select(Attempt).where(
            Attempt.store_id == self._store_id, Attempt.payment_id == payment_id
        )
        return self._db.scalars(statement.order_by(Attempt.id)).all()

    def _one(self, *which: Any) -> Payment | None:  # noqa: ANN401  conditions of any column
        statement = (
            select(Payment)
            .where(Payment.store_id == self._store_id, *which)
            .execution_options(populate_existing=True)
        )
        return self._db.scalar(statement)
