"""The version of a store's settings: read by its key, raised with every change."""

from __future__ import annotations

from sqlalchemy import Sequence, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.core.models import StoreSetup

_NEXT = Sequence("core_store_setup_id_seq").next_value()
_VERSION = select(StoreSetup.version).where(StoreSetup.store_id == bindparam("store_id"))


class StoreSetups:
    """The versions of all stores; a shared table."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def version(self, store_id: int) -> int:
        """The version as the caller's transaction sees it, 0 before the first setting."""
        return self._db.scalar(_VERSION, {"store_id": store_id}) or 0

    def raise_version(self, store_id: int) -> None:
        """Another one; changes of one store's settings wait for each other."""
        self._db.execute(
            insert(StoreSetup)
            .values(store_id=store_id)
            .on_conflict_do_update(index_elements=["store_id"], set_={"version": _NEXT})
        )
