"""What must always hold of checkouts."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "checkout.one_checkout_per_order",
        "No two checkouts led to the same order.",
        "SELECT order_id FROM checkout_checkout WHERE order_id IS NOT NULL"
        " GROUP BY order_id HAVING count(*) > 1",
    ),
)
