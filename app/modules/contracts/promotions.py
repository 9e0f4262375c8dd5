"""Promotions as other modules see them: what a basket costs less, and keeping to the limits."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.modules.contracts.capabilities import Capability

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class BasketLine:
    """So many units of a variant at a unit price in minor units; `key` names it in the answer."""

    key: str
    variant_id: int
    product_id: int
    quantity: int
    unit_price_minor: int
    category_ids: tuple[int, ...] = ()
    collection_ids: tuple[int, ...] = ()

    @property
    def amount_minor(self) -> int:
        return self.quantity * self.unit_price_minor


@dataclass(frozen=True)
class Basket:
    """What somebody wants to buy; `customer_key` tells buyers apart for limits per customer.

    It is "customer:7" for an account and "email:<digest>" for a guest, None while nobody is known.
    """

    currency: str
    lines: Sequence[BasketLine]
    at: datetime
    codes: Sequence[str] = ()
    shipping_minor: int = 0
    customer_key: str | None = None
    group_codes: tuple[str, ...] = ()
    country: str | None = None


class CodeRefusal(StrEnum):
    """Why a code does nothing."""

    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    OVER = "over"
    USED_UP = "used_up"
    USED_BY_CUSTOMER = "used_by_customer"
    CONDITIONS = "conditions"
    NOT_COMBINABLE = "not_combinable"


@dataclass(frozen=True)
class RefusedCode:
    """A code that does nothing for this basket, and why.

    Of a promotion that applied by itself `code` is "" and `promotion_id` says which it was.
    """

    code: str
    reason: CodeRefusal
    promotion_id: int | None = None


@dataclass(frozen=True)
class LineDiscount:
    """What a promotion takes off one line, positive, in minor units."""

    key: str
    promotion_id: int
    amount_minor: int


@dataclass(frozen=True)
class AppliedPromotion:
    """A promotion that takes something off; `amount_minor` over lines and shipping, positive."""

    promotion_id: int
    name: str
    amount_minor: int
    shipping_minor: int = 0
    code: str | None = None


@dataclass(frozen=True)
class Discounts:
    """What a basket costs less, in minor units of `currency`; nothing ever falls under zero.

    `applied` stands in the order in which the promotions apply.
    """

    lines: Sequence[LineDiscount] = ()
    shipping_minor: int = 0
    applied: Sequence[AppliedPromotion] = ()
    refused: Sequence[RefusedCode] = ()
    currency: str | None = None

    def of_line(self, key: str) -> int:
        """All that is taken off the line, in minor units."""
        return sum(line.amount_minor for line in self.lines if line.key == key)


class PromotionEngine(Protocol):
    """Knows the promotions of a store; the caller is in the store's scope."""

    def discounts(self, db: Session, store_id: int, basket: Basket) -> Discounts:
        """What the basket costs less now; reads only, and promises nothing about limits later."""
        ...

    def redeem(
        self,
        db: Session,
        store_id: int,
        ref: str,
        discounts: Discounts,
        *,
        customer_key: str | None,
        at: datetime,
    ) -> Sequence[RefusedCode]:
        """Counts the applied promotions as used by `ref`, or none and says which are used up.

        Limits are checked under a lock on the promotions, taken in primary key order. The same
        `ref` again changes nothing.
        """
        ...

    def give_back(self, db: Session, store_id: int, ref: str) -> None:
        """What `ref` used does not count any more: its order came to nothing."""
        ...


class NoPromotions:
    """Promotions of a store that has none: nothing costs less, and no code is known."""

    def discounts(self, db: Session, store_id: int, basket: Basket) -> Discounts:
        """Nothing off."""
        refused = [RefusedCode(code, CodeRefusal.UNKNOWN) for code in basket.codes]
        return Discounts(refused=refused)

    def redeem(
        self,
        db: Session,
        store_id: int,
        ref: str,
        discounts: Discounts,
        *,
        customer_key: str | None,
        at: datetime,
    ) -> Sequence[RefusedCode]:
        """Nothing to count."""
        return ()

    def give_back(self, db: Session, store_id: int, ref: str) -> None:
        """Nothing was counted."""


def account_key(customer_id: int) -> str:
    """The `customer_key` of an account."""
    return f"customer:{customer_id}"


def guest_key(email: str) -> str:
    """The `customer_key` of a guest: a digest, the same for every way of writing the address."""
    plain = unicodedata.normalize("NFKC", email).strip().casefold()
    return f"email:{hashlib.sha256(plain.encode()).hexdigest()}"


PROMOTION_ENGINE: Capability[PromotionEngine] = Capability("promotions.engine")
