"""What must always hold of carts."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "cart.ordered_carts_name_their_order",
        "A cart is converted exactly when it names the order that it became.",
        "SELECT id FROM cart_cart WHERE (converted_at IS NULL) <> (order_id IS NULL)",
    ),
    Invariant(
        "cart.one_cart_per_order",
        "No two carts became the same order.",
        "SELECT order_id FROM cart_cart WHERE order_id IS NOT NULL"
        " GROUP BY order_id HAVING count(*) > 1",
    ),
)
