"""A promotion as the engine sees it: plain values, read from a row, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class PromotionKind(StrEnum):
    """What a promotion does.

    AMOUNT_OFF takes one amount off all that it targets, AMOUNT_OFF_UNIT the amount off each unit.
    BUNDLE_PRICE sells every `buy_quantity` units for one amount.
    """

    PERCENT_OFF = "percent_off"
    AMOUNT_OFF = "amount_off"
    AMOUNT_OFF_UNIT = "amount_off_unit"
    FREE_SHIPPING = "free_shipping"
    BUY_X_GET_Y = "buy_x_get_y"
    BUNDLE_PRICE = "bundle_price"


class PromotionClass(StrEnum):
    """What a promotion works on, for saying which may be combined."""

    PRODUCT = "product"
    ORDER = "order"
    SHIPPING = "shipping"


class TargetKind(StrEnum):
    """What the numbers of a target are ids of; ALL has none."""

    ALL = "all"
    PRODUCTS = "products"
    CATEGORIES = "categories"
    COLLECTIONS = "collections"
    VARIANTS = "variants"


PRICED = frozenset(
    {PromotionKind.AMOUNT_OFF, PromotionKind.AMOUNT_OFF_UNIT, PromotionKind.BUNDLE_PRICE}
)
ALL_CLASSES = frozenset(PromotionClass)


@dataclass(frozen=True)
class Target:
    """Some of what a store sells."""

    kind: TargetKind = TargetKind.ALL
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Effect:
    """What is given off; which fields count depends on `kind`.

    `percent` (0 to 100) is of PERCENT_OFF and BUY_X_GET_Y, `amount_minor` of the kinds in PRICED,
    `buy_quantity` of the last two kinds, `get_quantity` and `reward` of BUY_X_GET_Y; `reward` None
    rewards units of `target` itself. `most_times` bounds how often the last two apply in an order.
    """

    kind: PromotionKind
    percent: Decimal = Decimal(0)
    amount_minor: int = 0
    target: Target = Target()
    buy_quantity: int = 0
    get_quantity: int = 0
    reward: Target | None = None
    most_times: int | None = None

    @property
    def promotion_class(self) -> PromotionClass:
        """Product where it picks goods or units, order where it is about all of them at once."""
        if self.kind is PromotionKind.FREE_SHIPPING:
            return PromotionClass.SHIPPING
        works_on_units = self.kind not in {PromotionKind.PERCENT_OFF, PromotionKind.AMOUNT_OFF}
        if works_on_units or self.target.kind is not TargetKind.ALL:
            return PromotionClass.PRODUCT
        return PromotionClass.ORDER


@dataclass(frozen=True)
class Conditions:
    """When a promotion applies; all that are given must hold.

    The minimum amount and quantity are of the targeted lines at their prices before any discount.
    The window is [starts_at, ends_at). Codes of groups and countries: one of them; none: any.
    """

    min_amount_minor: int = 0
    min_quantity: int = 0
    group_codes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class PromotionRule:
    """One promotion; `currency` is that of its amounts, None where it has none.

    `combines_with` names the classes of promotions beside which it may stand; two are combined
    when each allows the other's class. Without any it stands alone.
    """

    promotion_id: int
    name: str
    effect: Effect
    conditions: Conditions = Conditions()
    currency: str | None = None
    priority: int = 100
    combines_with: frozenset[PromotionClass] = ALL_CLASSES
    total_limit: int | None = None
    customer_limit: int | None = None
    times_used: int = 0

    def combines(self, other: PromotionRule) -> bool:
        """Whether both may be applied to one basket."""
        return (
            other.effect.promotion_class in self.combines_with
            and self.effect.promotion_class in other.combines_with
        )


@dataclass(frozen=True)
class GivenCode:
    """A code of the basket that is known: as it was typed, and how often it was and may be used."""

    typed: str
    code_id: int
    usage_limit: int | None = None
    times_used: int = 0
    is_retired: bool = False


@dataclass(frozen=True)
class Candidate:
    """A promotion that may apply to a basket, by itself or through a code.

    `customer_uses` is how often this buyer has used it.
    """

    rule: PromotionRule
    code: GivenCode | None = None
    customer_uses: int = 0


@dataclass(frozen=True)
class CandidatesFound:
    """What the database knows of a basket's promotions, in the order in which they apply."""

    candidates: Sequence[Candidate] = ()
    unknown_codes: Sequence[str] = ()
