"""What happened, told to whoever cares: the facts that modules react to.

An event is announced in the transaction of the change (`app.modules.core.services.reactions`) and
handed to each handler named in a definition as a job of its own: once in effect, or not at all when
the change was rolled back. Handlers run later, in the store's scope, and read what they need anew.
Fields are whole numbers, texts and tuples of them, so that an event can be kept as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reaction: TypeAlias = Callable[["Session", Any], None]


@dataclass(frozen=True)
class Event:
    """Something that happened in one store; `is_seen` tells that pages for shoppers change."""

    store_id: int
    is_seen: ClassVar[bool] = False


@dataclass(frozen=True)
class ProductsChanged(Event):
    """What a shopper sees of these products may have changed, prices and texts included."""

    product_ids: tuple[int, ...]
    is_seen: ClassVar[bool] = True


@dataclass(frozen=True)
class AvailabilityChanged(Event):
    """These variants began or ceased to be available; mere changes of quantity are not told."""

    variant_ids: tuple[int, ...]
    is_seen: ClassVar[bool] = True


@dataclass(frozen=True)
class OrderEvent(Event):
    """Something that happened to one order."""

    order_id: int


@dataclass(frozen=True)
class OrderPlaced(OrderEvent):
    """An order was placed; it may still wait for its payment."""


@dataclass(frozen=True)
class OrderPaid(OrderEvent):
    """An order is paid in full."""


@dataclass(frozen=True)
class OrderExpired(OrderEvent):
    """An order's payment failed or was given up; what was set aside for it is free again."""


@dataclass(frozen=True)
class OrderCancelled(OrderEvent):
    """An order was cancelled."""


@dataclass(frozen=True)
class OrderShipped(OrderEvent):
    """Goods of an order were handed over; `fulfilment_id` names which."""

    fulfilment_id: int


@dataclass(frozen=True)
class OrderRefunded(OrderEvent):
    """Money of an order was given back; `reversal_id` names what."""

    reversal_id: int


@dataclass(frozen=True)
class ReturnRequested(OrderEvent):
    """A shopper wants to send goods back; `return_id` names which."""

    return_id: int


@dataclass(frozen=True)
class CustomerErased(Event):
    """A customer's personal data was erased."""

    customer_id: int
