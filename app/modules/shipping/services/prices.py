"""What a way of delivery costs for a parcel; reads no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What the price goes by: nothing, the weight in grams, or the value of the goods."""

    FLAT = "flat"
    WEIGHT = "weight"
    VALUE = "value"


@dataclass(frozen=True)
class Step:
    """From so many grams or minor units on (inclusive) the price is this, in minor units."""

    from_amount: int
    price_minor: int


@dataclass(frozen=True)
class Tariff:
    """The price of one way in one zone and currency, and between which limits it is offered.

    Limits are inclusive, None for none; goods count after discounts. `free_from_minor` is from
    which value of goods on it costs nothing.
    """

    basis: Basis
    price_minor: int = 0
    steps: Sequence[Step] = ()
    free_from_minor: int | None = None
    min_goods_minor: int | None = None
    max_goods_minor: int | None = None
    min_weight_grams: int | None = None
    max_weight_grams: int | None = None


def price_of(tariff: Tariff, *, goods_minor: int, weight_grams: int) -> int | None:
    """The price in minor units, None where this way is not offered for such a parcel.

    A stepped price below its first step is not offered.
    """
    if not _within(goods_minor, tariff.min_goods_minor, tariff.max_goods_minor):
        return None
    if not _within(weight_grams, tariff.min_weight_grams, tariff.max_weight_grams):
        return None
    price = _listed(tariff, goods_minor=goods_minor, weight_grams=weight_grams)
    if price is None:
        return None
    is_free = tariff.free_from_minor is not None and goods_minor >= tariff.free_from_minor
    return 0 if is_free else price


def _listed(tariff: Tariff, *, goods_minor: int, weight_grams: int) -> int | None:
    if tariff.basis is Basis.FLAT:
        return tariff.price_minor
    amount = weight_grams if tariff.basis is Basis.WEIGHT else goods_minor
    reached = [step for step in tariff.steps if step.from_amount <= amount]
    return max(reached, key=lambda step: step.from_amount).price_minor if reached else None


def _within(amount: int, lowest: int | None, highest: int | None) -> bool:
    return (lowest is None or amount >= lowest) and (highest is None or amount <= highest)
