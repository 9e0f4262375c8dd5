"""What is taken back of an order, in units and in money, before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.modules.contracts.orders import ReversalKind
from app.modules.orders.exceptions import RefundTooLarge, TooManyUnits
from app.modules.orders.models import Order, OrderLine
from app.modules.orders.services.order_amounts import apart, spread, units_worth


@dataclass(frozen=True)
class Taken:
    """Of one line: units, net amount and tax; minor units.

    Of the units so many are not shipped any more (`cancelled`), came back (`returned`) and go into
    stock (`restocked`).
    """

    line: OrderLine
    units: int = 0
    net_minor: int = 0
    tax_minor: int = 0
    cancelled: int = 0
    returned: int = 0
    restocked: int = 0


@dataclass(frozen=True)
class Taking:
    """All that is taken back at once, and why; shipping net and tax in minor units.

    Where it `was_given_back` already, no money is sent for it.
    """

    kind: ReversalKind
    lines: Sequence[Taken]
    shipping_net_minor: int = 0
    shipping_tax_minor: int = 0
    reason: str | None = None
    stock_ref: str | None = None
    was_given_back: bool = False

    @property
    def value_minor(self) -> int:
        """What it is worth with tax."""
        goods = sum(taken.net_minor + taken.tax_minor for taken in self.lines)
        return goods + self.shipping_net_minor + self.shipping_tax_minor


def units_of(line: OrderLine, units: int) -> Taken:
    """So many units of a line with their part of what is left of its amounts.

    Those that were not shipped go first: they are cancelled. Raises TooManyUnits.
    """
    if units > line.left_units:
        raise TooManyUnits(line=str(line.id), left=line.left_units)
    net, tax = units_worth(line.left_net_minor, line.left_tax_minor, units, line.left_units)
    return Taken(line, units, net, tax, cancelled=min(units, line.to_ship_units))


def with_goodwill(
    taken: Iterable[Taken], lines: Sequence[OrderLine], amount_minor: int
) -> list[Taken]:
    """The same, and an amount besides, with tax, spread over what is left of all lines.

    Raises RefundTooLarge for more than that.
    """
    by_line = {each.line.id: each for each in taken}
    rest = [by_line.get(line.id, Taken(line)) for line in lines]
    left = [
        (each.line.left_net_minor - each.net_minor, each.line.left_tax_minor - each.tax_minor)
        for each in rest
    ]
    if amount_minor > sum(net + tax for net, tax in left):
        raise RefundTooLarge(left=sum(net + tax for net, tax in left))
    shares = spread(amount_minor, [net + tax for net, tax in left])
    found = []
    for each, (net, tax), share in zip(rest, left, shares, strict=True):
        of_net, of_tax = apart(share, net, tax)
        found.append(
            replace(each, net_minor=each.net_minor + of_net, tax_minor=each.tax_minor + of_tax)
        )
    return [each for each in found if each.units or each.net_minor or each.tax_minor]


def shipping_left(order: Order) -> tuple[int, int]:
    """What was not taken back of shipping, as (net, tax)."""
    net = order.shipping_minor - order.reversed_shipping_minor
    return net, order.shipping_tax_minor - order.reversed_shipping_tax_minor


def shipping_part(order: Order, amount_minor: int) -> tuple[int, int]:
    """A part of shipping, with tax, as (net, tax). Raises RefundTooLarge for more than is left."""
    net, tax = shipping_left(order)
    if amount_minor > net + tax:
        raise RefundTooLarge(left=net + tax)
    return apart(amount_minor, net, tax)


def fewer_units(
    order: Order,
    lines: Sequence[OrderLine],
    fewer: Sequence[tuple[OrderLine, int]],
    reason: str | None,
) -> Taking:
    """So many units less of these lines; with the shipping where nothing of the order remains.

    Raises TooManyUnits.
    """
    fewer_of = {line.id: units for line, units in fewer}
    if all(line.left_units == fewer_of.get(line.id, 0) for line in lines):
        return everything(order, lines, ReversalKind.CANCELLATION, reason)
    taken = [units_of(line, units) for line, units in fewer]
    return Taking(ReversalKind.CANCELLATION, taken, reason=reason)


def everything(
    order: Order, lines: Sequence[OrderLine], kind: ReversalKind, reason: str | None
) -> Taking:
    """All that is left of the order."""
    net, tax = shipping_left(order)
    taken = [units_of(line, line.left_units) for line in lines]
    return Taking(kind, [each for each in taken if each.units], net, tax, reason)
