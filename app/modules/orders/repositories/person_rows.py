"""The rows of a store's orders that tell of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kernel.database.personal import came_with
from app.modules.contracts.personal_data import DataSubject
from app.modules.orders.models import Invoice, Order, OrderEvent, OrderReturn, Reversal

_ADDRESS = ("name", "line1", "line2", "postal_code", "city", "region", "business_name", "phone")


class PersonRows:
    """Reads and overwrites in one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def orders(self, subject: DataSubject) -> list[Order]:
        """The orders of the person, the oldest first."""
        emails = [email.lower() for email in subject.emails]
        given_up = [(email.lower(), until) for email, until in subject.given_up]
        address = func.lower(Order.customer_email)
        is_theirs = [came_with(address, Order.placed_at, emails, given_up)]
        if subject.customer_id is not None:
            is_theirs.append(Order.customer_id == subject.customer_id)
        statement = (
            select(Order)
            .where(Order.store_id == self._store_id, or_(*is_theirs))
            .order_by(Order.placed_at, Order.id)
        )
        return list(self._db.scalars(statement))

    def of_orders(self, entity: type[Any], order_ids: Sequence[int]) -> list[Any]:
        """Rows of `entity` that belong to these orders."""
        statement = (
            select(entity)
            .where(entity.store_id == self._store_id, entity.order_id.in_(order_ids))
            .order_by(entity.id)
        )
        return list(self._db.scalars(statement))

    def anonymise(self, order_ids: Sequence[int]) -> int:
        """Overwrites what tells of a person on these orders and beside them; rows touched.

        The country of an address stays: tax was reckoned by it. Invoices stay whole.
        """
        blank = func.jsonb_build_object(*(part for name in _ADDRESS for part in (name, "")))
        touched = self._update(
            Order,
            Order.id.in_(order_ids),
            customer_name=None,
            customer_email=None,
            vat_id=None,
            note=None,
            token_digest=None,
            shipping_address=Order.shipping_address.op("||", return_type=JSONB())(blank),
            billing_address=Order.billing_address.op("||", return_type=JSONB())(blank),
            version=Order.version + 1,
        )
        touched += self._update(
            OrderEvent,
            OrderEvent.order_id.in_(order_ids),
            OrderEvent.text.is_not(None),
            text=None,
        )
        touched += self._update(
            Reversal,
            Reversal.order_id.in_(order_ids),
            Reversal.reason.is_not(None),
            reason=None,
        )
        return touched + self._update(
            OrderReturn, OrderReturn.order_id.in_(order_ids), reason=None, rejection=None
        )

    def invoices(self, order_ids: Sequence[int]) -> list[Invoice]:
        """The documents of these orders."""
        return self.of_orders(Invoice, order_ids)

    def _update(self, entity: type[Any], *where: ColumnElement[bool], **values: Any) -> int:  # noqa: ANN401  whatever the columns hold
        statement = update(entity).where(entity.store_id == self._store_id, *where).values(values)
        done = self._db.execute(
            statement.returning(entity.id), execution_options={"synchronize_session": False}
        )
        return len(done.all())
