"""The rates that the law sets, from a file of this module: by area, category and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

FILE = Path(__file__).parents[1] / "data" / "vat_rates.txt"
FIRST_DAY, LAST_DAY = date.min, date.max
_FIELDS = 5

# Whose day it is: a rate begins at midnight where it is due. All members keep one of three times.
_EASTERN = frozenset({"BG", "CY", "EE", "FI", "GR", "LT", "LV", "RO"})
_WESTERN = frozenset({"GB", "IE", "PT", "XI"})


class Category(StrEnum):
    """How goods are taxed; EXEMPT is without tax everywhere (articles 132 to 136)."""

    STANDARD = "standard"
    REDUCED = "reduced"
    SECOND_REDUCED = "second_reduced"
    SUPER_REDUCED = "super_reduced"
    PARKING = "parking"
    ZERO = "zero"
    EXEMPT = "exempt"


# Where a country knows no such category, the next one: never less tax than is due.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    Category.STANDARD: (),
    Category.REDUCED: (Category.STANDARD,),
    Category.SECOND_REDUCED: (Category.REDUCED, Category.STANDARD),
    Category.SUPER_REDUCED: (Category.REDUCED, Category.STANDARD),
    Category.PARKING: (Category.STANDARD,),
    Category.ZERO: (Category.STANDARD,),
    Category.EXEMPT: (),
}


@dataclass(frozen=True)
class LegalRate:
    """A rate in per cent, from its first to its last day, both inclusive."""

    area: str
    category: str
    rate: Decimal
    valid_from: date
    valid_to: date

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= day <= self.valid_to


def day_in(country: str, moment: datetime) -> date:
    """Which day it is in a country; in the time of Brussels where nothing else is known."""
    name = "Europe/Brussels"
    if country in _EASTERN:
        name = "Europe/Helsinki"
    elif country in _WESTERN:
        name = "Europe/London"
    return moment.astimezone(ZoneInfo(name)).date()


def legal_rate(area: str, category: str, day: date) -> Decimal | None:
    """The rate of a category on a day, None where the area has none."""
    for rate in _by_place().get((area, category), ()):
        if rate.holds_on(day):
            return rate.rate
    return None


def legal_rates(area: str | None = None, day: date | None = None) -> list[LegalRate]:
    """All rates in the order of the file; of an area and in force on a day where given."""
    return [
        rate
        for rates in _by_place().values()
        for rate in rates
        if area in {None, rate.area} and (day is None or rate.holds_on(day))
    ]


def read_rates(text: str) -> list[LegalRate]:
    """The rates of a file. Raises ValueError for a line that is none, and where two overlap."""
    rates = [
        _rate_of(line) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]
    _refuse_overlaps(rates)
    return rates


@cache
def _by_place() -> Mapping[tuple[str, str], Sequence[LegalRate]]:
    found: dict[tuple[str, str], list[LegalRate]] = {}
    for rate in read_rates(FILE.read_text("utf-8")):
        found.setdefault((rate.area, rate.category), []).append(rate)
    return found


def _rate_of(line: str) -> LegalRate:
    fields = line.split()
    if len(fields) != _FIELDS:
        raise ValueError(f"not a rate: {line!r}")
    area, category, rate, first, last = fields
    return LegalRate(
        area,
        Category(category).value,
        Decimal(rate),
        FIRST_DAY if first == "-" else date.fromisoformat(first),
        LAST_DAY if last == "-" else date.fromisoformat(last),
    )


def _refuse_overlaps(rates: Sequence[LegalRate]) -> None:
    last: dict[tuple[str, str], LegalRate] = {}
    for rate in sorted(rates, key=lambda rate: (rate.area, rate.category, rate.valid_from)):
        earlier = last.get((rate.area, rate.category))
        if earlier is not None and rate.valid_from <= earlier.valid_to:
            raise ValueError(f"two rates at once: {earlier} and {rate}")
        last[rate.area, rate.category] = rate
