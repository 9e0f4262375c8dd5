"""Finds the cart that a call names: by its secret token, or as that of whoever is signed in."""

from __future__ import annotations

from app.kernel.security.opaque import token_digest
from app.modules.cart.models import Cart
from app.modules.cart.repositories.carts import Carts
from app.modules.contracts.carts import MINE


def find_cart(
    carts: Carts, token: str, *, platform_id: int, customer_id: int | None, is_locked: bool
) -> Cart | None:
    """A cart of the platform. `MINE` is the one that the customer has not ordered yet."""
    if token == MINE:
        if customer_id is None:
            return None
        return carts.open_of_customer(platform_id, customer_id, is_locked=is_locked)
    row = carts.by_token(token_digest(token), is_locked=is_locked)
    return None if row is None or row.platform_id != platform_id else row
