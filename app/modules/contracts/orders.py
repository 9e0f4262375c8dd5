"""Orders as other modules see them: taking orders and what reverses them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ReversalKind(StrEnum):
    """Why sold goods or money went back."""

    REFUND = "refund"
    RETURN = "return"
    CANCELLATION = "cancellation"


@dataclass(frozen=True)
class OrderLineIn:
    """What was sold, as it was that day. Known by `external_ref` within its order.

    `unit_price` in major units, up to six decimals, as the source states it; `gross_minor` is unit
    price x quantity rounded half up, before discounts, tax and shipping. `discount_minor` is
    positive and holds the line's own discount and its share of the order's.
    """

    external_ref: str
    sku: str
    title: str
    quantity: int
    unit_price: Decimal
    gross_minor: int
    discount_minor: int = 0
    tax_minor: int = 0
    variant_id: int | None = None


@dataclass(frozen=True)
class OrderIn:
    """An order known by `(source, external_ref)`; `number` is what people call it.

    All times are aware: placed, paid, fulfilled (fully shipped), cancelled, or `failed_at` (payment
    failed or expired: such an order never counts as placed). They are facts: once known they stay,
    and of two accounts of one the earlier wins. Cancelling moves no money by itself; what is given
    back is a `ReversalIn`. Amounts are minor units of `currency`. `platform_id` is the platform
    that it was sold through, None when unknown.
    """

    source: str
    external_ref: str
    number: str
    placed_at: datetime
    currency: str
    lines: tuple[OrderLineIn, ...]
    paid_at: datetime | None = None
    fulfilled_at: datetime | None = None
    cancelled_at: datetime | None = None
    failed_at: datetime | None = None
    shipping_minor: int = 0
    shipping_tax_minor: int = 0
    customer_id: int | None = None
    customer_name: str | None = None
    customer_email: str | None = None
    country: str | None = None
    platform_id: int | None = None


@dataclass(frozen=True)
class ReversalLineIn:
    """One line that went back; amounts positive, `quantity` in units returned."""

    external_ref: str
    sku: str
    title: str
    quantity: int
    goods_minor: int


@dataclass(frozen=True)
class ReversalIn:
    """A refund, return or cancellation at `occurred_at`, known by `(source, external_ref)`.

    `order_ref` is the external reference of the order it belongs to, None when the source does not
    say; the order may come later, and once named it stays. `shipping_minor` and `tax_minor` are
    what was given back of them, positive.
    """

    source: str
    external_ref: str
    number: str
    kind: ReversalKind
    occurred_at: datetime
    currency: str
    lines: tuple[ReversalLineIn, ...]
    order_ref: str | None = None
    shipping_minor: int = 0
    tax_minor: int = 0
    customer_id: int | None = None
    reason: str | None = None


class OrderIntake(Protocol):
    """Takes orders and reversals into a store."""

    def take_orders(self, db: Session, store_id: int, orders: Sequence[OrderIn]) -> IntakeCount:
        """Writes the batch set-wise, totals recomputed from the lines.

        Lines of a known order that are new are added to it (a file may give an order in pieces);
        lines that are already there are left alone. The count is of orders, its `lines_created` of
        the lines that were added.
        """
        ...

    def take_reversals(
        self, db: Session, store_id: int, reversals: Sequence[ReversalIn]
    ) -> IntakeCount:
        """Writes the batch set-wise; new lines of a known reversal are added to it.

        The count is of reversals, its `lines_created` of the lines that were added.
        """
        ...


ORDER_INTAKE: Capability[OrderIntake] = Capability("orders.intake")
