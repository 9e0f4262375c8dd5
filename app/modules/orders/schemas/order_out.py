"""An order as the API shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from app.kernel.http.schemas import MoneyOut, Output
from app.modules.contracts.orders import FulfilmentState, OrderPaymentState, OrderState


class AddressOut(Output):
    """Where goods or bills go."""

    name: str
    line1: str
    line2: str = ""
    postal_code: str = ""
    city: str
    region: str = ""
    country: str
    business_name: str = ""
    phone: str = ""


class LineOut(Output):
    """A line as it was sold, and what became of its units."""

    id: int
    sku: str
    title: str
    variant_id: int | None
    quantity: int
    unit_price: str = Field(
        description="Major units, also below a minor one, with tax where prices include it."
    )
    discount: MoneyOut
    net: MoneyOut
    tax: MoneyOut
    total: MoneyOut
    tax_rate: str | None = Field(description="Per cent.", examples=["17"])
    cancelled: int
    shipped: int
    returned: int
    refunded: int = Field(description="Units whose money was taken back, cancelled ones included.")


class ShippedLineOut(Output):
    """Units of a line in a shipment or a return."""

    line_id: int
    quantity: int


class FulfilmentOut(Output):
    """A shipment."""

    id: int
    shipped_at: datetime
    delivered_at: datetime | None
    carrier: str | None
    tracking_number: str | None
    tracking_url: str | None
    lines: list[ShippedLineOut]


class ReturnLineOut(Output):
    """Units of a line that are to come back, and those that came."""

    line_id: int
    quantity: int
    received: int
    restocked: int


class ReturnOut(Output):
    """A return or a withdrawal: `state` is requested, approved, rejected or received."""

    id: int
    kind: str
    state: str
    reason: str | None
    rejection: str | None
    requested_at: datetime
    approved_at: datetime | None
    rejected_at: datetime | None
    received_at: datetime | None
    refund_due_at: datetime | None
    lines: list[ReturnLineOut]


class ReturnInListOut(ReturnOut):
    """A return among those of all orders."""

    order_id: int
    order_number: str


class ReversalOut(Output):
    """What was taken back at once: `refund` is the money that went back for it."""

    id: int
    number: str
    kind: str
    occurred_at: datetime
    reason: str | None
    goods: MoneyOut
    shipping: MoneyOut
    tax: MoneyOut
    refund: MoneyOut


class InvoiceSummaryOut(Output):
    """An invoice or credit note in a list."""

    id: int
    kind: str
    number: str
    issued_at: datetime
    total: MoneyOut


class InvoiceOut(InvoiceSummaryOut):
    """An invoice or credit note with all that it says, frozen when it was issued."""

    locale: str
    content: dict[str, Any]


class EventOut(Output):
    """Something that happened to an order, or a note of the team.

    Of kind "failed" is that it expired, as nobody paid in time; "reversed" is what was cancelled,
    edited, refunded or taken back. `subject_id` is the shipment's, return's or invoice's that it is
    about, `text` what somebody wrote.
    """

    kind: str
    happened_at: datetime
    actor: str | None
    text: str | None
    subject_id: int | None
    details: dict[str, Any] | None


class OrderSummaryOut(Output):
    """An order in a list."""

    id: int
    number: str
    source: str
    placed_at: datetime
    state: OrderState
    payment_state: OrderPaymentState
    customer_name: str | None
    customer_email: str | None
    units: int
    total: MoneyOut
    currency: str


class TaxRateOut(Output):
    """What was taxed at one rate, when the order was placed."""

    country: str
    rate: str
    net: MoneyOut
    tax: MoneyOut


class PromotionOut(Output):
    """A promotion that took something off."""

    name: str
    code: str | None
    amount: MoneyOut


class ShopperOrderOut(Output):
    """An order as the one who placed it sees it."""

    number: str
    placed_at: datetime
    state: OrderState
    payment_state: OrderPaymentState
    fulfilment_state: FulfilmentState
    locale: str | None
    currency: str
    email: str | None
    are_prices_gross: bool
    subtotal: MoneyOut = Field(description="Goods after discounts, without tax.")
    shipping: MoneyOut = Field(description="Without tax.")
    tax: MoneyOut
    total: MoneyOut = Field(description="What was charged when the order was placed.")
    due: MoneyOut = Field(description="What is charged after all that was taken back.")
    paid: MoneyOut
    refunded: MoneyOut = Field(description="What went back or is on its way.")
    refund_failed: MoneyOut = Field(description="What was to go back, and the provider would not.")
    shipping_name: str | None
    payment_method: str | None
    shipping_address: AddressOut | None
    billing_address: AddressOut | None
    note: str | None
    tax_rates: list[TaxRateOut]
    promotions: list[PromotionOut]
    lines: list[LineOut]
    fulfilments: list[FulfilmentOut]
    returns: list[ReturnOut]
    invoices: list[InvoiceSummaryOut]
    withdrawal_until: date | None = Field(
        description="The last day for withdrawing; nothing while the time has not begun to run."
    )


class OrderOut(ShopperOrderOut):
    """An order as the store's team sees it."""

    id: int
    version: int
    source: str
    customer_id: int | None
    customer_name: str | None
    vat_id: str | None
    tax_scheme: str | None
    hold_until: datetime | None
    authorised_at: datetime | None
    paid_at: datetime | None
    fulfilled_at: datetime | None
    cancelled_at: datetime | None
    expired_at: datetime | None
    reversals: list[ReversalOut]
    given_back_apart: MoneyOut = Field(
        description="Part of `refunded` that went back without the order, as in the provider's own"
        " pages. A refund with `was_given_back` says what for, and writes the credit note."
    )


class SellerOut(Output):
    """Who sells, as invoices say it."""

    legal_name: str
    line1: str
    line2: str
    postal_code: str
    city: str
    country: str
    vat_id: str
    registration: str
    email: str
    footer: str
    version: int
