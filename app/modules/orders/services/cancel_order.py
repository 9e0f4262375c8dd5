"""Cancels a whole order before anything of it was shipped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.orders import ReversalKind
from app.modules.orders.services.lock_order import lock_order
from app.modules.orders.services.order_states import Act
from app.modules.orders.services.reverse_order import reverse
from app.modules.orders.services.takings import everything


def cancel_order(
    db: Session,
    store_id: int,
    order_id: int,
    *,
    reason: str | None,
    actor: str | None,
    at: datetime,
) -> None:
    """Frees the goods, gives back what was paid, and gives up what was not.

    Raises what `lock_order` raises.
    """
    locked = lock_order(db, store_id, order_id, Act.CANCEL)
    taking = everything(locked.order, locked.lines, ReversalKind.CANCELLATION, reason)
    reverse(db, locked, taking, at=at, actor=actor)
