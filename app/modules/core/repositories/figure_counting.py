"""Counts the figures of one module from its facts, ready to be written into the read models."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.database.figure_source import FigureSource
from app.modules.core.repositories.figure_folding import COURSE_DAYS, EPOCH

_DAY = "date_trunc('day', at, %(zone)s)"
_RECENT = f"now() - interval '{COURSE_DAYS} days'"
_DELTAS = (
    " UNION ALL SELECT at, currency, {amounts} FROM core_figure"
    " WHERE store_id = ANY (%(store_ids)s) AND module = %(module)s AND grain = 0"
)
_WITHIN = " WHERE w.at >= %(first)s AND w.at < %(after)s"
_COUNTING = (
    "WITH slots AS MATERIALIZED (SELECT w.at, w.currency, {slot_sums} FROM ("
    "SELECT slot AS at, currency, {columns} FROM ({facts}) AS f{deltas}"
    ") AS w{where} GROUP BY w.at, w.currency),"
    " days AS MATERIALIZED (SELECT {day} AS at, currency, {day_sums}"
    " FROM slots GROUP BY 1, 2),"
    " figures AS MATERIALIZED (SELECT 1::smallint AS grain, at, currency,"
    " ARRAY[{days}] AS amounts FROM days"
    " UNION ALL SELECT 2::smallint, {epoch}, currency, ARRAY[{totals}] FROM days"
    " GROUP BY currency),"
    " courses AS MATERIALIZED (SELECT c.day AS at, c.currency,"
    " array_agg(c.code ORDER BY c.code) AS codes, array_agg(c.amount ORDER BY c.code) AS amounts"
    " FROM (SELECT {day} AS day, currency,"
    " (extract(epoch FROM at - {day}) / 900)::int * 100 + u.position::int AS code, u.amount"
    " FROM slots CROSS JOIN LATERAL unnest(ARRAY[{columns}]) WITH ORDINALITY"
    " AS u(amount, position) WHERE u.amount <> 0"
    " AND at >= {recent}) AS c GROUP BY 1, 2)"
)


def counting(
    source: FigureSource,
    places: Mapping[str, int],
    *,
    sign: str = "1",
    but_deltas: bool = False,
    is_within: bool = False,
) -> str:
    """`WITH` clauses that count all facts of some stores, for an INSERT to follow.

    They give `figures` (grain, at, currency, amounts) and `courses` (at, currency, codes, amounts),
    days being cut in `zone`. `but_deltas` leaves out what the stores have not folded yet,
    `is_within` all before `first` and from `after` on; `sign` is what amounts are multiplied with.
    They expect `store_ids`, `since`, `module` and `zone`.
    """
    columns = [f"a{place}" for place in range(1, max(places.values()) + 1)]
    negative = ", ".join(f"-amounts[{place}]" for place in range(1, len(columns) + 1))
    return _COUNTING.format(
        facts=source.wide_slots(places),
        day=_DAY,
        epoch=EPOCH,
        recent=_RECENT,
        columns=", ".join(columns),
        slot_sums=", ".join(f"(sum(w.{name}) * {sign})::bigint AS {name}" for name in columns),
        day_sums=", ".join(f"sum({name})::bigint AS {name}" for name in columns),
        days=", ".join(f"nullif({name}, 0)" for name in columns),
        totals=", ".join(f"nullif(sum({name}), 0)::bigint" for name in columns),
        deltas=_DELTAS.format(amounts=negative) if but_deltas else "",
        where=_WITHIN if is_within else "",
    )
