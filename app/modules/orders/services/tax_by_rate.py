"""The tax of an invoice or a credit note by rate; the rates sum to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.modules.orders.services.order_amounts import spread


@dataclass(frozen=True)
class Taxed:
    """A net amount and its tax at a rate in per cent; minor units."""

    rate: Decimal
    net_minor: int
    tax_minor: int


def tax_by_rate(
    rates: Sequence[Mapping[str, Any]],
    sold: Iterable[Taxed],
    documented: Iterable[Taxed],
    shipping: tuple[int, int],
) -> list[dict[str, Any]]:
    """What a document says of each rate.

    `rates` are those of the whole order and `sold` its goods: what the goods leave of a rate was
    shipping (over mixed goods it has several rates). `documented` are the goods of the document,
    `shipping` its shipping as (net, tax), spread over the rates in that proportion.
    """
    goods = _summed(sold)
    countries = {Decimal(rate["rate"]): str(rate["country"]) for rate in rates}
    shares = {
        Decimal(rate["rate"]): (
            max(int(rate["net_minor"]) - goods[Decimal(rate["rate"])][0], 0),
            max(int(rate["tax_minor"]) - goods[Decimal(rate["rate"])][1], 0),
        )
        for rate in rates
    }
    sums = _summed(documented)
    for rate, net, tax in _shipped(shares, shipping):
        sums[rate][0] += net
        sums[rate][1] += tax
    return [
        {
            "rate": f"{rate.normalize():f}",
            "country": countries.get(rate, ""),
            "net_minor": net,
            "tax_minor": tax,
        }
        for rate, (net, tax) in sorted(sums.items())
        if net or tax
    ]


def _summed(amounts: Iterable[Taxed]) -> dict[Decimal, list[int]]:
    sums: dict[Decimal, list[int]] = defaultdict(lambda: [0, 0])
    for amount in amounts:
        sums[amount.rate][0] += amount.net_minor
        sums[amount.rate][1] += amount.tax_minor
    return sums


def _shipped(
    shares: Mapping[Decimal, tuple[int, int]], shipping: tuple[int, int]
) -> list[tuple[Decimal, int, int]]:
    if not shares:
        return [(Decimal(0), *shipping)]
    nets = spread(shipping[0], [net for net, _ in shares.values()])
    taxes = spread(shipping[1], [tax for _, tax in shares.values()])
    return list(zip(shares, nets, taxes, strict=True))
