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

MOST_COUNTED = 10_000
VALUES_A_FACET = 50
# By the key, whatever the planner expects.
_DOCUMENT = (
    "LATERAL (SELECT c.* FROM search_document c WHERE c.store_id = :store_id"
    " AND c.locale = :locale AND c.product_id = h.product_id OFFSET 0) d"
)
_COLUMNS = "d.product_id, d.card, d.is_available, d.price_minor, d.currency, d.published_at, h.rank"
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


class HitRows:
    """Reads one store's index; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def page(
        self, wanted: Wanted, sort: Sort, limit: int, after: tuple[Any, int] | None
    ) -> tuple[list[Hit], int]:
        """One hit more than `limit` in this order, and how many there are in all."""
        query, given = hits(self._store_id, wanted)
        column, direction, beyond, kind = _ORDERS[sort]
        given["limit"] = limit + 1
        where = ""
        if after is not None:
            where = f"WHERE ({column}, h.product_id) {beyond} (CAST(:place AS {kind}), :after_id)"
            given |= {"place": after[0], "after_id": after[1]}
        order = f"ORDER BY {column} {direction}, h.product_id {direction} LIMIT :limit"
        if sort is Sort.RELEVANCE:
            # Only those that are shown are looked up.
            first = f"SELECT h.* FROM hits h {where} {order}"  # noqa: S608  constants
            page = f"SELECT {_COLUMNS} FROM ({first}) h CROSS JOIN {_DOCUMENT} {order}"  # noqa: S608
        else:
            page = f"SELECT {_COLUMNS} FROM hits h CROSS JOIN {_DOCUMENT} {where} {order}"  # noqa: S608
        statement = (
            f"WITH hits AS MATERIALIZED ({query}), page AS ({page})"  # noqa: S608
            f" SELECT t.total, page.* FROM (SELECT count(*) AS total FROM hits) t"
            f" LEFT JOIN page ON true"
        )
        rows = self._db.execute(text(statement), given).all()
        return [_hit(row, sort) for row in rows if row.product_id is not None], rows[0].total

    def facet_counts(self, wanted: Wanted, facet: str | None = None) -> Sequence[FacetCount]:
        """How many have which value: of all facets, or of one; the most frequent values of each.

        Counts no more than MOST_COUNTED products, which are all in nearly every case.
        """
        query, given = hits(self._store_id, wanted)
        of_facet = "" if facet is None else "AND starts_with(f.term, :beginning)"
        if facet is not None:
            given["beginning"] = f"f:{facet}="
        statement = text(
            f"WITH hits AS MATERIALIZED ({query} LIMIT {MOST_COUNTED}),"  # noqa: S608
            f" counts AS (SELECT f.term, count(*) AS uses FROM hits h CROSS JOIN {_DOCUMENT},"
            f" unnest(d.filters) AS f(term) WHERE true {of_facet} GROUP BY f.term),"
            " ranked AS (SELECT l.facet, l.name, l.value, l.term, c.uses, row_number() OVER"
            " (PARTITION BY l.facet ORDER BY c.uses DESC, l.value, l.term) AS place"
            " FROM counts c JOIN search_label l ON l.store_id = :store_id"
            " AND l.locale = :locale AND l.term = c.term)"
            f" SELECT * FROM ranked WHERE place <= {VALUES_A_FACET}"
            " ORDER BY facet, uses DESC, value, term"
        )
        return [
            FacetCount(row.facet, row.name, row.value, row.term, row.uses)
            for row in self._db.execute(statement, given)
        ]

    def availability_counts(self, wanted: Wanted) -> tuple[int, int]:
        """How many can be bought now, and how many cannot."""
        query, given = hits(self._store_id, wanted)
        statement = text(
            f"WITH hits AS MATERIALIZED ({query} LIMIT {MOST_COUNTED})"  # noqa: S608
            " SELECT count(*) FILTER (WHERE d.is_available),"
            f" count(*) FILTER (WHERE NOT d.is_available) FROM hits h CROSS JOIN {_DOCUMENT}"
        )
        row = self._db.execute(statement, given).one()
        return row[0], row[1]

    def price_counts(self, wanted: Wanted, bounds: Sequence[int]) -> dict[int, int]:
        """How many cost as much as each bound or more, and less than the next; by the bound."""
        query, given = hits(self._store_id, wanted)
        given["bounds"] = list(bounds)
        statement = text(
            f"WITH hits AS MATERIALIZED ({query} LIMIT {MOST_COUNTED})"  # noqa: S608
            " SELECT width_bucket(d.price_minor, CAST(:bounds AS bigint[])) AS place, count(*)"
            f" FROM hits h CROSS JOIN {_DOCUMENT} WHERE d.price_minor IS NOT NULL"
            " GROUP BY place ORDER BY place"
        )
        rows = self._db.execute(statement, given).all()
        return {bounds[max(0, row[0] - 1)]: row[1] for row in rows}


def _hit(row: Any, sort: Sort) -> Hit:  # noqa: ANN401  a row
    price = row.price_minor
    place = {
        Sort.RELEVANCE: row.rank,
        Sort.NEWEST: _text_of(row.published_at),
        Sort.PRICE_ASC: 2**63 - 1 if price is None else price,
        Sort.PRICE_DESC: -1 if price is None else price,
    }[sort]
    return Hit(row.product_id, row.card, row.is_available, price, row.currency, place)


def _text_of(moment: datetime) -> str:
    return moment.isoformat()
