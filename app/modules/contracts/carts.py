"""Carts as other modules see them: what is in one, and that it became an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class CartLine:
    """So many units of a variant; `seen_price_minor` is the unit price the shopper last saw."""

    line_id: int
    variant_id: int
    quantity: int
    seen_price_minor: int | None


@dataclass(frozen=True)
class Cart:
    """A shopper's cart; `version` rises with every change of its lines or codes."""

    cart_id: int
    version: int
    currency: str
    locale: str
    platform_id: int
    customer_id: int | None
    codes: tuple[str, ...]
    lines: Sequence[CartLine]
    order_id: int | None = None


class CartDesk(Protocol):
    """Hands carts of a store to checkout; the caller is in the store's scope."""

    def find(self, db: Session, store_id: int, token: str) -> Cart | None:
        """The cart of that secret token, None when there is none."""
        ...

    def lock(self, db: Session, store_id: int, cart_id: int) -> Cart | None:
        """The cart as it is now, locked until the transaction ends."""
        ...

    def note_prices(self, db: Session, store_id: int, cart_id: int, prices: dict[int, int]) -> None:
        """The shopper has now seen these unit prices, by line id; the version stays."""
        ...

    def convert(
        self, db: Session, store_id: int, cart_id: int, order_id: int, at: datetime
    ) -> None:
        """The cart became this order and cannot be changed any more."""
        ...


CART_DESK: Capability[CartDesk] = Capability("cart.desk")
