"""Orders as other modules see them: taking them in from outside, and placing them here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.intake import IntakeCount
from app.modules.contracts.payments import Disposition
from app.modules.contracts.stock import Shortage

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


class OrderState(StrEnum):
    """Where an order stands; EXPIRED is one whose payment was given up."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class OrderPaymentState(StrEnum):
    """Where an order's payment stands; VOIDED: given up before anything was paid."""

    PENDING = "pending"
    AUTHORISED = "authorised"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    VOIDED = "voided"


class FulfilmentState(StrEnum):
    """Where an order's goods are; RETURNED: all that were shipped came back."""

    UNFULFILLED = "unfulfilled"
    PARTIALLY = "partially"
    FULFILLED = "fulfilled"
    RETURNED = "returned"


class OrderSource(StrEnum):
    """Where orders that Stoa itself placed come from; imports name their own sources."""

    STOREFRONT = "storefront"


@dataclass(frozen=True)
class PostalAddress:
    """Where goods or bills go; `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2 if any."""

    name: str
    line1: str
    city: str
    country: str
    line2: str = ""
    postal_code: str = ""
    region: str = ""
    business_name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class NewOrderLine:
    """A line as it is sold, all amounts in minor units and for the whole quantity.

    gross (unit price x quantity, as priced) - discount = what is charged; `net_minor` and
    `tax_minor` are that charge taken apart. `tax_rate` in per cent.
    """

    variant_id: int
    sku: str
    title: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    net_minor: int
    tax_minor: int
    tax_rate: Decimal | None = None
    tax_class: str = "standard"
    needs_shipping: bool = True
    weight_grams: int = 0


@dataclass(frozen=True)
class NewOrder:
    """An order about to be placed, priced and taxed; `key` makes placing twice placing once.

    Amounts are in minor units of `currency`. `shipping_minor` is charged after discount and, like
    the lines' charges, includes tax where `are_prices_gross`. `tax_rates` are (country, rate in per
    cent, net, tax). `hold_until` is when an unpaid order is given up, None for deferred payment.
    `seller_vat_id` is the store's number where the tax is due, which its invoice shows.
    """

    key: str
    platform_id: int
    placed_at: datetime
    currency: str
    locale: str
    email: str
    lines: Sequence[NewOrderLine]
    shipping_address: PostalAddress | None
    billing_address: PostalAddress
    shipping_code: str | None
    shipping_name: str
    shipping_minor: int
    shipping_discount_minor: int
    shipping_net_minor: int
    shipping_tax_minor: int
    are_prices_gross: bool
    tax_scheme: str
    tax_rates: Sequence[tuple[str, Decimal, int, int]]
    payment_method: str
    hold_until: datetime | None
    customer_id: int | None = None
    vat_id: str | None = None
    tax_note_key: str | None = None
    seller_vat_id: str | None = None
    promotions: Sequence[tuple[str, str | None, int]] = ()
    note: str = ""

    @property
    def total_minor(self) -> int:
        """What the customer pays: lines and shipping, net and tax."""
        of_lines = sum(line.net_minor + line.tax_minor for line in self.lines)
        return of_lines + self.shipping_net_minor + self.shipping_tax_minor


@dataclass(frozen=True)
class PlacedOrder:
    """An order that was placed; `access_token` opens it to the guest who placed it."""

    order_id: int
    number: str
    access_token: str
    total_minor: int
    currency: str


@dataclass(frozen=True)
class OrderStanding:
    """What an order's own page begins with; `state` is the order's, the others its aspects'.

    `due_minor` is what is still to be paid, nothing of an order that was given up.
    `refund_failed_minor` is what was to go back to the customer and could not.
    """

    order_id: int
    number: str
    state: OrderState
    payment_state: OrderPaymentState
    fulfilment_state: FulfilmentState
    total_minor: int
    paid_minor: int
    refunded_minor: int
    currency: str
    due_minor: int = 0
    refund_failed_minor: int = 0


class OrderDesk(Protocol):
    """Places orders and hears of their payments; the caller is in the store's scope."""

    def place(
        self, db: Session, store_id: int, order: NewOrder
    ) -> PlacedOrder | Sequence[Shortage]:
        """Writes order and events and sets the stock aside, or writes nothing and says what lacks.

        The same `key` gives the order that it placed before. Ref of its stock is "order:<id>".
        """
        ...

    def payment_changed(
        self, db: Session, store_id: int, order_id: int, at: datetime
    ) -> Disposition:
        """A payment of the order changed: the order reads all of them anew and follows.

        What it does not want, because it came after the order was given up or beyond what is due,
        it asks the gateway to void or to give back. RETURN where there is no such order.
        """
        ...

    def standing(self, db: Session, store_id: int, order_id: int) -> OrderStanding | None:
        """Where the order stands, None when there is none."""
        ...

    def refundable_apart(self, db: Session, store_id: int, order_id: int) -> int | None:
        """How much of the order's money may go back without the order, None: all of it.

        What pays for an invoice goes back by the order only, which writes the credit note.
        """
        ...


ORDER_DESK: Capability[OrderDesk] = Capability("orders.desk")
