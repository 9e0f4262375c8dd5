"""What a store ought to hold after each act, reckoned apart from it in plain whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.kernel.money import split_largest_remainder

LIMITED, ENDLESS = "FEW", "TEN"
LIMIT = 2
AMOUNT_OFF = 500
SHIPPING = {"LU": 590, "DE": 590, "FR": 990}
# Per cent, for what no reduced rate is on.
RATES = {"LU": 17, "DE": 19, "FR": 20}
LATE_CARDS = {"delay", "out_of_order", "timeout_before", "timeout_after"}


@dataclass
class Line:
    """A line of an order; `net` and `tax` are what no refund took of them."""

    id: int
    variant: int
    quantity: int
    net: int
    tax: int
    cancelled: int = 0
    shipped: int = 0
    returned: int = 0
    taken: int = 0
    announced: int = 0

    @property
    def left(self) -> int:
        return self.quantity - self.taken

    @property
    def to_ship(self) -> int:
        return self.quantity - self.cancelled - self.shipped

    @property
    def returnable(self) -> int:
        return self.left - self.to_ship - self.announced

    def take(self, units: int) -> None:
        """Takes the units' part of what is left of the price, and of the tax in it."""
        if units:
            parts = [units, self.left - units]
            charge = split_largest_remainder(self.net + self.tax, parts)[0]
            tax = split_largest_remainder(self.tax, parts)[0]
            self.net -= charge - tax
            self.tax -= tax
            self.taken += units


@dataclass
class Back:
    """A return that was asked for."""

    id: int
    line: Line
    quantity: int
    is_approved: bool = False


@dataclass
class Sale:
    """An order. `paid` is what came and was kept, before refunds; amounts are minor units."""

    id: int
    number: str
    total: int
    lines: list[Line]
    shipping: tuple[int, int]
    placed_at: datetime
    code: str | None
    paid: int = 0
    is_paid: bool = False
    is_authorised: bool = False
    is_expired: bool = False
    is_cancelled: bool = False
    is_late: bool = False
    counts_code: bool = True
    invoices: int = 0
    credit_notes: int = 0
    reversals: int = 0
    backs: list[Back] = field(default_factory=list)

    @property
    def due(self) -> int:
        return sum(line.net + line.tax for line in self.lines) + sum(self.shipping)

    @property
    def goods_left(self) -> int:
        return sum(line.net + line.tax for line in self.lines)

    @property
    def given_back(self) -> int:
        return self.paid - self.due if self.is_paid else 0

    @property
    def is_shipped(self) -> bool:
        return any(line.shipped for line in self.lines)

    @property
    def holds(self) -> bool:
        return not (self.is_expired or self.is_cancelled)

    @property
    def is_assured(self) -> bool:
        return self.is_paid or self.is_authorised

    @property
    def state(self) -> str:
        if self.is_expired:
            return "expired"
        if self.is_cancelled:
            return "cancelled"
        is_fulfilled = self.is_shipped and not any(line.to_ship for line in self.lines)
        return "completed" if is_fulfilled and self.is_paid else "open"

    @property
    def payment_state(self) -> str:
        if self.given_back:
            return "refunded" if self.given_back == self.paid else "partially_refunded"
        if self.is_paid:
            return "paid"
        if not self.holds:
            return "voided"
        return "authorised" if self.is_authorised else "pending"

    def pay(self, amount: int) -> None:
        """The money is there, and with it the invoice."""
        self.paid, self.is_paid = amount, True
        self.invoices = 1

    def may_refund(self) -> bool:
        wanted = {"paid", "partially_refunded"}
        return self.state in {"open", "completed"} and self.payment_state in wanted

    def cancel_units(self, line: Line, units: int) -> None:
        line.take(units)
        line.cancelled += units

    def take_shipping(self, amount: int) -> None:
        net, tax = split_largest_remainder(amount, self.shipping)
        self.shipping = (self.shipping[0] - net, self.shipping[1] - tax)

    def take_amount(self, amount: int) -> None:
        """A part of the price without goods, spread over all lines."""
        shares = split_largest_remainder(amount, [line.net + line.tax for line in self.lines])
        for line, share in zip(self.lines, shares, strict=True):
            net, tax = split_largest_remainder(share, [line.net, line.tax])
            line.net, line.tax = line.net - net, line.tax - tax

    def cancel(self) -> None:
        for line in self.lines:
            self.cancel_units(line, line.left)
        self.shipping = (0, 0)
        self.close()

    def close(self) -> None:
        """Something was taken back: it has a credit note where there was an invoice."""
        self.reversals += 1
        self.credit_notes += self.invoices
        if not self.is_shipped and not any(line.to_ship for line in self.lines):
            self.is_cancelled = True
            self.counts_code = False

    def expire(self) -> None:
        self.is_expired = True
        self.counts_code = False


@dataclass
class Cart:
    """What a shopper has chosen."""

    token: str
    lines: dict[int, int]
    code: str | None = None
    country: str = ""
    method: str = ""
    sale: Sale | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and self.country in SHIPPING


@dataclass
class Books:
    """All of a store."""

    prices: dict[int, int]
    on_hand: dict[int, int]
    promotions: dict[str, int]
    include_tax: bool
    are_on: dict[str, bool] = field(default_factory=lambda: {LIMITED: True, ENDLESS: True})
    carts: list[Cart] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)

    def reserved(self, variant: int) -> int:
        """What open orders wait for."""
        return sum(
            line.to_ship
            for sale in self.sales
            if sale.holds
            for line in sale.lines
            if line.variant == variant
        )

    def available(self, variant: int) -> int:
        return self.on_hand[variant] - self.reserved(variant)

    def covers(self, wanted: Mapping[int, int]) -> bool:
        return all(self.available(variant) >= units for variant, units in wanted.items())

    def uses(self, code: str) -> int:
        return sum(sale.code == code and sale.counts_code for sale in self.sales)

    def working_code(self, cart: Cart) -> str | None:
        code = cart.code
        if code is None or not self.are_on[code]:
            return None
        return None if code == LIMITED and self.uses(code) >= LIMIT else code

    def total(self, cart: Cart) -> int:
        """Goods less the discount, the way there, and tax where prices are without."""
        goods = sum(self.prices[variant] * units for variant, units in cart.lines.items())
        off = {None: 0, ENDLESS: goods // 10, LIMITED: min(AMOUNT_OFF, goods)}
        total = goods - off[self.working_code(cart)] + SHIPPING.get(cart.country, 0)
        rate = 0 if self.include_tax else RATES.get(cart.country, 0)
        return total + (total * rate * 2 + 100) // 200

    def reopen(self, sale: Sale) -> None:
        """The cart of an order that was given up can be changed and ordered again."""
        for cart in self.carts:
            if cart.sale is sale:
                cart.sale = None


def sale_of(placed: Mapping[str, Any], seen: Mapping[str, Any], cart: Cart, at: datetime) -> Sale:
    """The order that was placed; how its total is split among lines and tax is read once."""
    lines = [
        Line(
            row["id"],
            row["variant_id"],
            row["quantity"],
            row["net"]["amount_minor"],
            row["tax"]["amount_minor"],
        )
        for row in seen["lines"]
    ]
    shipping = seen["shipping"]["amount_minor"]
    shipping_tax = seen["tax"]["amount_minor"] - sum(line.tax for line in lines)
    total = placed["order"]["total"]["amount_minor"]
    order_id, number = placed["order"]["order_id"], placed["order"]["number"]
    return Sale(order_id, number, total, lines, (shipping, shipping_tax), at, cart.code)
