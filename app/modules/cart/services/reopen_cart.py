"""Gives the cart back whose order came to nothing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.cart.repositories.carts import Carts
from app.modules.contracts.events import OrderExpired


def reopen_cart(db: Session, event: OrderExpired) -> None:
    """The cart of an order that was given up is open again.

    If the customer began another meanwhile, that one is theirs and this one is left to its token.
    """
    carts = Carts(db, event.store_id)
    seen = carts.by_order(event.order_id, is_locked=False)
    if seen is not None and seen.customer_id is not None:
        carts.lock_customer(seen.customer_id)
    row = carts.by_order(event.order_id, is_locked=True)
    if row is None:
        return
    if row.customer_id is not None and carts.open_of_customer(
        row.platform_id, row.customer_id, is_locked=True
    ):
        row.customer_id = None
        db.flush()
    row.order_id = None
    row.converted_at = None
    row.version += 1
    db.flush()
