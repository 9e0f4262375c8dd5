"""Checkouts as they go over HTTP."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from app.kernel.http.schemas import (
    Code,
    Input,
    LongText,
    MinorUnits,
    MoneyOut,
    Output,
)
from app.modules.contracts.carts import ChangeKind
from app.modules.contracts.orders import FulfilmentState, OrderPaymentState, OrderState
from app.modules.contracts.payments import PaymentState
from app.modules.contracts.shipping import ShippingKind
from app.modules.contracts.taxes import TaxScheme
from app.modules.core.schemas.people import Email, PostalAddressIn, PostalAddressOut

VatId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9 .-]{4,20}$")]
Detail = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
WebAddress = Annotated[
    str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s\x00-\x1f]+$")
]


class CheckoutIn(Input):
    """What the shopper says, as much of it as is known; what is left out stays as it was."""

    email: Email | None = None
    shipping_address: PostalAddressIn | None = None
    billing_address: PostalAddressIn | None = None
    vat_id: VatId | None = None
    note: Annotated[LongText, Field(max_length=2000)] | None = None
    shipping_code: Code | None = None
    payment_method: Code | None = None


class PlaceIn(CheckoutIn):
    """Buy, and say with it what was not said before, or all of it in one call.

    `expected_total_minor` is the total that the shopper agreed to, in minor units. While the cart
    has `changes`, nothing is ordered without it.
    `payment_details` go to the payment provider and are not kept.
    """

    expected_total_minor: MinorUnits | None = None
    payment_details: Annotated[dict[Code, Detail], Field(max_length=20)] = Field(
        default_factory=dict
    )
    return_url: WebAddress | None = None


class PayIn(Input):
    """Pay an order whose payment failed, perhaps another way."""

    payment_method: Code
    payment_details: Annotated[dict[Code, Detail], Field(max_length=20)] = Field(
        default_factory=dict
    )
    return_url: WebAddress | None = None


class LineOut(Output):
    """A line as it would be sold: charge = amount - discount = net + tax (prices with tax)."""

    line_id: int
    variant_id: int
    sku: str | None
    title: str | None
    variant_title: str | None
    quantity: int
    unit_price: MoneyOut
    amount: MoneyOut
    discount: MoneyOut
    net: MoneyOut
    tax: MoneyOut
    tax_rate: Decimal | None
    total: MoneyOut


class OfferOut(Output):
    """A way to get the goods, and what it costs before discounts."""

    code: str
    name: str
    description: str | None
    kind: ShippingKind
    price: MoneyOut
    days_min: int | None
    days_max: int | None


class MethodOut(Output):
    """A way to pay."""

    code: str
    name: str
    is_deferred: bool
    instructions: str | None


class TaxRateOut(Output):
    """What is taxed at one rate, per cent, and where the tax is due."""

    rate: Decimal
    country: str
    net: MoneyOut
    tax: MoneyOut


class TotalsOut(Output):
    """goods - discount + shipping - shipping_discount, taxed: net + tax = total."""

    goods: MoneyOut
    discount: MoneyOut
    shipping: MoneyOut
    shipping_discount: MoneyOut
    net: MoneyOut
    tax: MoneyOut
    total: MoneyOut


class ChangeOut(Output):
    """What is not as when the cart was last changed: a price in minor units, or units to be had."""

    kind: ChangeKind
    line_id: int
    was: int | None
    now: int | None


class OrderedOut(Output):
    """An order that was placed; `access_token` opens it to a guest.

    It is told once, to whoever placed the order; whoever pays it another way finds null.
    States are those of the orders' own pages.
    """

    order_id: int
    number: str
    access_token: str | None
    state: OrderState
    payment_state: OrderPaymentState
    fulfilment_state: FulfilmentState
    total: MoneyOut
    paid: MoneyOut


class PaymentOut(Output):
    """How the payment stands; `next_action` is what the shopper has to do, if anything."""

    payment_id: int
    method: str
    state: PaymentState
    amount: MoneyOut
    captured: MoneyOut
    decline_code: str | None
    next_action: dict[str, str] | None


class PlacedOut(Output):
    """What came of buying: the order stands even when its payment was declined or waits."""

    order: OrderedOut
    payment: PaymentOut | None


class CheckoutOut(Output):
    """A cart on its way to an order; it can be placed when `missing` is empty."""

    token: str
    currency: str
    is_ordered: bool
    email: str | None
    shipping_address: PostalAddressOut | None
    billing_address: PostalAddressOut | None
    vat_id: str | None
    is_vat_id_counted: Annotated[
        bool | None,
        Field(
            description="Whether the tax goes by the number: false for one that is not valid, or "
            "makes no difference where the goods go; null without one."
        ),
    ]
    note: str
    lines: list[LineOut]
    shipping_offers: list[OfferOut]
    shipping_code: str | None
    payment_methods: list[MethodOut]
    payment_method: str | None
    tax_scheme: TaxScheme
    is_tax_estimated: Annotated[
        bool,
        Field(
            description="Until it is known where the goods go, tax is what it would be in the "
            "store's home country."
        ),
    ]
    are_prices_gross: bool
    tax_rates: list[TaxRateOut]
    totals: TotalsOut
    missing: list[str]
    changes: list[ChangeOut]
