"""Finding and keeping the checkouts of one store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import Session

from app.kernel.database.personal import came_with
from app.modules.checkout.models import Checkout
from app.modules.contracts.personal_data import DataSubject

_OF_CART = (
    select(Checkout)
    .where(Checkout.store_id == bindparam("store_id"), Checkout.cart_id == bindparam("cart_id"))
    .execution_options(populate_existing=True)
)


class Checkouts:
    """The checkouts of one store; the caller is in the store's scope and has locked the cart."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def of_cart(self, cart_id: int) -> Checkout | None:
        given = {"store_id": self._store_id, "cart_id": cart_id}
        return self._db.scalars(_OF_CART, given).one_or_none()

    def add(self, cart_id: int, at: datetime) -> Checkout:
        """A new one, with nothing said yet."""
        row = Checkout(
            store_id=self._store_id,
            cart_id=cart_id,
            note="",
            shipping_minor=0,
            started_at=at,
            changed_at=at,
        )
        self._db.add(row)
        return row

    def of_person(self, subject: DataSubject) -> Sequence[Checkout]:
        """Those that name the customer or one of the addresses."""
        statement = select(Checkout).where(*self._is_of(subject))
        return self._db.scalars(statement.order_by(Checkout.id)).all()

    def remove_of_person(self, subject: DataSubject) -> int:
        """Deletes them; how many there were. Orders keep what they need themselves."""
        statement = delete(Checkout).where(*self._is_of(subject))
        return len(self._db.execute(statement.returning(Checkout.id)).all())

    def forget_before(self, moment: datetime) -> None:
        """Deletes those that were neither changed nor ordered since."""
        is_old = or_(Checkout.ordered_at.is_(None), Checkout.ordered_at < moment)
        self._db.execute(
            delete(Checkout).where(
                Checkout.store_id == self._store_id, Checkout.changed_at < moment, is_old
            )
        )

    def _is_of(self, subject: DataSubject) -> tuple[Any, ...]:
        at = Checkout.changed_at
        is_theirs = came_with(Checkout.email, at, subject.emails, subject.given_up)
        if subject.customer_id is not None:
            is_theirs = or_(is_theirs, Checkout.customer_id == subject.customer_id)
        return (Checkout.store_id == self._store_id, is_theirs)
