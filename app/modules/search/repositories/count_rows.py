"""What the products that are wanted have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.search.asked import Wanted
from app.modules.search.repositories.hit_sql import BEST, MOST_COUNTED, documents_in, hits

_VALUES = (
    "SELECT facet, name, value, term, uses, CAST(place AS int) FROM ("
    "SELECT l.facet, l.name, l.value, l.term, u.uses, row_number() OVER"
    " (PARTITION BY l.facet ORDER BY u.uses DESC, l.value, l.term) AS place"
    " FROM (SELECT f.id, count(*) AS uses FROM (SELECT unnest(filters) AS id FROM facts) f"
    "  GROUP BY f.id) u"
    " JOIN search_label l ON l.store_id = :store_id AND l.id = u.id) ranked"
    " WHERE place <= :values_a_facet"
)
_BY_AVAILABILITY = (
    "SELECT 'availability', '', '', '', count(*), CAST(is_available AS int)"
    " FROM facts GROUP BY is_available"
)
_BY_PRICE = (
    "SELECT 'price', '', '', '', count(*),"
    " width_bucket(price_minor, CAST(:bounds AS bigint[])) AS bucket"
    " FROM facts WHERE price_minor IS NOT NULL GROUP BY bucket"
)
VALUES_A_FACET = 50
# Facet, place in it, name, value, term, and how many products have it.
Counted = tuple[str, int, str, str, str, int]


class Part(StrEnum):
    """What can be counted: the values of all facets that have labels, availability, prices."""

    VALUES = "values"
    AVAILABILITY = "availability"
    PRICE = "price"


_COUNTS = {
    Part.VALUES: _VALUES,
    Part.AVAILABILITY: _BY_AVAILABILITY,
    Part.PRICE: _BY_PRICE,
}


@dataclass(frozen=True)
class FacetCount:
    """So many of the products have this value."""

    facet: str
    name: str
    value: str
    term: str
    count: int


@dataclass(frozen=True)
class Counts:
    """How many have which value, whether they can be bought, and which price, by lower bound."""

    values: Sequence[FacetCount] = ()
    by_availability: Mapping[bool, int] = field(default_factory=dict)
    by_price: Mapping[int, int] = field(default_factory=dict)

    def of(self, facet: str) -> tuple[FacetCount, ...]:
        """The values of one facet."""
        return tuple(each for each in self.values if each.facet == facet)


@dataclass(frozen=True)
class Counting:
    """What to count, and the lower bounds of the ranges of prices, ascending from 0."""

    parts: tuple[Part, ...]
    bounds: tuple[int, ...]

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of the query."""
        return {"bounds": list(self.bounds), "values_a_facet": VALUES_A_FACET}

    def sql(self, found: str, facts: str = documents_in("best")) -> str:
        """Counts the best of what `found` finds: a query of one value, to be read by `read`.

        `facts` are the documents of these.
        """
        counts = " UNION ALL ".join(_COUNTS[part] for part in self.parts)
        return (
            f"WITH best AS ({found} {BEST} {MOST_COUNTED}),"  # noqa: S608
            f" facts AS MATERIALIZED ({facts}),"
            f" counts(facet, name, value, term, uses, place) AS ({counts})"
            " SELECT json_agg(json_build_array(facet, place, name, value, term, uses)) FROM counts"
        )

    def read(self, rows: Sequence[Counted] | None) -> Counts:
        """What the query answered."""
        values, by_availability, by_price = [], {}, {}
        for facet, place, name, value, term, uses in sorted(rows or ()):
            if facet == Part.AVAILABILITY:
                by_availability[bool(place)] = uses
            elif facet == Part.PRICE:
                by_price[self.bounds[max(0, place - 1)]] = uses
            else:
                values.append(FacetCount(facet, name, value, term, uses))
        return Counts(values, by_availability, by_price)


class CountRows:
    """Reads one store's index; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def counted(self, wanted: Wanted, counting: Counting) -> list[Counted]:
        """What the products have in common, in one statement; the most frequent of each facet.

        Counts the best MOST_COUNTED products, which are all in nearly every case.
        """
        query, given = hits(self._store_id, wanted)
        return self._db.scalar(text(counting.sql(query)), given | counting.given) or []
