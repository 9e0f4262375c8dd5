"""Notes changes of what shoppers see, and names the state that a store is in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.modules.core.models import ModuleSwitch, StoreChange

_SWITCHES = (
    select(func.string_agg(func.concat(ModuleSwitch.module_code, ModuleSwitch.is_enabled), ","))
    .where(ModuleSwitch.platform_id == bindparam("platform_id"))
    .scalar_subquery()
)
_CHANGES = select(
    func.count(), func.max(StoreChange.id), func.current_setting("app.store_id", True)
).where(StoreChange.store_id == bindparam("store_id"))
_STATE = select(func.count(), func.max(StoreChange.id), _SWITCHES).where(
    StoreChange.store_id == bindparam("store_id")
)


class StoreChanges:
    """The changes of all stores; a shared table."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def add(self, store_id: int) -> None:
        self._db.execute(insert(StoreChange).values(store_id=store_id))

    def state(self, store_id: int) -> tuple[object, ...]:
        """What a store's own content depends on, and whose rows the transaction sees."""
        return tuple(self._db.execute(_CHANGES, {"store_id": store_id}).one())

    def forget_before(self, moment: datetime) -> None:
        """Old rows of every store make place for one new one each."""
        old = delete(StoreChange).where(StoreChange.happened_at < moment)
        for store_id in set(self._db.scalars(old.returning(StoreChange.store_id))):
            self.add(store_id)


def state_of(engine: Engine, store_id: int, platform_id: int) -> tuple[object, ...]:
    """What a shopper's view of the store depends on; one statement, in no transaction."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        given = {"store_id": store_id, "platform_id": platform_id}
        return tuple(connection.execute(_STATE, given).one())
