"""Pages of products that are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.search.asked import Sort, Wanted
from app.modules.search.repositories.count_rows import Counting, Counts
from app.modules.search.repositories.hit_sql import (
    ALL_DOCUMENTS,
    BEST,
    MOST_COUNTED,
    documents_in,
    hits,
)

_HITS = "SELECT product_id, rank FROM hits"
_NO_HIT = "NULL, NULL, NULL, NULL, NULL, NULL"
_DOCUMENT = (
    "LATERAL (SELECT c.price_minor, c.currency, c.is_available FROM search_document c"
    " WHERE c.store_id = :store_id AND c.locale = :locale AND c.product_id = h.product_id"
    " OFFSET 0) d"
)
_CARD = (
    "LATERAL (SELECT k.card FROM search_card k WHERE k.store_id = :store_id"
    " AND k.locale = :locale AND k.product_id = f.product_id OFFSET 0) k"
)


class _Order(NamedTuple):
    """What a list is put in order by, its direction, what comes after a place, and its type."""

    by: str
    direction: str
    beyond: str
    type: str


_ORDERS = {
    Sort.RELEVANCE: _Order("rank", "DESC", "<", "bigint"),
    Sort.NEWEST: _Order("published_at", "DESC", "<", "timestamptz"),
    Sort.PRICE_ASC: _Order("coalesce(price_minor, 9223372036854775807)", "ASC", ">", "bigint"),
    Sort.PRICE_DESC: _Order("coalesce(price_minor, -1)", "DESC", "<", "bigint"),
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
class Page:
    """Hits, how many there are in all, and what these have in common."""

    hits: Sequence[Hit]
    total: int
    counts: Counts


class HitRows:
    """Reads one store's index; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def page(
        self,
        wanted: Wanted,
        sort: Sort,
        limit: int,
        after: tuple[Any, int] | None,
        *,
        counting: Counting | None = None,
        most: int | None = None,
    ) -> Page:
        """One hit more than `limit` in this order, how many there are in all, and what is counted.

        In the order of relevance no more than `most` are found, usually MOST_COUNTED + 1.
        """
        best = (most or MOST_COUNTED + 1) if sort is Sort.RELEVANCE else None
        query, given = hits(self._store_id, wanted, best)
        given["limit"] = limit + 1
        if after is not None:
            given |= {"place": after[0], "after_id": after[1]}
        if best:
            query = f"{query} {BEST} :most"
        counts = "NULL"
        if counting:
            counts = f"({counting.sql(_HITS, _facts(sort))})"
            given |= counting.given
        documents = ALL_DOCUMENTS if wanted.is_everything else documents_in("hits")
        direction = _ORDERS[sort].direction
        statement = (
            f"WITH hits AS ({query}), number AS (SELECT count(*) AS total FROM hits),"  # noqa: S608
            f" documents AS ({documents}), page AS ("
            f"SELECT f.*, k.card FROM ({_shown(sort, after)}) f CROSS JOIN {_CARD})"
            " SELECT page.*, CAST(NULL AS bigint) AS total, CAST(NULL AS json) AS counts FROM page"
            f" UNION ALL SELECT {_NO_HIT}, total, {counts} FROM number"
            f" ORDER BY place {direction}, product_id {direction}"
        )
        rows = self._db.execute(text(statement), given).all()
        found = [_hit(row) for row in rows if row.product_id is not None]
        (summary,) = (row for row in rows if row.product_id is None)
        return Page(found, summary.total, counting.read(summary.counts) if counting else Counts())


def _facts(sort: Sort) -> str:
    """The documents of the best, beside `best`, `hits` and what the page has looked up."""
    best = documents_in("best")
    if sort is Sort.RELEVANCE:
        return best
    total = "(SELECT total FROM number)"
    return (
        f"SELECT * FROM documents WHERE {total} <= {MOST_COUNTED}"  # noqa: S608
        f" UNION ALL SELECT * FROM ({best}) f WHERE {total} > {MOST_COUNTED}"
    )


def _shown(sort: Sort, after: tuple[Any, int] | None) -> str:
    """The hits of the page with what lists show of them, beside `hits` and `documents`."""
    order, where = _ORDERS[sort], ""
    if after is not None:
        place = f"CAST(:place AS {order.type})"
        where = f"WHERE ({order.by}, product_id) {order.beyond} ({place}, :after_id)"
    where += f" ORDER BY {order.by} {order.direction}, product_id {order.direction} LIMIT :limit"
    facts = f"product_id, price_minor, currency, is_available, {order.by} AS place"
    if sort is Sort.RELEVANCE:
        # The best of a common word come first in its index, and only those shown are looked up.
        return f"SELECT {facts} FROM (SELECT * FROM hits {where}) h CROSS JOIN {_DOCUMENT}"  # noqa: S608
    return f"SELECT {facts} FROM documents {where}"  # noqa: S608


def _hit(row: Any) -> Hit:  # noqa: ANN401  a row
    place = row.place.isoformat() if isinstance(row.place, datetime) else row.place
    return Hit(row.product_id, row.card, row.is_available, row.price_minor, row.currency, place)
