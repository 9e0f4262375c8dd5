"""Takes stores into a platform's sums and out of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_folding import (
    courses_of,
    figures_of,
    upsert_courses,
    upsert_figures,
)

_FIND = text(
    "SELECT module, time_zone, members FROM core_rollup WHERE platform_id = :platform_id"
    " ORDER BY module FOR UPDATE"
)
_KEEP = text(
    "INSERT INTO core_rollup (platform_id, module, time_zone, members)"
    " VALUES (:platform_id, :module, :zone, :members) ON CONFLICT (platform_id, module)"
    " DO UPDATE SET time_zone = excluded.time_zone, members = excluded.members"
)
_CLEAR = tuple(
    text(f"DELETE FROM {table} WHERE platform_id = :platform_id AND module = :module")
    for table in ("core_platform_figure", "core_platform_course", "core_rollup")
)
_KEPT = text(
    "SELECT time_zone FROM core_figure_state WHERE store_id = :store_id AND module = :module"
)
_NEGATED = (
    "(SELECT array_agg(a * CAST(:sign AS bigint) ORDER BY n)"
    " FROM unnest(amounts) WITH ORDINALITY AS u(a, n))"
)
_OF_STORE = "FROM {table} WHERE store_id = :store_id AND module = :module"
_FIGURES = (
    f"(SELECT CAST(:platform_id AS bigint) AS platform_id, grain, at, module, currency,"
    f" {_NEGATED} AS amounts {_OF_STORE.format(table='core_figure')} AND grain <> 0) AS f"
)
_COURSES = (
    f"(SELECT CAST(:platform_id AS bigint) AS platform_id, at, module, currency, codes,"
    f" {_NEGATED} AS amounts {_OF_STORE.format(table='core_day_course')}) AS f"
)
_RECOUNTED = (
    "WITH parts AS MATERIALIZED ("
    " SELECT %(platform_id)s::bigint AS platform_id, s.at, %(module)s::text AS module,"
    " s.currency, s.position, (sum(s.amount) * %(sign)s::bigint)::bigint AS amount FROM ("
    "  SELECT f.slot AS at, coalesce(f.currency, '') AS currency, m.position, f.amount"
    "  FROM ({facts}) AS f JOIN core_figure_measure AS m"
    "  ON m.module = %(module)s AND m.name = f.measure"
    "  UNION ALL SELECT d.at, d.currency, u.position, -u.amount FROM core_figure AS d"
    "  CROSS JOIN LATERAL unnest(d.amounts) WITH ORDINALITY AS u(amount, position)"
    "  WHERE d.store_id = %(store_id)s AND d.module = %(module)s AND d.grain = 0"
    " ) AS s GROUP BY s.at, s.currency, s.position),"
    " dense AS MATERIALIZED (SELECT p.platform_id, p.at, p.module, p.currency, n AS position,"
    " CASE WHEN n = p.position THEN p.amount END AS amount FROM parts AS p CROSS JOIN"
    " generate_series(1, (SELECT max(position) FROM core_figure_measure WHERE module = %(module)s))"
    " AS n),"
    f" figures AS ({figures_of('dense', 'platform_id', '%(zone)s')}),"
    f" courses AS ({courses_of('parts', 'platform_id', '%(zone)s')}),"
    f" a AS ({upsert_figures('core_platform_figure', 'platform_id', 'figures')})"
    f" {upsert_courses('core_platform_course', 'platform_id', 'courses')}"
)
_HOLDING = text(
    "SELECT platform_id FROM core_rollup WHERE module = :module AND :store_id = ANY (members)"
    " ORDER BY platform_id"
)
_MOVE_FIGURES = text(upsert_figures("core_platform_figure", "platform_id", _FIGURES))
_MOVE_COURSES = text(upsert_courses("core_platform_course", "platform_id", _COURSES))


class RollupRows:
    """The sums of one platform; `INSTALLATION` is one too."""

    def __init__(self, db: Session, platform_id: int) -> None:
        self._db = db
        self._platform_id = platform_id

    def find(self) -> dict[str, tuple[str, tuple[int, ...]]]:
        """Zone and members of each module's rollup, locked until the transaction ends."""
        rows = self._db.execute(_FIND, {"platform_id": self._platform_id})
        return {module: (zone, tuple(members)) for module, zone, members in rows}

    def keep(self, module: str, zone: str, members: Sequence[int]) -> None:
        """Notes which stores the sums of a module hold."""
        values = {"platform_id": self._platform_id, "module": module, "zone": zone}
        self._db.execute(_KEEP, {**values, "members": sorted(members)})

    def clear(self, module: str) -> None:
        """Forgets the sums of a module."""
        for statement in _CLEAR:
            self._db.execute(statement, {"platform_id": self._platform_id, "module": module})

    def zone_of_store(self, store_id: int, module: str) -> str | None:
        """In which zone the store's figures of the module are kept; None when they are not."""
        zone = self._db.scalar(_KEPT, {"store_id": store_id, "module": module})
        return None if zone is None else str(zone)

    def move(self, store_id: int, source: FigureSource, zone: str, *, sign: int) -> None:
        """Adds (1) or takes away (-1) the folded figures of a store, in days of `zone`.

        Deltas are left with the store, which must be locked for folding. Days that were cut in
        another zone cannot be taken over: such a store's facts are counted anew.
        """
        values = {
            "platform_id": self._platform_id,
            "store_id": store_id,
            "module": source.module,
            "sign": sign,
        }
        if self.zone_of_store(store_id, source.module) == zone:
            self._db.execute(_MOVE_FIGURES, values)
            self._db.execute(_MOVE_COURSES, values)
            return
        slots = source.slots()
        given = {"store_ids": [store_id], "since": BEGINNING, "zone": zone}
        self._db.connection().exec_driver_sql(
            _RECOUNTED.replace("{facts}", slots.text), {**values, **slots.constants, **given}
        )

    @staticmethod
    def holding(db: Session, store_id: int, module: str) -> list[int]:
        """The platforms whose sums of a module hold the store, ascending."""
        return list(db.scalars(_HOLDING, {"store_id": store_id, "module": module}))
