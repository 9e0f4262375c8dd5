"""What one promotion takes off a basket: one amount, rounded half up once, then shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from app.modules.promotions.rules import Effect, PromotionKind
from app.modules.promotions.services.basket_left import BasketLeft, half_up
from app.modules.promotions.services.unit_choice import bundled_units, rewarded_units


@dataclass(frozen=True)
class Taken:
    """What was taken off which line, by its position, and off the shipping; minor units."""

    lines: dict[int, int] = field(default_factory=dict)
    shipping_minor: int = 0

    @property
    def amount_minor(self) -> int:
        return sum(self.lines.values()) + self.shipping_minor


def apply(basket: BasketLeft, effect: Effect) -> Taken:
    """Takes the effect off what is left of the basket, and says what that was."""
    return _EFFECTS[effect.kind](basket, effect)


def _percent_off(basket: BasketLeft, effect: Effect) -> Taken:
    parts = _whole_lines(basket, effect)
    return _percent_of(basket, effect, parts)


def _percent_of(basket: BasketLeft, effect: Effect, parts: dict[int, Fraction]) -> Taken:
    if not parts:
        return Taken()
    total = half_up(sum(parts.values(), Fraction(0)) * Fraction(effect.percent) / 100)
    return Taken(basket.take_off(total, parts))


def _amount_off(basket: BasketLeft, effect: Effect) -> Taken:
    parts = _whole_lines(basket, effect)
    return Taken(basket.take_off(effect.amount_minor, parts)) if parts else Taken()


def _amount_off_unit(basket: BasketLeft, effect: Effect) -> Taken:
    taken: dict[int, int] = {}
    for index in basket.targeted(effect.target):
        wanted = basket.lines[index].quantity * effect.amount_minor
        taken |= basket.take_off(wanted, {index: Fraction(1)})
    return Taken(taken)


def _free_shipping(basket: BasketLeft, _effect: Effect) -> Taken:
    taken, basket.shipping_left = basket.shipping_left, 0
    return Taken(shipping_minor=taken)


def _buy_x_get_y(basket: BasketLeft, effect: Effect) -> Taken:
    units = rewarded_units(basket, effect)
    parts = {index: basket.part_left(index, count) for index, count in units.items()}
    return _percent_of(basket, effect, parts)


def _bundle_price(basket: BasketLeft, effect: Effect) -> Taken:
    units, bundles = bundled_units(basket, effect)
    parts = {index: basket.part_left(index, count) for index, count in units.items()}
    saved = sum(parts.values(), Fraction(0)) - bundles * effect.amount_minor
    if saved <= 0:
        return Taken()
    return Taken(basket.take_off(half_up(saved), parts))


def _whole_lines(basket: BasketLeft, effect: Effect) -> dict[int, Fraction]:
    return {index: Fraction(basket.left[index]) for index in basket.targeted(effect.target)}


_EFFECTS: dict[PromotionKind, Callable[[BasketLeft, Effect], Taken]] = {
    PromotionKind.PERCENT_OFF: _percent_off,
    PromotionKind.AMOUNT_OFF: _amount_off,
    PromotionKind.AMOUNT_OFF_UNIT: _amount_off_unit,
    PromotionKind.FREE_SHIPPING: _free_shipping,
    PromotionKind.BUY_X_GET_Y: _buy_x_get_y,
    PromotionKind.BUNDLE_PRICE: _bundle_price,
}
