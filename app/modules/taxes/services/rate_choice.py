"""Which rate holds for a class of goods at a place on a day: the store's own, else the law's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.modules.taxes.services.store_taxes import ClassRule, OwnRate, StoreTaxes
from app.modules.taxes.services.territories import Territory
from app.modules.taxes.services.vat_rates import FALLBACKS, Category, legal_rate

NO_TAX = Decimal(0)
_CATEGORIES = frozenset(Category)


def rate_of(store: StoreTaxes, tax_class: str, place: Territory, day: date) -> Decimal:
    """The rate in per cent; 0 where neither the store nor the law knows one.

    A class that the store has not described is the category of that name, or else standard. Asked
    are, in this order, the class itself, its category in that country, and what the category falls
    back to; of each the store's own rate first.
    """
    rule = store.classes.get(tax_class) or _built_in(tax_class)
    named = [rule.by_country[one] for one in place.countries if one in rule.by_country]
    category = named[0] if named else rule.category
    if category == Category.EXEMPT:
        return NO_TAX
    for name in _asked(tax_class, category):
        own = own_rate(store, name, place, day)
        found = own.rate if own is not None else legal_rate(place.area, name, day)
        if found is not None:
            return found
    return NO_TAX


def own_rate(store: StoreTaxes, name: str, place: Territory, day: date) -> OwnRate | None:
    """The store's own rate: the longest postal prefix, then the region's, then the youngest.

    One for the place's own country goes before one that also holds there.
    """
    fitting = [
        rate
        for rate in store.own_rates
        if rate.tax_class == name and _fits(rate, place) and _holds(rate, day)
    ]
    return max(fitting, key=lambda rate: _precision(rate, place), default=None)


def _asked(tax_class: str, category: str) -> Iterator[str]:
    # A class may bear the name of another category than its own, whose rates then are not meant.
    if tax_class not in _CATEGORIES:
        yield tax_class
    yield category
    yield from FALLBACKS[category]


def _built_in(tax_class: str) -> ClassRule:
    return ClassRule(tax_class if tax_class in _CATEGORIES else Category.STANDARD)


def _fits(rate: OwnRate, place: Territory) -> bool:
    if rate.country not in place.countries or rate.region not in {"", place.region}:
        return False
    return place.postal_code.startswith(rate.postal_prefix)


def _holds(rate: OwnRate, day: date) -> bool:
    return rate.valid_from <= day and (rate.valid_to is None or day <= rate.valid_to)


def _precision(rate: OwnRate, place: Territory) -> tuple[bool, int, bool, date]:
    is_nearest = rate.country == place.country
    return is_nearest, len(rate.postal_prefix), bool(rate.region), rate.valid_from
