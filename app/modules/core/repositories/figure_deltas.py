"""Writes changes of a store's figures beside their causes: only inserts, nobody waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.kernel.database.plans import MANY_ROWS
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_counting import counting
from app.modules.core.repositories.measure_places import MeasurePlaces

Place = tuple[str, datetime, str | None]
Touched = Mapping[str, Sequence[int]]

_TAKE_UP = (
    "SELECT module, set_config('plan_cache_mode', 'force_generic_plan', true)"
    " FROM core_figure_state WHERE store_id = %(store_id)s::bigint"
)
_BEGUN = "stoa_figures_begun"
_PLAN_EACH = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)"
_BEGIN = (
    "INSERT INTO core_figure_state (store_id, module, time_zone)"
    " VALUES (%(store_id)s::bigint, %(module)s, %(zone)s) ON CONFLICT (store_id, module)"
)
_READ = (
    "SELECT measure, slot, currency, sum(amount)::bigint FROM ({figures}) AS found"
    " GROUP BY measure, slot, currency"
)
_GIVEN = (
    "SELECT * FROM unnest(%(measures)s::text[], %(slots)s::timestamptz[],"
    " %(currencies)s::text[], %(amounts)s::bigint[]) AS given(measure, slot, currency, amount)"
)
_ADD = (
    "INSERT INTO core_figure (store_id, grain, at, module, currency, part, amounts)"
    " SELECT %(store_id)s::bigint, 0, slot, %(module)s, coalesce(currency, ''),"
    " nextval('core_figure_part_seq'), ARRAY[{sums}] FROM ({figures}) AS found"
    " GROUP BY slot, coalesce(currency, '') HAVING bool_or(amount <> 0)"
)
_SUM = "nullif(sum(amount) FILTER (WHERE measure = '{name}'), 0)::bigint"
_REPLACE = (
    ", gone AS (DELETE FROM core_figure AS k WHERE k.store_id = %(store_id)s::bigint"
    " AND k.module = %(module)s AND NOT EXISTS (SELECT FROM figures AS f"
    " WHERE f.grain = k.grain AND f.at = k.at AND f.currency = k.currency)),"
    " gone_courses AS (DELETE FROM core_day_course AS k WHERE k.store_id = %(store_id)s::bigint"
    " AND k.module = %(module)s AND NOT EXISTS (SELECT FROM courses AS c"
    " WHERE c.at = k.at AND c.currency = k.currency)),"
    " counted AS (INSERT INTO core_figure"
    " (store_id, grain, at, module, currency, part, amounts)"
    " SELECT %(store_id)s::bigint, grain, at, %(module)s, currency, 0, amounts FROM figures"
    " ORDER BY grain, at, currency ON CONFLICT (store_id, grain, at, module, currency, part)"
    " DO UPDATE SET amounts = excluded.amounts),"
    f" state AS ({_BEGIN} DO UPDATE SET time_zone = excluded.time_zone)"
    " INSERT INTO core_day_course (store_id, at, module, currency, codes, amounts)"
    " SELECT %(store_id)s::bigint, at, %(module)s, currency, codes, amounts FROM courses"
    " ORDER BY at, currency ON CONFLICT (store_id, at, module, currency)"
    " DO UPDATE SET codes = excluded.codes, amounts = excluded.amounts"
)


class FigureDeltas:
    """The deltas of one module in one store; the caller is in the store's scope."""

    def __init__(self, db: Session, store_id: int, source: FigureSource) -> None:
        self._db = db
        self._store_id = store_id
        self._source = source

    def take_up(self) -> bool:
        """Gets ready to write; False when the module's figures are not kept for the store yet.

        From here on the transaction plans no statement twice: planning what `add` sends for a few
        records takes several times as long as running it. All modules are asked about at once, as
        one change often touches the figures of several.
        """
        known: tuple[Any, int, frozenset[str]] | None = self._db.info.get(_BEGUN)
        here = (self._db.get_transaction(), self._store_id)
        if known is None or known[:2] != here or known[0] is None:
            begun = frozenset(row.module for row in self._run(_TAKE_UP))
            known = (self._db.get_transaction(), self._store_id, begun)
            self._db.info[_BEGUN] = known
        return self._source.module in known[2]

    def begin(self, zone: str) -> bool:
        """From now on the figures are kept; False when another transaction was first."""
        self._db.info.pop(_BEGUN, None)
        begun = self._run(f"{_BEGIN} DO NOTHING RETURNING store_id", zone=zone)
        return begun.first() is not None

    def read(self, touched: Touched, since: datetime) -> dict[Place, int]:
        """What the facts that depend on these records add up to now, by measure, slot, currency."""
        self._plan_for(touched)
        slots = self._source.slots(tuple(touched))
        values = self._values(touched, since)
        rows = self._run(_READ.format(figures=slots), **values).all()
        return {(measure, slot, currency): amount for measure, slot, currency, amount in rows}

    def add(self, touched: Touched, since: datetime) -> None:
        """Writes what the facts that depend on these records add up to."""
        self._plan_for(touched)
        slots = self._source.slots(tuple(touched))
        values = self._values(touched, since)
        self._run(self._adding(slots), **values)

    def add_amounts(self, amounts: Mapping[Place, int]) -> None:
        """Writes these changes; those of 0 are left out."""
        changes = {place: amount for place, amount in amounts.items() if amount}
        if changes:
            self._run(
                self._adding(_GIVEN),
                measures=[measure for measure, _slot, _currency in changes],
                slots=[slot for _measure, slot, _currency in changes],
                currencies=[currency for _measure, _slot, currency in changes],
                amounts=list(changes.values()),
            )

    def count_anew(self, zone: str) -> None:
        """Puts the days and totals of all facts in the place of all that is kept, folded or not.

        One statement, so that what others commit meanwhile is in both of its halves or in none.
        Nobody else may be folding the store, unless its figures are only being begun.
        """
        counted = counting(self._source, MeasurePlaces(self._db).complete(self._source))
        values = self._values({}, BEGINNING)
        self._run(counted + _REPLACE, **values, zone=zone)

    def _plan_for(self, touched: Touched) -> None:
        """Has statements over many records planned for just those, whatever was said before.

        A plan that is made once compares every row with every id; one that is made for the ids
        looks them up by hash.
        """
        if sum(map(len, touched.values())) >= MANY_ROWS:
            self._run(_PLAN_EACH)

    def _adding(self, figures: str) -> str:
        places = {at: name for name, at in MeasurePlaces(self._db).complete(self._source).items()}
        names = [places.get(place, "") for place in range(1, max(places) + 1)]
        sums = ", ".join(_SUM.format(name=name) for name in names)
        return _ADD.format(sums=sums, figures=figures)

    def _values(self, touched: Touched, since: datetime) -> dict[str, Any]:
        ids = {f"ids_{kind}": list(of_kind) for kind, of_kind in touched.items()}
        return {"store_ids": [self._store_id], "since": since, **ids}

    def _run(self, statement: str, **values: Any) -> Any:
        given = {"store_id": self._store_id, "module": self._source.module, **values}
        return self._db.connection().exec_driver_sql(statement, given)
