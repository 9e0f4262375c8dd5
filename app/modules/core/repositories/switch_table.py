"""The decisions about modules, platform by platform."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.core.models import ModuleSwitch, StoreSetup

_DECISIONS = select(
    ModuleSwitch.module_code, ModuleSwitch.is_enabled, ModuleSwitch.changed_at
).where(ModuleSwitch.platform_id == bindparam("platform_id"))

_WITH_SETUP = (
    select(
        StoreSetup.version,
        ModuleSwitch.module_code,
        ModuleSwitch.is_enabled,
        ModuleSwitch.changed_at,
    )
    .select_from(select(literal(1)).subquery("once"))
    .outerjoin(StoreSetup, StoreSetup.store_id == bindparam("store_id"))
    .outerjoin(ModuleSwitch, ModuleSwitch.platform_id == bindparam("platform_id"))
)


class Decision(NamedTuple):
    """What was decided last about a module."""

    module_code: str
    is_enabled: bool
    changed_at: datetime


class SwitchTable:
    """Reads and writes the switches of one platform."""

    def __init__(self, db: Session, platform_id: int) -> None:
        self._db = db
        self._platform_id = platform_id

    def decisions(self) -> dict[str, Decision]:
        """Every decision made, by module code; one statement."""
        found = self._db.execute(_DECISIONS, {"platform_id": self._platform_id})
        return {row.module_code: Decision(*row) for row in found}

    def decisions_and_setup(self, store_id: int) -> tuple[dict[str, Decision], int]:
        """The same and the version of a store's settings (`StoreSetups`); one statement."""
        given = {"platform_id": self._platform_id, "store_id": store_id}
        found = self._db.execute(_WITH_SETUP, given).all()
        version, *_switch = found[0]
        decisions = {row.module_code: Decision(*row[1:]) for row in found if row.module_code}
        return decisions, version or 0

    def decide(self, module_code: str, *, is_enabled: bool, user_id: int | None) -> None:
        """Records the decision; the last one holds."""
        values = {"is_enabled": is_enabled, "changed_at": utc_now(), "changed_by": user_id}
        key = {"platform_id": self._platform_id, "module_code": module_code}
        self._db.execute(
            insert(ModuleSwitch)
            .values(**key, **values)
            .on_conflict_do_update(index_elements=list(key), set_=values)
        )
