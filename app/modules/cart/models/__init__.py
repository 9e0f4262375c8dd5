"""The tables of carts."""

from app.modules.cart.models.cart import Cart
from app.modules.cart.models.line import CartLine

__all__ = ["Cart", "CartLine"]
