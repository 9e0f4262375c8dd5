"""Carts as plain values, for whoever prices or orders them."""

from __future__ import annotations

from collections.abc import Sequence

from app.modules.cart import models
from app.modules.contracts.carts import Cart, CartLine


def cart_value(row: models.Cart, lines: Sequence[models.CartLine]) -> Cart:
    """The cart with its lines."""
    return Cart(
        cart_id=row.id,
        version=row.version,
        currency=row.currency,
        platform_id=row.platform_id,
        customer_id=row.customer_id,
        codes=tuple(row.codes),
        lines=[
            CartLine(line.id, line.variant_id, line.quantity, line.seen_price_minor)
            for line in lines
        ],
        order_id=row.order_id,
        touched_at=row.touched_at,
    )
