"""The decisions about modules, platform by platform."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.core.models import ModuleSwitch


class SwitchTable:
    """Reads and writes the switches of one platform."""

    def __init__(self, db: Session, platform_id: int) -> None:
        self._db = db
        self._platform_id = platform_id

    def decisions(self) -> dict[str, ModuleSwitch]:
        """Every decision made, by module code; one statement."""
        statement = select(ModuleSwitch).where(ModuleSwitch.platform_id == self._platform_id)
        found = self._db.scalars(statement.execution_options(populate_existing=True))
        return {switch.module_code: switch for switch in found}

    def decide(self, module_code: str, *, is_enabled: bool, user_id: int | None) -> None:
        """Records the decision; the last one holds."""
        values = {"is_enabled": is_enabled, "changed_at": utc_now(), "changed_by": user_id}
        key = {"platform_id": self._platform_id, "module_code": module_code}
        self._db.execute(
            insert(ModuleSwitch)
            .values(**key, **values)
            .on_conflict_do_update(index_elements=list(key), set_=values)
        )
