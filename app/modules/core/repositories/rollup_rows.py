"""Takes stores into a platform's sums and out of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_counting import counting
from app.modules.core.repositories.figure_folding import upsert_courses, upsert_figures
from app.modules.core.repositories.measure_places import MeasurePlaces

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
_FIGURES = (
    "(SELECT CAST(:platform_id AS bigint) AS platform_id, grain, at, module, currency,"
    " ARRAY[{sums}] AS amounts FROM core_figure"
    " WHERE store_id = ANY (:store_ids) AND module = :module AND grain <> 0"
    " GROUP BY grain, at, module, currency) AS f"
)
_SUM = "nullif(sum(amounts[{place}]) * CAST(:sign AS bigint), 0)::bigint"
_COURSES = (
    "(SELECT CAST(:platform_id AS bigint) AS platform_id, at, module, currency,"
    " array_agg(code ORDER BY code) AS codes, array_agg(amount ORDER BY code) AS amounts FROM ("
    " SELECT at, module, currency, u.code,"
    " (sum(u.amount) * CAST(:sign AS bigint))::bigint AS amount FROM core_day_course AS k"
    " CROSS JOIN LATERAL unnest(k.codes, k.amounts) AS u(code, amount)"
    " WHERE store_id = ANY (:store_ids) AND module = :module"
    " GROUP BY at, module, currency, u.code) AS sums GROUP BY at, module, currency) AS f"
)
_RECOUNTED_FIGURES = (
    "(SELECT %(platform_id)s::bigint AS platform_id, grain, at, %(module)s::text AS module,"
    " currency, amounts FROM figures) AS f"
)
_RECOUNTED_COURSES = (
    "(SELECT %(platform_id)s::bigint AS platform_id, at, %(module)s::text AS module,"
    " currency, codes, amounts FROM courses) AS f"
)
_ADD_RECOUNTED = (
    f", a AS ({upsert_figures('core_platform_figure', 'platform_id', _RECOUNTED_FIGURES)})"
    f" {upsert_courses('core_platform_course', 'platform_id', _RECOUNTED_COURSES)}"
)
_HOLDING = text(
    "SELECT platform_id FROM core_rollup WHERE module = :module AND :store_id = ANY (members)"
    " ORDER BY platform_id"
)
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

    def move(self, store_ids: Sequence[int], source: FigureSource, *, sign: int) -> None:
        """Adds (1) or takes away (-1) the folded figures of stores whose days are the platform's.

        Deltas are left with the stores, which must be in scope and locked for folding.
        """
        values = {
            "platform_id": self._platform_id,
            "store_ids": list(store_ids),
            "module": source.module,
            "sign": sign,
        }
        places = MeasurePlaces(self._db).complete(source).values()
        sums = ", ".join(_SUM.format(place=place) for place in range(1, max(places) + 1))
        figures = _FIGURES.format(sums=sums)
        self._db.execute(
            text(upsert_figures("core_platform_figure", "platform_id", figures)), values
        )
        self._db.execute(_MOVE_COURSES, values)

    def move_recounted(self, store_id: int, source: FigureSource, zone: str, *, sign: int) -> None:
        """Like `move` for a store whose days are cut in another zone: its facts are counted."""
        places = MeasurePlaces(self._db).complete(source)
        counted = counting(source, places, sign="%(sign)s::bigint", but_deltas=True)
        values = {
            "platform_id": self._platform_id,
            "store_ids": [store_id],
            "module": source.module,
            "sign": sign,
            "since": BEGINNING,
            "zone": zone,
        }
        self._db.connection().exec_driver_sql(counted + _ADD_RECOUNTED, values)

    @staticmethod
    def holding(db: Session, store_id: int, module: str) -> list[int]:
        """The platforms whose sums of a module hold the store, ascending."""
        return list(db.scalars(_HOLDING, {"store_id": store_id, "module": module}))
