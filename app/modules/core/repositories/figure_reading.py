"""Reads kept figures: of one store, or of a platform with what its stores have not folded yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, String

_DAY = "(at AT TIME ZONE :zone)::date"
_DELTAS = (
    f"SELECT 'delta' AS kind, module, {_DAY} AS day, currency, amounts, NULL::int[] AS codes,"
    " at FROM core_figure WHERE store_id {stores} AND grain = 0 AND module = ANY (:modules)"
)
_SUMS = (
    f" UNION ALL SELECT 'day', module, {_DAY}, currency, amounts, NULL, NULL FROM {{figures}}"
    " WHERE {owner} AND grain = 1 AND at >= :since AND module = ANY (:modules)"
    " UNION ALL SELECT 'total', module, NULL, currency, amounts, NULL, NULL FROM {figures}"
    " WHERE {owner} AND grain = 2 AND module = ANY (:modules)"
    f" UNION ALL SELECT 'course', module, {_DAY}, currency, amounts, codes, NULL FROM {{courses}}"
    " WHERE {owner} AND at = :part_day AND module = ANY (:modules)"
)
_KEPT_STORE = (
    " UNION ALL SELECT 'kept', module, NULL, time_zone, NULL, NULL, NULL FROM core_figure_state"
    " WHERE store_id = :store_id AND module = ANY (:modules)"
)
_KEPT_PLATFORM = (
    " UNION ALL SELECT 'kept', module, NULL, time_zone, NULL, NULL, NULL FROM core_rollup"
    " WHERE platform_id = :platform_id AND members = :store_ids AND module = ANY (:modules)"
)
_MODULES = bindparam("modules", type_=ARRAY(String))
_STORE_IDS = bindparam("store_ids", type_=ARRAY(BigInteger))
_STORE = text(
    _DELTAS.format(stores="= :store_id")
    + _SUMS.format(figures="core_figure", courses="core_day_course", owner="store_id = :store_id")
    + _KEPT_STORE
).bindparams(_MODULES)
_PLATFORM = text(
    _DELTAS.format(stores="= ANY (:store_ids)")
    + _SUMS.format(
        figures="core_platform_figure",
        courses="core_platform_course",
        owner="platform_id = :platform_id",
    )
    + _KEPT_PLATFORM
).bindparams(_MODULES, _STORE_IDS)


@dataclass(frozen=True)
class FigureQuestion:
    """Which modules' figures, in days of which zone, from which moment on.

    `part_day` is the midnight of a day of which only a part counts, or None.
    """

    modules: Sequence[str]
    zone: str
    since: datetime
    part_day: datetime | None


class FigureRow(NamedTuple):
    """One row of the read models: `kind` is delta, day, total, course or kept.

    Of a row that says that figures are kept, `currency` is the zone of their days.
    """

    kind: str
    module: str
    day: date | None
    currency: str
    amounts: list[int | None]
    codes: list[int] | None
    at: datetime | None


class FigureReading:
    """One statement each, for any number of modules; the stores must be in scope."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def of_store(self, store_id: int, question: FigureQuestion) -> list[FigureRow]:
        """The figures of a store."""
        return self._rows(_STORE, question, store_id=store_id)

    def of_platform(
        self, platform_id: int, store_ids: Sequence[int], question: FigureQuestion
    ) -> list[FigureRow]:
        """The figures of a platform; "kept" only where the sums hold exactly these stores."""
        ids = list(store_ids)
        return self._rows(_PLATFORM, question, platform_id=platform_id, store_ids=ids)

    def _rows(self, statement: Any, question: FigureQuestion, **owner: Any) -> list[FigureRow]:
        values = {
            "modules": list(question.modules),
            "zone": question.zone,
            "since": question.since,
            "part_day": question.part_day,
        }
        rows = self._db.execute(statement, values | owner).all()
        return [FigureRow._make(row) for row in rows]
