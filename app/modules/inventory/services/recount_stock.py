"""Stock from its ledger: what is kept is compared with the movements, and mended by them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.modules.inventory.repositories.item_locks import ItemLocks
from app.modules.inventory.repositories.ledger_sums import Drift, LedgerSums


def drifted_stock(db: Session, store_id: int) -> Sequence[Drift]:
    """Every level of the store that is not the sum of its movements; none when all is well."""
    return LedgerSums(db, store_id).drifted()


def recount_stock(db: Session, store_id: int) -> Sequence[Drift]:
    """Puts the sums of the movements in the place of what differs; what that was.

    The figures of the dashboards were reckoned with each movement and are left alone: what differs
    there is found and mended by `stoa metrics verify` and `stoa metrics repair`.
    """
    sums = LedgerSums(db, store_id)
    found = sums.drifted()
    if found:
        locked = ItemLocks(db, store_id).lock(drift.variant_id for drift in found)
        sums.mend(locked)
    return found
