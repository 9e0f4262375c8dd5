"""What the products found have in common: facets with counts, each as if it were not narrowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from app.kernel.money import minor_digits
from app.modules.search.asked import Wanted
from app.modules.search.repositories.count_rows import Counting, Counts, FacetCount, Part
from app.modules.search.services.remembered_counts import counts_of

AVAILABILITY, PRICE = Part.AVAILABILITY.value, Part.PRICE.value
FEWEST_RANGES = 5


@dataclass(frozen=True)
class FacetValue:
    """A value, what it is called, how many products have it, and whether it is chosen.

    Prices are a range in minor units: from `low` until just before `high`, None without an end.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Facet:
    """A facet ("option.color") with its name and values."""

    key: str
    name: str
    values: Sequence[FacetValue]


@dataclass(frozen=True)
class FacetsAsked:
    """The facets that were asked for ("all" for every one), in the currency of the shopper."""

    facets: Collection[str]
    currency: str

    def of_page(self, wanted: Wanted) -> Counting | None:
        """What to count together with the page; what everything has in common is remembered."""
        return None if wanted.is_everything else self.counting(wanted)

    def counting(self, wanted: Wanted) -> Counting | None:
        """What to count of the products that are wanted; a facet that is narrowed is not in it."""
        own = [part for part in (Part.AVAILABILITY, Part.PRICE) if part not in wanted.narrowed]
        parts = [part for part in own if self.includes(part)]
        if set(self.facets) - {AVAILABILITY, PRICE}:
            parts.append(Part.VALUES)
        return Counting(tuple(parts), self.bounds) if parts else None

    @property
    def bounds(self) -> tuple[int, ...]:
        """0 and 1, 2, 5, 10, 20, 50 ... of the currency, in minor units."""
        one = 10 ** minor_digits(self.currency)
        return (0, *(one * step * 10**power for power in range(7) for step in (1, 2, 5)))

    def includes(self, facet: str) -> bool:
        """Whoever asks for "option" asks for all options, with "option.color" for one of them."""
        return bool({"all", facet, facet.partition(".")[0]} & set(self.facets))


def facets_of(
    db: Session, store_id: int, wanted: Wanted, asked: FacetsAsked, of_page: Counts
) -> list[Facet]:
    """The facets that were asked for; `of_page` was counted together with the page.

    A facet does not narrow itself: whoever chose red still sees how many there are in blue. One
    statement for each facet that is narrowed.
    """
    counts, counting = of_page, asked.counting(wanted)
    if wanted.is_everything and counting:
        counts = counts_of(db, store_id, wanted, counting)
    wider = {
        facet: counts_of(
            db, store_id, wanted.without(facet), Counting((_part_of(facet),), asked.bounds)
        )
        for facet in wanted.narrowed
        if asked.includes(facet)
    }
    plain = [each for each in counts.values if each.facet not in wider]
    plain += [each for facet, own in wider.items() for each in own.of(facet)]
    found = _grouped([each for each in plain if asked.includes(each.facet)], wanted)
    if asked.includes(AVAILABILITY):
        found.append(_availability(wider.get(AVAILABILITY, counts), wanted))
    if asked.includes(PRICE):
        found.append(_prices(wider.get(PRICE, counts), wanted, asked.bounds))
    return [facet for facet in found if facet.values]


def _part_of(facet: str) -> Part:
    return Part(facet) if facet in (AVAILABILITY, PRICE) else Part.VALUES


def _grouped(counts: Sequence[FacetCount], wanted: Wanted) -> list[Facet]:
    by_facet: dict[str, list[FacetCount]] = {}
    for each in counts:
        by_facet.setdefault(each.facet, []).append(each)
    return [
        Facet(key, values[0].name, [_value(each, wanted) for each in values])
        for key, values in sorted(by_facet.items())
    ]


def _value(each: FacetCount, wanted: Wanted) -> FacetValue:
    chosen = each.term in wanted.filters.get(each.facet, ())
    value = each.term.partition("=")[2] if each.facet == "category" else each.value
    return FacetValue(value, each.value, each.count, chosen)


def _availability(counts: Counts, wanted: Wanted) -> Facet:
    is_chosen = AVAILABILITY in wanted.filters
    values = [
        FacetValue("available", "available", counts.by_availability.get(True, 0), is_chosen),
        FacetValue(
            "unavailable", "unavailable", counts.by_availability.get(False, 0), is_chosen=False
        ),
    ]
    return Facet(AVAILABILITY, "", [each for each in values if each.count])


def _prices(counts: Counts, wanted: Wanted, bounds: Sequence[int]) -> Facet:
    chosen = wanted.price_min, wanted.price_max
    values = []
    for low, high, count in _ranges(counts.by_price, bounds):
        is_chosen = chosen == (low, None if high is None else high - 1)
        text = f"{low}-{'' if high is None else high - 1}"
        values.append(FacetValue(text, text, count, is_chosen, low, high))
    return Facet(PRICE, "", values)


def _ranges(counts: Mapping[int, int], bounds: Sequence[int]) -> list[tuple[int, int | None, int]]:
    """Neighbours are joined, the smallest pair first, until few ranges are left."""
    ends: dict[int, int | None] = dict(zip(bounds, [*bounds[1:], None], strict=True))
    ranges = [(low, ends[low], count) for low, count in sorted(counts.items())]
    while len(ranges) > FEWEST_RANGES:
        sums = [a[2] + b[2] for a, b in pairwise(ranges)]
        at = sums.index(min(sums))
        ranges[at : at + 2] = [(ranges[at][0], ranges[at + 1][1], sums[at])]
    return ranges
