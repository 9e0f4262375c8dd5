"""Pages of products that are wanted, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.search.asked import Sort, Wanted
from app.modules.search.repositories.hit_sql import hits

PRICE, AVAILABILITY = "price", "availability"
MOST_COUNTED = 10_000
VALUES_A_FACET = 50
_BEST = "ORDER BY rank DESC, product_id DESC LIMIT"
# By the key, whatever the planner expects.
_DOCUMENT = (
    "LATERAL (SELECT c.price_minor, c.currency, c.is_available, c.published_at, c.filters"
    " FROM search_document c WHERE c.store_id = :store_id AND c.locale = :locale"
    " AND c.product_id = h.product_id OFFSET 0) d"
)
_CARD = (
    "LATERAL (SELECT k.card FROM search_card k WHERE k.store_id = :store_id"
    " AND k.locale = :locale AND k.product_id = f.product_id OFFSET 0) k"
)
_FACTS = "h.product_id, d.price_minor, d.currency, d.is_available"
_ORDERS = {
    Sort.RELEVANCE: ("h.rank", "DESC", "<", "bigint"),
    Sort.NEWEST: ("d.published_at", "DESC", "<", "timestamptz"),
    Sort.PRICE_ASC: ("coalesce(d.price_minor, 9223372036854775807)", "ASC", ">", "bigint"),
    Sort.PRICE_DESC: ("coalesce(d.price_minor, -1)", "DESC", "<", "bigint"),
}


@dataclass(frozen=True)
class Hit:
    """A product that was found; `place` is its value in the order of the list."""

    product_id: int
    card: dict[str, Any]
    is_available: bool
    price_minor: int | None
    currency: str
    place: Any


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

    values: tuple[FacetCount, ...]
    by_availability: dict[bool, int]
    by_price: dict[int, int]

    def of(self, facet: str) -> tuple[FacetCount, ...]:
        """The values of one facet."""
        return tuple(each for each in self.values if each.facet == facet)


class HitRows:
    """Reads one store's index; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def page(
        self, wanted: Wanted, sort: Sort, limit: int, after: tuple[Any, int] | None
    ) -> tuple[list[Hit], int]:
        """One hit more than `limit` in this order, and how many there are in all.

        In the order of relevance no more than MOST_COUNTED + 1 are counted, and none after them is
        shown.
        """
        query, given = hits(self._store_id, wanted)
        column, direction, beyond, kind = _ORDERS[sort]
        given["limit"] = limit + 1
        where = ""
        if after is not None:
            where = f"WHERE ({column}, h.product_id) {beyond} (CAST(:place AS {kind}), :after_id)"
            given |= {"place": after[0], "after_id": after[1]}
        order = f"ORDER BY {column} {direction}, h.product_id {direction} LIMIT :limit"
        found = f"hits h CROSS JOIN {_DOCUMENT} {where} {order}"
        if sort is Sort.RELEVANCE:
            # The best of a common word come first in its index, and only those shown are looked up.
            query = f"{query} {_BEST} {MOST_COUNTED + 1}"
            found = f"(SELECT h.* FROM hits h {where} {order}) h CROSS JOIN {_DOCUMENT}"  # noqa: S608
        page = f"SELECT {_FACTS}, {column} AS place FROM {found}"  # noqa: S608
        statement = (
            f"WITH hits AS MATERIALIZED ({query}), page AS ("  # noqa: S608
            f"SELECT f.*, k.card FROM ({page}) f CROSS JOIN {_CARD})"
            " SELECT t.total, page.* FROM (SELECT count(*) AS total FROM hits) t"
            f" LEFT JOIN page ON true ORDER BY page.place {direction}, page.product_id {direction}"
        )
        rows = self._db.execute(text(statement), given).all()
        return [_hit(row) for row in rows if row.product_id is not None], rows[0].total

    def counts(self, wanted: Wanted, bounds: Sequence[int]) -> Counts:
        """What the products have in common, in one statement; the most frequent of each facet.

        Counts the best MOST_COUNTED products, which are all in nearly every case. `bounds` of
        prices ascend from 0.
        """
        query, given = hits(self._store_id, wanted)
        given["bounds"] = list(bounds)
        statement = text(
            f"WITH hits AS MATERIALIZED ({query} {_BEST} {MOST_COUNTED}),"  # noqa: S608
            f" facts AS MATERIALIZED (SELECT d.* FROM hits h CROSS JOIN {_DOCUMENT}),"
            " uses AS (SELECT f.id, count(*) AS uses FROM facts, unnest(filters) AS f(id)"
            " GROUP BY f.id),"
            " ranked AS (SELECT l.facet, l.name, l.value, l.term, u.uses, row_number() OVER"
            " (PARTITION BY l.facet ORDER BY u.uses DESC, l.value, l.term) AS place"
            " FROM uses u JOIN search_label l ON l.store_id = :store_id AND l.id = u.id)"
            " SELECT facet, name, value, term, uses, CAST(place AS int) AS place FROM ranked"
            f" WHERE place <= {VALUES_A_FACET}"
            " UNION ALL SELECT :available, '', '', '', count(*), CAST(is_available AS int)"
            " FROM facts GROUP BY is_available"
            " UNION ALL SELECT :price, '', '', '', count(*),"
            " width_bucket(price_minor, CAST(:bounds AS bigint[])) AS bucket"
            " FROM facts WHERE price_minor IS NOT NULL GROUP BY bucket"
        )
        given |= {"available": AVAILABILITY, "price": PRICE}
        rows = self._db.execute(statement, given).all()
        special = {AVAILABILITY, PRICE}
        return Counts(
            tuple(
                FacetCount(row.facet, row.name, row.value, row.term, row.uses)
                for row in sorted(rows, key=lambda row: (row.facet, row.place))
                if row.facet not in special
            ),
            {bool(row.place): row.uses for row in rows if row.facet == AVAILABILITY},
            {bounds[max(0, row.place - 1)]: row.uses for row in rows if row.facet == PRICE},
        )


def _hit(row: Any) -> Hit:  # noqa: ANN401  a row
    place = row.place.isoformat() if isinstance(row.place, datetime) else row.place
    return Hit(row.product_id, row.card, row.is_available, row.price_minor, row.currency, place)
