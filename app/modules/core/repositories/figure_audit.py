"""Holds kept figures against a recount of the facts, and mends them day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_counting import counting
from app.modules.core.repositories.figure_folding import COURSE_DAYS, EPOCH
from app.modules.core.repositories.measure_places import MeasurePlaces

_COUNTED = (
    "SELECT m.position, coalesce(f.currency, '') AS currency, f.slot AS at, f.amount"
    " FROM ({facts}) AS f JOIN core_figure_measure AS m"
    " ON m.module = %(module)s AND m.name = f.measure"
)
_KEPT = (
    "SELECT u.position, k.currency, k.at, coalesce(u.amount, 0) AS amount FROM {table} AS k"
    " CROSS JOIN LATERAL unnest(k.amounts) WITH ORDINALITY AS u(amount, position)"
    " WHERE k.{owner} = ANY (%(owners)s) AND k.module = %(module)s AND k.grain = {grain}"
)
_DELTAS = _KEPT.format(table="core_figure", owner="store_id", grain=0).replace(
    "%(owners)s", "%(store_ids)s"
)
_COURSES = (
    "SELECT u.code %% 100 AS position, k.currency,"
    " k.at + (u.code / 100) * interval '15 minutes' AS at, u.amount FROM {table} AS k"
    " CROSS JOIN LATERAL unnest(k.codes, k.amounts) AS u(code, amount)"
    " WHERE k.{owner} = ANY (%(owners)s) AND k.module = %(module)s"
)
_COMPARED = (
    "SELECT n.name AS measure, c.currency, {place} AS place, sum(c.counted)::bigint AS counted,"
    " sum(c.kept)::bigint AS kept FROM ("
    " SELECT position, currency, at, amount AS counted, 0 AS kept FROM ({counted}) AS counted"
    " UNION ALL SELECT position, currency, at, 0, amount FROM ({kept}) AS kept) AS c"
    " JOIN core_figure_measure AS n ON n.module = %(module)s AND n.position = c.position"
    " WHERE {where} GROUP BY 1, 2, 3 HAVING sum(c.counted) <> sum(c.kept) ORDER BY 3, 1, 2"
)
_WITHIN = "c.at >= %(first)s AND c.at < %(after)s"
_RECENT = f"{_WITHIN} AND c.at >= now() - interval '{COURSE_DAYS - 2} days'"
_TOTALS = (
    "SELECT %(owner)s::bigint, 2, {epoch}, %(module)s::text, currency{zero},"
    " array_agg(amount ORDER BY position) FROM (SELECT k.currency, u.position,"
    " nullif(sum(u.amount), 0)::bigint AS amount FROM {table} AS k"
    " CROSS JOIN LATERAL unnest(k.amounts) WITH ORDINALITY AS u(amount, position)"
    " WHERE k.{owner} = %(owner)s AND k.module = %(module)s AND k.grain = 1"
    " GROUP BY 1, 2) AS sums GROUP BY currency"
)


@dataclass(frozen=True)
class Difference:
    """A kept figure that is not what the facts add up to; `grain` is day, total or course.

    Amounts of money are in minor units; `currency` is "" for counts. `place` is the local day, for
    a course the quarter hour, None for a total.
    """

    grain: str
    measure: str
    currency: str
    place: date | datetime | None
    counted: int
    kept: int


@dataclass(frozen=True)
class Audited:
    """Whose figures: a store's, or a platform's with the stores that its sums hold.

    `zone` is the one that the days are cut in.
    """

    store_ids: Sequence[int]
    zone: str
    platform_id: int | None = None

    @property
    def owner(self) -> int:
        """The id in the first column of the tables."""
        return self.store_ids[0] if self.platform_id is None else self.platform_id

    @property
    def column(self) -> str:
        """The first column of the tables."""
        return "store_id" if self.platform_id is None else "platform_id"

    @property
    def figures(self) -> str:
        """The table of days and totals."""
        return "core_figure" if self.platform_id is None else "core_platform_figure"

    @property
    def courses(self) -> str:
        """The table of how days went."""
        return "core_day_course" if self.platform_id is None else "core_platform_course"


class FigureAudit:
    """The figures of one module; the stores are in scope.

    Each comparison is one statement: what is committed while it runs is in both sides or in none.
    """

    def __init__(self, db: Session, source: FigureSource, audited: Audited) -> None:
        self._db = db
        self._source = source
        self._audited = audited

    def differences(self, first: datetime, after: datetime) -> list[Difference]:
        """What differs in the days from one midnight until another, and in the totals."""
        place = {"owner": self._audited.column}
        days = _KEPT.format(table=self._audited.figures, grain=1, **place)
        totals = _KEPT.format(table=self._audited.figures, grain=2, **place)
        courses = _COURSES.format(table=self._audited.courses, **place)
        span = {"first": first, "after": after}
        local_day = "(c.at AT TIME ZONE %(zone)s)::date"
        return [
            *self._compare("day", days, place=local_day, where=_WITHIN, **span),
            *self._compare("course", courses, place="c.at", where=_RECENT, **span),
            *self._compare("total", totals, place="NULL::date", where="true", **span),
        ]

    def mend(self, first: datetime, after: datetime) -> None:
        """Counts these days anew, and the totals from the days; the stores must be locked."""
        table, column = self._audited.figures, self._audited.column
        part, zero = (", part", ", 0") if table == "core_figure" else ("", "")
        places = MeasurePlaces(self._db).complete(self._source)
        counted = counting(self._source, places, but_deltas=True, is_within=True)
        into = f"INSERT INTO {table} ({column}, grain, at, module, currency{part}, amounts)"
        mine = f"WHERE {column} = %(owner)s AND module = %(module)s"
        within = "AND at >= %(first)s AND at < %(after)s"
        owner = "%(owner)s::bigint"
        totals = _TOTALS.format(table=table, owner=column, epoch=EPOCH, zero=zero)
        for statement in (
            f"DELETE FROM {table} {mine} AND grain = 1 {within}",
            f"DELETE FROM {self._audited.courses} {mine} {within}",
            f"{counted} {into} SELECT {owner}, grain, at, %(module)s, currency{zero},"
            " amounts FROM figures WHERE grain = 1",
            f"{counted} INSERT INTO {self._audited.courses}"
            f" ({column}, at, module, currency, codes, amounts)"
            f" SELECT {owner}, at, %(module)s, currency, codes, amounts FROM courses",
            f"DELETE FROM {table} {mine} AND grain = 2",
            f"{into} {totals}",
        ):
            self._run(statement, first=first, after=after)

    def _counted(self) -> str:
        return _COUNTED.format(facts=self._source.slots())

    def _compare(
        self, grain: str, kept: str, *, place: str, where: str, **span: datetime
    ) -> list[Difference]:
        both = f"{kept} UNION ALL {_DELTAS}"
        statement = _COMPARED.format(place=place, counted=self._counted(), kept=both, where=where)
        rows = self._run(statement, **span).all()
        return [
            Difference(grain, row.measure, row.currency, row.place, row.counted, row.kept)
            for row in rows
        ]

    def _run(self, statement: str, **values: Any) -> Any:
        given = {
            "module": self._source.module,
            "store_ids": list(self._audited.store_ids),
            "owner": self._audited.owner,
            "owners": [self._audited.owner],
            "zone": self._audited.zone,
            "since": BEGINNING,
        }
        return self._db.connection().exec_driver_sql(statement, {**given, **values})
