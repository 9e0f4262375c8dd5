"""What an order would be if it were placed now, and what is missing before it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.modules.contracts.carts import PricedCart, PricedLine
from app.modules.contracts.orders import PostalAddress
from app.modules.contracts.payments import PaymentMethod
from app.modules.contracts.shipping import ShippingOffer
from app.modules.contracts.taxes import LineTax, TaxAnswer

SHIPPING_KEY = "shipping"


class Missing(StrEnum):
    """What has to be said or changed before the order can be placed."""

    LINES = "lines"
    EMAIL = "email"
    SHIPPING_ADDRESS = "shipping_address"
    BILLING_ADDRESS = "billing_address"
    SHIPPING_CODE = "shipping_code"
    PAYMENT_METHOD = "payment_method"
    DELIVERY = "delivery"


@dataclass(frozen=True)
class Quote:
    """A cart priced for its buyer and its way; all amounts in minor units of `currency`.

    `total_minor` is what would be charged. Until it is known where the goods go, `tax` is an
    estimate: as if they stayed in the store's home country. `offers` are the ways to deliver there,
    `offer` the chosen.
    """

    currency: str
    priced: PricedCart
    tax: TaxAnswer
    is_tax_estimated: bool
    offers: Sequence[ShippingOffer]
    offer: ShippingOffer | None
    methods: Sequence[PaymentMethod]
    method: PaymentMethod | None
    missing: Sequence[Missing]
    needs_shipping: bool
    shipping_address: PostalAddress | None
    billing_address: PostalAddress | None

    @property
    def shipping_minor(self) -> int:
        """What the chosen way costs, before discounts."""
        return 0 if self.offer is None else self.offer.price_minor

    @property
    def shipping_discount_minor(self) -> int:
        return min(self.priced.discounts.shipping_minor, self.shipping_minor)

    @property
    def shipping_tax(self) -> LineTax | None:
        """The charge for delivery taken apart, None where nothing is delivered."""
        return self.tax.by_key.get(SHIPPING_KEY)

    @property
    def tax_minor(self) -> int:
        return sum(line.tax_minor for line in self.tax.lines)

    @property
    def total_minor(self) -> int:
        return sum(line.gross_minor for line in self.tax.lines)

    def tax_of(self, line: PricedLine) -> LineTax:
        """The line's charge taken apart."""
        return self.tax.by_key[goods_key(line)]


def goods_key(line: PricedLine) -> str:
    """How a line of goods is called where taxes are asked."""
    return f"goods:{line.line.variant_id}"
