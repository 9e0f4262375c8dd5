"""The tax on a basket, from what the store has said and what the law sets; reads no table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.kernel.money import split_largest_remainder
from app.modules.contracts.taxes import (
    SHIPPING_CLASS,
    LineTax,
    RateTotal,
    TaxAnswer,
    TaxRequest,
    TaxScheme,
)
from app.modules.taxes.services.rate_choice import NO_TAX, rate_of
from app.modules.taxes.services.store_taxes import StoreTaxes
from app.modules.taxes.services.tax_place import NOTE_SMALL_BUSINESS, Ruling, ruling
from app.modules.taxes.services.tax_sums import Part, taxes_of
from app.modules.taxes.services.territories import Territory, territory_of
from app.modules.taxes.services.vat_rates import Category, day_in


def tax_of(store: StoreTaxes, request: TaxRequest) -> TaxAnswer:
    """The tax on every line and at every rate. Raises ValueError for a negative amount.

    Where nobody charges tax, prices that include it lose the tax of the home country: what a store
    asks of its neighbours holds that tax, and who owes none does not pay it.
    """
    if any(line.amount_minor < 0 for line in request.lines):
        raise ValueError("an amount to be taxed is not negative")
    if store.is_small_business:
        return _of_small_business(store, request)
    country = request.country or store.home_country
    destination = territory_of(country, request.region, request.postal_code)
    rule = ruling(store, destination, request.vat_id)
    if rule.rates_of is None:
        return _untaxed(store, request, rule, destination)
    return _taxed(store, request, rule, rule.rates_of)


def _taxed(store: StoreTaxes, request: TaxRequest, rule: Ruling, place: Territory) -> TaxAnswer:
    parts = _parts(store, request, place)
    taxes = taxes_of(parts, are_gross=store.are_prices_gross)
    nets = [
        part.amount_minor - tax if store.are_prices_gross else part.amount_minor
        for part, tax in zip(parts, taxes, strict=True)
    ]
    lines = _lines(request, parts, nets, taxes)
    return TaxAnswer(
        rule.scheme,
        lines,
        _totals(parts, nets, taxes, place.country),
        store.are_prices_gross,
        rule.note_key,
        seller_vat_id=_seller_number(store, rule, place),
        buyer_vat_id=rule.buyer.vat_id if rule.buyer else None,
        goes_by_vat_id=rule.goes_by_buyer,
    )


def _untaxed(
    store: StoreTaxes, request: TaxRequest, rule: Ruling, destination: Territory
) -> TaxAnswer:
    nets = [line.amount_minor for line in request.lines]
    if store.are_prices_gross:
        parts = _parts(store, request, territory_of(store.home_country))
        for part, tax in zip(parts, taxes_of(parts, are_gross=True), strict=True):
            nets[part.line] -= tax
    lines = [
        LineTax(line.key, net, 0, NO_TAX) for line, net in zip(request.lines, nets, strict=True)
    ]
    return TaxAnswer(
        rule.scheme,
        lines,
        [RateTotal(NO_TAX, destination.country, sum(nets), 0)],
        store.are_prices_gross,
        rule.note_key,
        seller_vat_id=store.vat_id or None,
        buyer_vat_id=rule.buyer.vat_id if rule.buyer else None,
        goes_by_vat_id=rule.goes_by_buyer,
    )


def _of_small_business(store: StoreTaxes, request: TaxRequest) -> TaxAnswer:
    lines = [LineTax(line.key, line.amount_minor, 0, None) for line in request.lines]
    return TaxAnswer(
        TaxScheme.NONE,
        lines,
        are_prices_gross=store.are_prices_gross,
        note_key=NOTE_SMALL_BUSINESS,
        seller_vat_id=store.vat_id or None,
    )


def _parts(store: StoreTaxes, request: TaxRequest, place: Territory) -> list[Part]:
    """Each line at its rate; shipping in parts, in proportion to the goods that it goes with."""
    day = day_in(place.country, request.at)
    has_own_class = SHIPPING_CLASS in store.classes
    goods: list[Part] = []
    shipping: list[int] = []
    for number, line in enumerate(request.lines):
        if line.tax_class == SHIPPING_CLASS and not has_own_class:
            shipping.append(number)
            continue
        rate = rate_of(store, line.tax_class, place, day)
        goods.append(Part(number, rate, line.amount_minor))
    weights = _weights(goods) or [(rate_of(store, Category.STANDARD, place, day), 1)]
    for number in shipping:
        amount_minor = request.lines[number].amount_minor
        shares = split_largest_remainder(amount_minor, [weight for _, weight in weights])
        goods += [
            Part(number, rate, share) for (rate, _), share in zip(weights, shares, strict=True)
        ]
    return goods


def _weights(goods: Iterable[Part]) -> list[tuple[Decimal, int]]:
    """What is sold at each rate, highest rate first, whatever the order of the lines."""
    sums: dict[Decimal, int] = {}
    for part in goods:
        sums[part.rate] = sums.get(part.rate, 0) + part.amount_minor
    return [(rate, sums[rate]) for rate in sorted(sums, reverse=True) if sums[rate]]


def _lines(
    request: TaxRequest, parts: Sequence[Part], nets: Sequence[int], taxes: Sequence[int]
) -> list[LineTax]:
    net, tax = [0] * len(request.lines), [0] * len(request.lines)
    rates: list[set[Decimal]] = [set() for _ in request.lines]
    for part, its_net, its_tax in zip(parts, nets, taxes, strict=True):
        net[part.line] += its_net
        tax[part.line] += its_tax
        rates[part.line].add(part.rate)
    return [
        LineTax(line.key, net[at], tax[at], rates[at].pop() if len(rates[at]) == 1 else None)
        for at, line in enumerate(request.lines)
    ]


def _totals(
    parts: Sequence[Part], nets: Sequence[int], taxes: Sequence[int], country: str
) -> list[RateTotal]:
    net: dict[Decimal, int] = {}
    tax: dict[Decimal, int] = {}
    for part, its_net, its_tax in zip(parts, nets, taxes, strict=True):
        net[part.rate] = net.get(part.rate, 0) + its_net
        tax[part.rate] = tax.get(part.rate, 0) + its_tax
    return [RateTotal(rate, country, net[rate], tax[rate]) for rate in sorted(net, reverse=True)]


def _seller_number(store: StoreTaxes, rule: Ruling, place: Territory) -> str | None:
    """The number in the country that gets the tax; in the one-stop scheme that is at home."""
    asked = place.countries if rule.scheme is TaxScheme.DOMESTIC else ()
    numbers = [*(store.registrations.get(country) for country in asked), store.vat_id]
    return next((number for number in numbers if number), None)
