"""Stock from its ledger: what is kept is compared with the movements, and mended by them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.modules.contracts.stock import StockDrift
from app.modules.inventory.repositories.item_locks import ItemLocks
from app.modules.inventory.repositories.ledger_sums import LedgerSums
from app.modules.inventory.services.stock_change import announce_flips


class StoreStockRecount:
    """Inventory's side of `StockRecount`."""

    def recount(self, db: Session, store_id: int) -> Sequence[StockDrift]:
        """See the contract.

        The figures of the dashboards were reckoned with each movement and are left alone: what
        differs there is found and mended by `stoa metrics verify` and `stoa metrics repair`.
        """
        sums, locks = LedgerSums(db, store_id), ItemLocks(db, store_id)
        found = sums.drifted()
        if found:
            before = locks.lock(drift.variant_id for drift in found)
            sums.mend(before)
            announce_flips(db, store_id, before, locks.lock(before))
        return found


stock_recount = StoreStockRecount()
