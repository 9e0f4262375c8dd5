"""How orders says no."""

from __future__ import annotations

from app.kernel.errors import Conflict, InvalidInput, NotFound


class UnknownOrder(NotFound):
    """There is no such order here, or not for whoever asks."""

    code = "orders.unknown_order"
    message_key = "orders-error-unknown-order"


class OrderIsEmpty(InvalidInput):
    """An order needs at least one line."""

    code = "orders.empty"
    message_key = "orders-error-empty"


class NoFreeNumber(Conflict):
    """Number after number was taken, which does not happen by chance; trying again helps."""

    code = "orders.no_free_number"
    message_key = "orders-error-no-free-number"
