"""How checkout says no."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownCheckout(NotFound):
    """No cart has that token in this store, or the store takes no orders here."""

    code = "checkout.unknown"
    message_key = "checkout-unknown"


class AlreadyOrdered(Conflict):
    """The cart became an order."""

    code = "checkout.already_ordered"
    message_key = "checkout-already-ordered"


class NotComplete(InvalidInput):
    """Something has to be said first; `missing` names what."""

    code = "checkout.not_complete"
    message_key = "checkout-not-complete"


class CartChanged(Conflict):
    """Prices or stock are not what the shopper saw; `changes` says which, and nothing was bought.

    Prices count as seen now: sending the order again accepts them.
    """

    code = "checkout.cart_changed"
    message_key = "checkout-cart-changed"


class TotalChanged(Conflict):
    """The total is not the one that the shopper agreed to; `total_minor` is what it is."""

    code = "checkout.total_changed"
    message_key = "checkout-total-changed"


class TooLarge(InvalidInput):
    """The goods cost more than an amount may be; `most_minor` is the largest one."""

    code = "checkout.too_large"
    message_key = "checkout-too-large"


class SoldOut(Conflict):
    """Somebody else was quicker; `shortages` says what lacks, and nothing was bought."""

    code = "checkout.sold_out"
    message_key = "checkout-sold-out"


class CodesUsedUp(Conflict):
    """A code does nothing any more; `codes` says which and why, and nothing was bought."""

    code = "checkout.codes_used_up"
    message_key = "checkout-codes-used-up"


class NotOffered(InvalidInput):
    """This way of delivery or payment is not offered for this order."""

    code = "checkout.not_offered"
    message_key = "checkout-not-offered"


class NothingToPay(Conflict):
    """The order is paid, given up or cancelled: there is nothing to pay."""

    code = "checkout.nothing_to_pay"
    message_key = "checkout-nothing-to-pay"


class OrdersAreOff(NotFound):
    """The store takes no orders on this platform."""

    code = "checkout.orders_are_off"
    message_key = "checkout-orders-are-off"
