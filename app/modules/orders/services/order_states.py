"""The state machines of an order, its payment and its fulfilment, and what may be done when.

States follow from times and amounts (decision 0007); the tables say which may follow which, and in
which of them an act is allowed. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.modules.contracts.orders import FulfilmentState, OrderPaymentState, OrderState


class Act(StrEnum):
    """What a team or a customer does to an order."""

    SHIP = "ship"
    CANCEL = "cancel"
    EDIT = "edit"
    REFUND = "refund"
    EXPLAIN_REFUND = "explain_refund"
    RETURN = "return"
    RECORD_PAYMENT = "record_payment"
    CAPTURE = "capture"


_O, _P, _F = OrderState, OrderPaymentState, FulfilmentState
ORDER_STEPS: Mapping[OrderState, frozenset[OrderState]] = {
    _O.OPEN: frozenset({_O.COMPLETED, _O.CANCELLED, _O.EXPIRED}),
    _O.COMPLETED: frozenset(),
    _O.CANCELLED: frozenset(),
    # Money that came late revives an order whose goods are still there.
    _O.EXPIRED: frozenset({_O.OPEN, _O.COMPLETED}),
}
_PAID_ON = frozenset({_P.PARTIALLY_REFUNDED, _P.REFUNDED})
PAYMENT_STEPS: Mapping[OrderPaymentState, frozenset[OrderPaymentState]] = {
    _P.PENDING: frozenset({_P.AUTHORISED, _P.PARTIALLY_PAID, _P.PAID, _P.VOIDED, *_PAID_ON}),
    _P.AUTHORISED: frozenset({_P.PENDING, _P.PARTIALLY_PAID, _P.PAID, _P.VOIDED, *_PAID_ON}),
    _P.PARTIALLY_PAID: frozenset({_P.AUTHORISED, _P.PAID, _P.VOIDED, *_PAID_ON}),
    _P.PAID: _PAID_ON,
    _P.PARTIALLY_REFUNDED: frozenset({_P.PAID, _P.REFUNDED}),
    # What the provider would not give back is still here.
    _P.REFUNDED: frozenset({_P.PARTIALLY_REFUNDED, _P.PAID}),
    _P.VOIDED: frozenset({_P.PAID, _P.AUTHORISED, _P.PARTIALLY_PAID, *_PAID_ON}),
}
FULFILMENT_STEPS: Mapping[FulfilmentState, frozenset[FulfilmentState]] = {
    _F.UNFULFILLED: frozenset({_F.PARTIALLY, _F.FULFILLED}),
    _F.PARTIALLY: frozenset({_F.FULFILLED, _F.RETURNED}),
    _F.FULFILLED: frozenset({_F.RETURNED}),
    _F.RETURNED: frozenset({_F.PARTIALLY, _F.FULFILLED}),
}


@dataclass(frozen=True)
class Rule:
    """In which states an act is allowed."""

    order: frozenset[OrderState]
    payment: frozenset[OrderPaymentState] = frozenset(_P)
    fulfilment: frozenset[FulfilmentState] = frozenset(_F)


_OPEN = frozenset({_O.OPEN})
_GONE_ON = frozenset({_O.OPEN, _O.COMPLETED})
_PLACED = _GONE_ON | {_O.CANCELLED}
# What was paid and given back as goodwill is still to be shipped.
_ASSURED = frozenset({_P.AUTHORISED, _P.PAID, _P.PARTIALLY_REFUNDED, _P.REFUNDED})
_UNSETTLED = frozenset({_P.PENDING, _P.PARTIALLY_PAID, _P.AUTHORISED})
_SHIPPED = frozenset({_F.PARTIALLY, _F.FULFILLED, _F.RETURNED})
RULES: Mapping[Act, Rule] = {
    # Orders with deferred payment may be shipped while they wait for it: see `may`.
    Act.SHIP: Rule(_OPEN, _ASSURED),
    Act.CANCEL: Rule(_OPEN, fulfilment=frozenset({_F.UNFULFILLED})),
    Act.EDIT: Rule(_OPEN, _ASSURED),
    # A cancelled order may have kept its shipping.
    Act.REFUND: Rule(_PLACED, frozenset({_P.PAID, _P.PARTIALLY_REFUNDED})),
    Act.EXPLAIN_REFUND: Rule(_PLACED, frozenset({_P.PARTIALLY_REFUNDED, _P.REFUNDED})),
    Act.RETURN: Rule(_GONE_ON, fulfilment=_SHIPPED),
    Act.RECORD_PAYMENT: Rule(_GONE_ON, _UNSETTLED),
    Act.CAPTURE: Rule(_GONE_ON, frozenset({_P.AUTHORISED})),
}
_ALSO_WHILE_DEFERRED = frozenset({Act.SHIP, Act.EDIT})


class OrderTimes(Protocol):
    """What the states of an order follow from; amounts in minor units."""

    @property
    def paid_at(self) -> datetime | None: ...
    @property
    def authorised_at(self) -> datetime | None: ...
    @property
    def fulfilled_at(self) -> datetime | None: ...
    @property
    def cancelled_at(self) -> datetime | None: ...
    @property
    def failed_at(self) -> datetime | None: ...
    @property
    def hold_until(self) -> datetime | None: ...
    @property
    def paid_minor(self) -> int: ...
    @property
    def given_back_minor(self) -> int: ...


class LineUnits(Protocol):
    """What the fulfilment follows from, of each line."""

    @property
    def to_ship_units(self) -> int: ...
    @property
    def shipped_units(self) -> int: ...
    @property
    def returned_units(self) -> int: ...


def order_state(order: OrderTimes) -> OrderState:
    """Completed is what was shipped in full and paid."""
    if order.failed_at is not None:
        return OrderState.EXPIRED
    if order.cancelled_at is not None:
        return OrderState.CANCELLED
    is_done = order.fulfilled_at is not None and order.paid_at is not None
    return OrderState.COMPLETED if is_done else OrderState.OPEN


def payment_state(order: OrderTimes) -> OrderPaymentState:
    """Given back counts from the moment when it was decided, not when the money arrived."""
    if order.given_back_minor > 0:
        is_all = order.given_back_minor >= order.paid_minor
        return OrderPaymentState.REFUNDED if is_all else OrderPaymentState.PARTIALLY_REFUNDED
    if order.paid_at is not None:
        return OrderPaymentState.PAID
    if order.cancelled_at is not None or order.failed_at is not None:
        return OrderPaymentState.VOIDED
    if order.authorised_at is not None:
        return OrderPaymentState.AUTHORISED
    return OrderPaymentState.PARTIALLY_PAID if order.paid_minor > 0 else OrderPaymentState.PENDING


def fulfilment_state(shipped: int, returned: int, to_ship: int) -> FulfilmentState:
    """From the units of all lines."""
    if shipped == 0:
        return FulfilmentState.UNFULFILLED
    if returned >= shipped:
        return FulfilmentState.RETURNED
    return FulfilmentState.PARTIALLY if to_ship > 0 else FulfilmentState.FULFILLED


def may(
    act: Act, order: OrderTimes, payment: OrderPaymentState, fulfilment: FulfilmentState
) -> bool:
    """Whether the act is allowed now.

    An order without a time limit for its payment is deferred: bank transfer, cash on delivery. It
    may be shipped and changed while the payment is awaited.
    """
    rule = RULES[act]
    is_deferred = act in _ALSO_WHILE_DEFERRED and order.hold_until is None
    is_paid_right = payment in rule.payment or (is_deferred and payment in _UNSETTLED)
    return order_state(order) in rule.order and is_paid_right and fulfilment in rule.fulfilment
