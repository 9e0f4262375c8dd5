"""How cart says no."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownCart(NotFound):
    """No cart has that token in this store, on this platform."""

    code = "cart.unknown_cart"
    message_key = "cart-unknown-cart"


class UnknownLine(NotFound):
    """The cart has no such line."""

    code = "cart.unknown_line"
    message_key = "cart-unknown-line"


class CartIsOrdered(Conflict):
    """The cart became an order and cannot be changed; a new one begins empty."""

    code = "cart.is_ordered"
    message_key = "cart-is-ordered"


class NotForSale(InvalidInput):
    """The variant is unknown, not published, or has no price in the cart's currency."""

    code = "cart.not_for_sale"
    message_key = "cart-not-for-sale"


class TooFewInStock(Conflict):
    """Fewer units can be had than were asked for."""

    code = "cart.too_few_in_stock"
    message_key = "cart-too-few-in-stock"


class CartIsFull(InvalidInput):
    """A cart holds a hundred lines at most."""

    code = "cart.is_full"
    message_key = "cart-is-full"
