"""Reads kept figures: of one store, or of a platform with what its stores have not folded yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, String

# Numbers come as JSON text: most answers need no look into them (`KeptFigures`).
_DAY = "(at AT TIME ZONE :zone)::date - DATE '0001-01-01' + 1"
_DELTAS = (
    f"SELECT module, 'delta' AS kind, currency, to_json({_DAY})::text AS days,"
    " to_json(amounts)::text AS amounts, NULL::text AS codes, at"
    " FROM core_figure WHERE store_id {stores} AND grain = 0 AND module = ANY (:modules)"
)
_SUMS = (
    f" UNION ALL SELECT module, 'days', currency, json_agg({_DAY} ORDER BY at)::text,"
    " json_agg(amounts ORDER BY at)::text, NULL, NULL FROM {figures}"
    " WHERE {owner} AND grain = 1 AND at >= :since AND module = ANY (:modules)"
    " GROUP BY module, currency"
    " UNION ALL SELECT module, 'total', currency, NULL, to_json(amounts)::text, NULL, NULL"
    " FROM {figures} WHERE {owner} AND grain = 2 AND module = ANY (:modules)"
    " UNION ALL SELECT module, 'course', currency, NULL, to_json(amounts)::text,"
    " to_json(codes)::text, NULL FROM {courses}"
    " WHERE {owner} AND at = :part_day AND module = ANY (:modules)"
)
_KEPT_STORE = (
    " UNION ALL SELECT module, 'kept', time_zone, NULL, NULL, NULL, NULL FROM core_figure_state"
    " WHERE store_id = :store_id AND module = ANY (:modules)"
)
_KEPT_PLATFORM = (
    " UNION ALL SELECT module, 'kept', time_zone, NULL, NULL, NULL, NULL FROM core_rollup"
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


class KeptDays(NamedTuple):
    """The folded days of a currency, ascending, and the amounts of each by the measures' places.

    A day is its proleptic Gregorian ordinal. An amount may be None, and rows differ in length.
    """

    currency: str
    days: list[int]
    amounts: list[list[int | None]]


class KeptRow(NamedTuple):
    """A row of the read models that is no folded day: `kind` is delta, total or course.

    A delta has a day and its moment, a course has codes.
    """

    kind: str
    currency: str
    day: int | None
    amounts: list[int | None]
    codes: list[int]
    at: datetime | None


class KeptFigures:
    """What is kept of one module's figures for one question, taken apart when somebody looks."""

    def __init__(self, found: Sequence[tuple[Any, ...]]) -> None:
        self._found = found

    @cached_property
    def mark(self) -> bytes:
        """The same for the same rows, and for no others."""
        return blake2b(repr(self._found).encode(), digest_size=16).digest()

    @property
    def zone(self) -> str | None:
        """The zone of the days that figures are kept in; None where none are kept."""
        return next((row[2] for row in self._found if row[1] == "kept"), None)

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to add up."""
        return any(row[1] != "kept" for row in self._found)

    @property
    def days(self) -> list[KeptDays]:
        """The folded days, a row for each currency."""
        return [
            KeptDays(currency, json.loads(days), json.loads(amounts))
            for _, kind, currency, days, amounts, *_ in self._found
            if kind == "days"
        ]

    @property
    def rows(self) -> list[KeptRow]:
        """Everything else that counts, in no order."""
        return [
            KeptRow(kind, currency, _read(day), _read(amounts) or [], _read(codes) or [], at)
            for _, kind, currency, day, amounts, codes, at in self._found
            if kind not in {"days", "kept"}
        ]


class FigureReading:
    """One statement each, for any number of modules; the stores must be in scope."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def of_store(self, store_id: int, question: FigureQuestion) -> dict[str, KeptFigures]:
        """The figures of a store, by module."""
        return self._read(_STORE, question, store_id=store_id)

    def of_platform(
        self, platform_id: int, store_ids: Sequence[int], question: FigureQuestion
    ) -> dict[str, KeptFigures]:
        """The figures of a platform; "kept" only where the sums hold exactly these stores."""
        ids = list(store_ids)
        return self._read(_PLATFORM, question, platform_id=platform_id, store_ids=ids)

    def _read(
        self, statement: Any, question: FigureQuestion, **owner: Any
    ) -> dict[str, KeptFigures]:
        values = {
            "modules": list(question.modules),
            "zone": question.zone,
            "since": question.since,
            "part_day": question.part_day,
        }
        found: dict[str, list[tuple[Any, ...]]] = {module: [] for module in question.modules}
        for row in map(tuple, self._db.execute(statement, values | owner).all()):
            found[row[0]].append(row)
        return {module: KeptFigures(rows) for module, rows in found.items()}


def _read(numbers: str | None) -> Any:
    return None if numbers is None else json.loads(numbers)
