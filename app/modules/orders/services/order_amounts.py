"""What an order's amounts are made of: prices with tax taken apart, and shares without a lost cent.

Everything is whole minor units of one currency. docs/explanation/orders.md works the examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.kernel.money import round_half_up, split_largest_remainder
from app.modules.contracts.orders import NewOrder, NewOrderLine

_WHOLE = Decimal(100)


def gross_and_discount(line: NewOrderLine, *, are_prices_gross: bool) -> tuple[int, int]:
    """Price x quantity and discount of a line, both without tax; their difference is its net.

    Metrics count sales before tax. A price that includes tax is brought down in the proportion in
    which the charge was: 2 x 12.00 less 4.00 at 20 per cent are 20.00 net and 4.00 tax charged as
    24.00 - 4.00 = 20.00, so net 16.67 of it, gross 20.00 and discount 3.33.
    """
    if not are_prices_gross:
        return line.net_minor + line.discount_minor, line.discount_minor
    priced = line.unit_price_minor * line.quantity
    gross = max(_without_tax(line, priced), line.net_minor)
    return gross, gross - line.net_minor


def _without_tax(line: NewOrderLine, priced: int) -> int:
    charged = priced - line.discount_minor
    if charged > 0:
        return round_half_up(Decimal(priced * line.net_minor) / charged)
    return round_half_up(priced * _WHOLE / (_WHOLE + (line.tax_rate or 0)))


def tax_of(order: NewOrder) -> int:
    """All tax of the order, on goods and shipping."""
    return sum(line.tax_minor for line in order.lines) + order.shipping_tax_minor


def part_of(left_minor: int, units: int, of_units: int) -> int:
    """What `units` of the units that are left are worth.

    Taking the last ones takes all that is left, so the parts always add up to the whole:
    100 over 3 units, one after the other, are 33, 34 and 33.
    """
    if units >= of_units:
        return left_minor
    return split_largest_remainder(left_minor, [units, of_units - units])[0]


def units_worth(net_minor: int, tax_minor: int, units: int, of_units: int) -> tuple[int, int]:
    """What `units` of the units that are left are worth, as (net, tax).

    Their charge is cut once, and so is the tax in it; net is the rest. Net and tax cut apart would
    both round up: one of two at 12.50, of which 24.27 are net and 0.73 tax, would be 12.51.
    """
    charge = part_of(net_minor + tax_minor, units, of_units)
    tax = part_of(tax_minor, units, of_units)
    return charge - tax, tax


def apart(amount_minor: int, net_minor: int, tax_minor: int) -> tuple[int, int]:
    """An amount that includes tax as (net, tax), in the proportion of these two."""
    net, tax = split_largest_remainder(amount_minor, [net_minor, tax_minor])
    return net, tax


def spread(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """An amount over parts of these weights, none of which gets more than its weight."""
    return split_largest_remainder(amount_minor, weights) if weights else []
