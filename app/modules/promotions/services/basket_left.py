"""A basket while discounts are taken off it: what is left of each line and of the shipping.

Everything is done in the order of the lines' keys, so that the order in which a shopper put things
into the cart decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from app.kernel.money import split_largest_remainder
from app.modules.contracts.promotions import Basket, BasketLine
from app.modules.promotions.rules import Target, TargetKind


class BasketLeft:
    """What a basket still costs; nothing in it falls under zero. Minor units."""

    def __init__(self, basket: Basket) -> None:
        self.lines: Sequence[BasketLine] = sorted(
            (line for line in basket.lines if line.quantity > 0),
            key=lambda line: (line.key, line.variant_id, line.quantity, line.unit_price_minor),
        )
        self.left = [max(0, line.amount_minor) for line in self.lines]
        self.shipping_left = max(0, basket.shipping_minor)

    def targeted(self, target: Target) -> list[int]:
        """The positions of the lines that the target names."""
        return [index for index, line in enumerate(self.lines) if is_targeted(line, target)]

    def part_left(self, index: int, units: int) -> Fraction:
        """What is left of so many units of a line."""
        return Fraction(self.left[index] * units, self.lines[index].quantity)

    def take_off(self, total_minor: int, parts: dict[int, Fraction]) -> dict[int, int]:
        """Takes the amount off these lines in proportion to the parts; what each line gave."""
        indices = sorted(parts)
        scale = lcm(*(part.denominator for part in parts.values()))
        weights = [int(parts[index] * scale) for index in indices]
        shares = share(total_minor, weights, [self.left[index] for index in indices])
        for index, amount in zip(indices, shares, strict=True):
            self.left[index] -= amount
        return {index: amount for index, amount in zip(indices, shares, strict=True) if amount}


def share(total_minor: int, weights: Sequence[int], most: Sequence[int]) -> list[int]:
    """Largest remainder by the weights, none more than its `most`; as much as fits of the total.

    What a line cannot give goes to the others, in proportion to the room that they have.
    """
    total = min(total_minor, sum(most))
    if total <= 0:
        return [0] * len(most)
    shares = [
        min(part, top)
        for part, top in zip(split_largest_remainder(total, weights), most, strict=True)
    ]
    missing = total - sum(shares)
    if missing:
        room = [top - part for part, top in zip(shares, most, strict=True)]
        extra = split_largest_remainder(missing, room)
        shares = [part + more for part, more in zip(shares, extra, strict=True)]
    return shares


def half_up(amount: Fraction) -> int:
    """The nearest whole number of a fraction that is not negative, halves up: 5/2 -> 3."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def is_targeted(line: BasketLine, target: Target) -> bool:
    """Whether the target names the line's product, variant, or something that it belongs to."""
    if target.kind is TargetKind.ALL:
        return True
    belongs_to = {
        TargetKind.PRODUCTS: (line.product_id,),
        TargetKind.VARIANTS: (line.variant_id,),
        TargetKind.CATEGORIES: line.category_ids,
        TargetKind.COLLECTIONS: line.collection_ids,
    }[target.kind]
    return not target.ids.isdisjoint(belongs_to)
