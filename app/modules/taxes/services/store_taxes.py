"""What a store has said about its taxes, as plain values: all that the rules need to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class DistanceSales(StrEnum):
    """How sales to consumers in other member states are taxed.

    BELOW_THRESHOLD: at home, as long as those of this year and of the year before come to no more
    than 10,000 euro (Directive 2006/112/EC, article 59c). ONE_STOP: where the goods arrive,
    declared in the one-stop scheme (articles 369a to 369k).
    """

    BELOW_THRESHOLD = "below_threshold"
    ONE_STOP = "one_stop"


@dataclass(frozen=True)
class ClassRule:
    """A class of goods: its category of rates, and another one in some countries."""

    category: str
    by_country: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnRate:
    """A rate in per cent that a store has set, for a class or category, at a place.

    It goes before the law's. `valid_to` is the last day, None for no end; `region` and
    `postal_prefix` are "" where they do not matter, both upper case, without spaces.
    """

    country: str
    tax_class: str
    rate: Decimal
    valid_from: date
    valid_to: date | None = None
    region: str = ""
    postal_prefix: str = ""


@dataclass(frozen=True)
class StoreTaxes:
    """Where a store is at home and registered, and how it taxes.

    `registrations` are the other countries where it is registered, each with its number there, ""
    where it has none to show. A small business charges no tax at all (article 284).
    """

    home_country: str
    are_prices_gross: bool = True
    distance_sales: DistanceSales = DistanceSales.ONE_STOP
    is_small_business: bool = False
    vat_id: str = ""
    registrations: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, ClassRule] = field(default_factory=dict)
    own_rates: Sequence[OwnRate] = ()
