"""Folds a store's deltas into its days and totals, and into those of its platforms.

Everything happens in one statement: whoever reads sees each change either as a delta or in the
sums, never twice and never not.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

COURSE_DAYS = 400
FOLDING = 7_304_212
EPOCH = "timestamptz '1970-01-01 00:00:00+00'"

_LOCK = text(
    "SELECT count(pg_advisory_xact_lock(:space, s.key)) FROM ("
    " SELECT DISTINCT (id % 2147483648)::int AS key FROM unnest(CAST(:ids AS bigint[])) AS u(id)"
    " ORDER BY 1 OFFSET 0) AS s"
)
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:space, :store_id)")
_WAITING = text("SELECT DISTINCT store_id FROM core_figure WHERE grain = 0 ORDER BY store_id")
_ZONES = text("SELECT store_id, module, time_zone FROM core_figure_state")

ADDED = (
    "(SELECT array_agg(nullif(coalesce(u.a, 0) + coalesce(u.b, 0), 0) ORDER BY u.n)"
    " FROM unnest({table}.amounts, excluded.amounts) WITH ORDINALITY AS u(a, b, n))"
)
MERGED = (
    "(SELECT coalesce(array_agg(m.code ORDER BY m.code), '{{}}'::int[]),"
    " coalesce(array_agg(m.amount ORDER BY m.code), '{{}}'::bigint[])"
    " FROM (SELECT p.code, sum(p.amount)::bigint AS amount FROM ("
    "   SELECT * FROM unnest({table}.codes, {table}.amounts) AS old(code, amount)"
    "   UNION ALL SELECT * FROM unnest(excluded.codes, excluded.amounts) AS new(code, amount)"
    " ) AS p GROUP BY p.code HAVING sum(p.amount) <> 0) AS m)"
)
_KEYS = "at, module, currency"


def upsert_figures(table: str, owner: str, rows: str) -> str:
    """Adds rows (owner, grain, at, module, currency, amounts) to those that are there."""
    part = ", part" if table == "core_figure" else ""
    zero = ", 0" if part else ""
    return (
        f"INSERT INTO {table} ({owner}, grain, {_KEYS}{part}, amounts)"
        f" SELECT {owner}, grain, {_KEYS}{zero}, amounts FROM {rows}"
        f" ORDER BY {owner}, grain, {_KEYS}"
        f" ON CONFLICT ({owner}, grain, {_KEYS}{part})"
        f" DO UPDATE SET amounts = {ADDED.format(table=table)}"
    )


def upsert_courses(table: str, owner: str, rows: str) -> str:
    """Adds rows (owner, at, module, currency, codes, amounts) to those that are there."""
    return (
        f"INSERT INTO {table} ({owner}, {_KEYS}, codes, amounts)"
        f" SELECT {owner}, {_KEYS}, codes, amounts FROM {rows}"
        f" ORDER BY {owner}, {_KEYS}"
        f" ON CONFLICT ({owner}, {_KEYS})"
        f" DO UPDATE SET (codes, amounts) = {MERGED.format(table=table)}"
    )


def figures_of(parts: str, owner: str, zone: str) -> str:
    """Days and totals of `parts` (owner, zone, at, module, currency, position, amount)."""
    return (
        f"SELECT {owner}, grain, {_KEYS}, array_agg(amount ORDER BY position) AS amounts FROM ("
        f" SELECT p.{owner}, g.grain, g.at, p.module, p.currency, p.position,"
        f" nullif(sum(p.amount), 0)::bigint AS amount FROM {parts} AS p CROSS JOIN LATERAL"
        f" (VALUES (1::smallint, date_trunc('day', p.at, {zone})), (2::smallint, {EPOCH}))"
        f" AS g(grain, at) GROUP BY 1, 2, 3, 4, 5, 6) AS sums GROUP BY {owner}, grain, {_KEYS}"
    )


def courses_of(parts: str, owner: str, zone: str) -> str:
    """The courses of the recent days of `parts`."""
    day = f"date_trunc('day', p.at, {zone})"
    return (
        f"SELECT {owner}, {_KEYS}, array_agg(code ORDER BY code) AS codes,"
        f" array_agg(amount ORDER BY code) AS amounts FROM ("
        f" SELECT p.{owner}, {day} AS at, p.module, p.currency,"
        f" (extract(epoch FROM p.at - {day}) / 900)::int * 100 + p.position::int AS code,"
        f" sum(p.amount)::bigint AS amount FROM {parts} AS p"
        f" WHERE p.amount <> 0 AND p.at >= now() - interval '{COURSE_DAYS} days'"
        f" GROUP BY 1, 2, 3, 4, 5 HAVING sum(p.amount) <> 0) AS codes GROUP BY {owner}, {_KEYS}"
    )


_FOLD = text(
    "WITH taken AS (DELETE FROM core_figure WHERE store_id = :store_id AND grain = 0"
    " RETURNING at, module, currency, amounts),"
    " parts AS MATERIALIZED (SELECT CAST(:store_id AS bigint) AS store_id, s.time_zone AS zone,"
    " t.at, t.module, t.currency, u.position, u.amount FROM taken AS t"
    " JOIN core_figure_state AS s ON s.store_id = :store_id AND s.module = t.module"
    " CROSS JOIN LATERAL unnest(t.amounts) WITH ORDINALITY AS u(amount, position)),"
    " platform_parts AS MATERIALIZED (SELECT r.platform_id, r.time_zone AS zone,"
    " p.at, p.module, p.currency, p.position, p.amount FROM parts AS p"
    " JOIN core_rollup AS r ON r.module = p.module AND :store_id = ANY (r.members)),"
    f" figures AS ({figures_of('parts', 'store_id', 'p.zone')}),"
    f" courses AS ({courses_of('parts', 'store_id', 'p.zone')}),"
    f" platform_figures AS ({figures_of('platform_parts', 'platform_id', 'p.zone')}),"
    f" platform_courses AS ({courses_of('platform_parts', 'platform_id', 'p.zone')}),"
    f" a AS ({upsert_figures('core_figure', 'store_id', 'figures')}),"
    f" b AS ({upsert_courses('core_day_course', 'store_id', 'courses')}),"
    f" c AS ({upsert_figures('core_platform_figure', 'platform_id', 'platform_figures')}),"
    f" d AS ({upsert_courses('core_platform_course', 'platform_id', 'platform_courses')})"
    " SELECT count(*) FROM taken"
)


class FigureFolding:
    """Folds one store at a time; the caller is in the store's scope."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def waiting(self) -> list[int]:
        """The stores in scope that have deltas, ascending."""
        return list(self._db.scalars(_WAITING))

    def zones(self) -> dict[tuple[int, str], str]:
        """In which zone figures are kept, by store and module, for the stores in scope."""
        rows = self._db.execute(_ZONES)
        return {(store_id, module): zone for store_id, module, zone in rows}

    def lock(self, store_ids: Sequence[int]) -> None:
        """Keeps others from folding these stores until the transaction ends; waits for them."""
        self._db.execute(_LOCK, {"space": FOLDING, "ids": list(store_ids)})

    def try_lock(self, store_id: int) -> bool:
        """Like `lock`, but False at once when another transaction has it."""
        found = self._db.scalar(_TRY_LOCK, {"space": FOLDING, "store_id": store_id % 2**31})
        return bool(found)

    def fold(self, store_id: int) -> int:
        """Folds all deltas of the store; how many there were. The store must be locked."""
        return int(self._db.scalar(_FOLD, {"store_id": store_id}) or 0)
