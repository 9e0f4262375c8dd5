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


class OrderKeptElsewhere(Conflict):
    """An imported order is changed where it comes from; the next import brings the change."""

    code = "orders.kept_elsewhere"
    message_key = "orders-error-kept-elsewhere"


class ActNotAllowed(Conflict):
    """The order stands where this cannot be done; the parameters say where."""

    code = "orders.act_not_allowed"
    message_key = "orders-error-act-not-allowed"


class UnknownLine(InvalidInput):
    """The order has no such line."""

    code = "orders.unknown_line"
    message_key = "orders-error-unknown-line"


class LineNamedTwice(InvalidInput):
    """Each line may be named once."""

    code = "orders.line_named_twice"
    message_key = "orders-error-line-named-twice"


class TooManyUnits(Conflict):
    """More units than there are: to ship, to cancel, to give money back for, or to return."""

    code = "orders.too_many_units"
    message_key = "orders-error-too-many-units"


class NothingToDo(InvalidInput):
    """The call names nothing that would change the order."""

    code = "orders.nothing_to_do"
    message_key = "orders-error-nothing-to-do"


class RefundTooLarge(Conflict):
    """More money than was paid and not yet given back; `left` says how much, in minor units."""

    code = "orders.refund_too_large"
    message_key = "orders-error-refund-too-large"


class NotGivenBack(Conflict):
    """More is said to have gone back already than is known of; `known` is a decimal."""

    code = "orders.not_given_back"
    message_key = "orders-error-not-given-back"


class PaymentTooLarge(Conflict):
    """More money than is still due; `left` says how much, in minor units."""

    code = "orders.payment_too_large"
    message_key = "orders-error-payment-too-large"


class GoodsAreGone(Conflict):
    """The time for paying ran out, and somebody else bought the goods."""

    code = "orders.goods_are_gone"
    message_key = "orders-error-goods-are-gone"


class CountryIsFixed(Conflict):
    """Tax and shipping were reckoned for the country; another one is another order."""

    code = "orders.country_is_fixed"
    message_key = "orders-error-country-is-fixed"


class UnknownFulfilment(NotFound):
    """The order has no such shipment."""

    code = "orders.unknown_fulfilment"
    message_key = "orders-error-unknown-fulfilment"


class UnknownReturn(NotFound):
    """The order has no such return."""

    code = "orders.unknown_return"
    message_key = "orders-error-unknown-return"


class UnknownInvoice(NotFound):
    """The order has no such invoice."""

    code = "orders.unknown_invoice"
    message_key = "orders-error-unknown-invoice"


class ReturnIsDecided(Conflict):
    """The return is not where this could be done; `state` says where it is."""

    code = "orders.return_is_decided"
    message_key = "orders-error-return-is-decided"


class WithdrawalIsOver(Conflict):
    """The time for withdrawing has passed; `until` is its last day."""

    code = "orders.withdrawal_is_over"
    message_key = "orders-error-withdrawal-is-over"


class WithdrawalIsForConsumers(Conflict):
    """A business that bought under its VAT number has no right of withdrawal."""

    code = "orders.withdrawal_is_for_consumers"
    message_key = "orders-error-withdrawal-is-for-consumers"
