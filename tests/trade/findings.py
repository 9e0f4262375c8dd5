"""What must never be found after people bought, whatever broke meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

PAID_WITHOUT_ORDER = "paid without an order"
WITHOUT_MOVEMENT = "order without its stock movement"
CHARGED_TWICE = "charged twice"
KEPT = "reservation kept"
LOOKS = {
    PAID_WITHOUT_ORDER: text(
        "SELECT p.id::text FROM payments_payment p LEFT JOIN orders_order o"
        " ON o.store_id = p.store_id AND o.id = p.order_id"
        " WHERE p.captured_minor > p.refunded_minor AND (o.id IS NULL OR o.paid_at IS NULL)"
        " UNION ALL SELECT c.reference FROM payments_test_charge c LEFT JOIN orders_order o"
        " ON o.store_id = c.store_id AND o.number = c.order_number"
        " WHERE c.captured_minor > 0 AND c.status = 'captured'"
        " AND (o.id IS NULL OR o.paid_at IS NULL)"
    ),
    WITHOUT_MOVEMENT: text(
        "SELECT l.id::text FROM orders_order_line l"
        " JOIN orders_order o ON o.store_id = l.store_id AND o.id = l.order_id"
        " WHERE NOT EXISTS (SELECT FROM inventory_reservation r"
        " JOIN inventory_movement m ON m.store_id = r.store_id AND m.reservation_id = r.id"
        " WHERE r.store_id = l.store_id AND r.ref = 'order:' || l.order_id"
        " AND r.variant_id = l.variant_id)"
        # One that was given up and revived has released units, and as many new ones.
        " OR o.paid_at IS NOT NULL AND l.quantity <> (SELECT sum(r.quantity - r.released)"
        " FROM inventory_reservation r WHERE r.store_id = l.store_id"
        " AND r.ref = 'order:' || l.order_id AND r.variant_id = l.variant_id)"
    ),
    CHARGED_TWICE: text(
        "SELECT order_number FROM payments_test_charge WHERE captured_minor > 0"
        " AND status = 'captured' GROUP BY order_number HAVING count(*) > 1"
    ),
    KEPT: text(
        "SELECT r.id::text FROM inventory_reservation r LEFT JOIN orders_order o"
        " ON o.store_id = r.store_id AND 'order:' || o.id = r.ref"
        " WHERE r.quantity > r.shipped + r.released AND o.paid_at IS NULL"
    ),
}


def findings(db: Session) -> Mapping[str, frozenset[str]]:
    """What is wrong in the store in scope, by kind; every payment has had its time."""
    return {kind: frozenset(db.scalars(look)) for kind, look in LOOKS.items()}
