"""Carts as checkout sees them: what is in one, what it costs now, and that it became an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability
from app.modules.contracts.catalog import Sellable
from app.modules.contracts.promotions import Discounts
from app.modules.contracts.stock import Availability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


# In the place of a cart's token: the cart of whoever is signed in.
MINE = "me"


@dataclass(frozen=True)
class CartLine:
    """So many units of a variant; `seen_price_minor` is the unit price the shopper last saw."""

    line_id: int
    variant_id: int
    quantity: int
    seen_price_minor: int | None


@dataclass(frozen=True)
class Cart:
    """A shopper's cart; `version` rises with every change of its lines or codes.

    `touched_at` is when somebody last worked with it, an hour exact.
    """

    cart_id: int
    version: int
    currency: str
    platform_id: int
    customer_id: int | None
    codes: tuple[str, ...]
    lines: Sequence[CartLine]
    order_id: int | None = None
    touched_at: datetime | None = None


@dataclass(frozen=True)
class Buyer:
    """What prices may depend on beside the goods; see `promotions.Basket`."""

    customer_key: str | None = None
    group_codes: tuple[str, ...] = ()
    country: str | None = None


class ChangeKind(StrEnum):
    """What became different since the shopper last looked."""

    PRICE = "price_changed"
    GONE = "no_longer_available"
    SHORT = "less_in_stock"


@dataclass(frozen=True)
class CartChange:
    """One difference: of a unit price in minor units, or of the units that can be had."""

    kind: ChangeKind
    line_id: int
    was: int | None
    now: int | None


@dataclass(frozen=True)
class PricedLine:
    """A line at today's price; `item` is None and the price 0 where it cannot be bought any more.

    Amounts in minor units of the cart's currency; `discount_minor` is for the whole line.
    """

    line: CartLine
    item: Sellable | None
    unit_price_minor: int
    discount_minor: int
    availability: Availability

    @property
    def amount_minor(self) -> int:
        """Unit price x quantity, before discounts."""
        return self.unit_price_minor * self.line.quantity

    @property
    def charge_minor(self) -> int:
        """What the line costs."""
        return self.amount_minor - self.discount_minor


@dataclass(frozen=True)
class PricedCart:
    """A cart at one moment: its lines at their prices, what is off, and what changed."""

    cart: Cart
    lines: Sequence[PricedLine]
    discounts: Discounts
    changes: Sequence[CartChange]

    @property
    def goods_minor(self) -> int:
        """All lines after discounts."""
        return sum(line.charge_minor for line in self.lines)


class CartDesk(Protocol):
    """Hands carts of a store to checkout; the caller is in the store's scope."""

    def find(
        self,
        db: Session,
        store_id: int,
        token: str,
        *,
        platform_id: int,
        customer_id: int | None,
        is_locked: bool,
    ) -> Cart | None:
        """The platform's cart of that secret token, or with `MINE` the open one of the customer.

        With `is_locked` it is locked until the transaction ends.
        """
        ...

    def price(
        self,
        db: Session,
        store_id: int,
        cart: Cart,
        *,
        buyer: Buyer,
        locale: str,
        at: datetime,
        shipping_minor: int = 0,
    ) -> PricedCart:
        """What the cart costs at that moment, for that buyer."""
        ...

    def note_seen(
        self, db: Session, store_id: int, cart: Cart, prices: Mapping[int, int], at: datetime
    ) -> None:
        """The shopper works with the cart and has now seen these unit prices, by line id."""
        ...

    def convert(
        self, db: Session, store_id: int, cart_id: int, order_id: int, at: datetime
    ) -> None:
        """The cart became this order and cannot be changed any more."""
        ...


CART_DESK: Capability[CartDesk] = Capability("cart.desk")
