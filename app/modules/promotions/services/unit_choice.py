"""Which units a promotion by pieces is about, counted and never listed: a line may have a million.

Units are chosen by their price before any discount; of equal prices the line whose key sorts first
comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.modules.promotions.rules import Effect
from app.modules.promotions.services.basket_left import BasketLeft

Units = dict[int, int]


def rewarded_units(basket: BasketLeft, effect: Effect) -> Units:
    """Buy x, get y: so many units of each line are rewarded, the cheapest ones that can be.

    A unit is bought or rewarded, never both. As many times x are bought and y rewarded as the
    basket holds, `most_times` at most.
    """
    bought = set(basket.targeted(effect.target))
    rewarded = set(basket.targeted(effect.reward)) if effect.reward else bought
    count = {index: basket.lines[index].quantity for index in bought | rewarded}
    both = sum(count[index] for index in bought & rewarded)
    buying = sum(count[index] for index in bought)
    all_units = sum(count.values())
    buy, get = effect.buy_quantity, effect.get_quantity
    times = min(
        buying // buy,
        sum(count[index] for index in rewarded) // get,
        all_units // (buy + get),
    )
    times = min(times, effect.most_times or times)
    # Rewarding a unit that could also be bought leaves one less to buy.
    spare = min(both, buying - times * buy)
    return _cheapest(basket, rewarded, wanted=times * get, spare=spare, spared=bought)


def _cheapest(
    basket: BasketLeft, indices: set[int], *, wanted: int, spare: int, spared: set[int]
) -> Units:
    taken: Units = {}
    for index in sorted(indices, key=lambda each: (basket.lines[each].unit_price_minor, each)):
        units = min(wanted, basket.lines[index].quantity)
        if index in spared:
            units = min(units, spare)
            spare -= units
        wanted -= units
        if units:
            taken[index] = units
    return taken


def bundled_units(basket: BasketLeft, effect: Effect) -> tuple[Units, int]:
    """Bundles of `buy_quantity` units, and how many: dearest units first.

    As many bundles as there are units for, `most_times` at most, as long as one more is cheaper
    than its units.
    """
    dearest = sorted(
        basket.targeted(effect.target),
        key=lambda index: (-basket.lines[index].unit_price_minor, index),
    )
    units = sum(basket.lines[index].quantity for index in dearest)
    size, price = effect.buy_quantity, effect.amount_minor
    fewest, most = 0, min(units // size, effect.most_times or units)
    while fewest < most:
        middle = (fewest + most + 1) // 2
        last = _worth(basket, dearest, middle * size) - _worth(basket, dearest, (middle - 1) * size)
        if last > price:
            fewest = middle
        else:
            most = middle - 1
    return _first(basket, dearest, fewest * size), fewest


def _first(basket: BasketLeft, ordered: Sequence[int], wanted: int) -> Units:
    taken: Units = {}
    for index in ordered:
        units = min(wanted, basket.lines[index].quantity)
        wanted -= units
        if units:
            taken[index] = units
    return taken


def _worth(basket: BasketLeft, ordered: Sequence[int], units: int) -> int:
    first = _first(basket, ordered, units)
    return sum(basket.lines[index].unit_price_minor * count for index, count in first.items())
