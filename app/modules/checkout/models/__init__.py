"""The table of checkouts."""

from app.modules.checkout.models.checkout import Checkout

__all__ = ["Checkout"]
