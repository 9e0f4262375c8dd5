"""What follows from a change of levels: the figures, and word of what began or ceased to sell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.kernel.database.slot_figures import QUARTER
from app.modules.contracts.events import AvailabilityChanged
from app.modules.core.services.figure_change import FigureChange
from app.modules.core.services.reactions import announce
from app.modules.inventory.repositories import stock_facts as facts
from app.modules.inventory.repositories.item_locks import ItemNow
from app.modules.inventory.repositories.stock_ledger import Totals

_ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)
Amounts = dict[tuple[str, datetime, str | None], int]


class StockChange:
    """A change of some items at one moment, under their locks: `begin`, write, `finish`.

    Where nothing is known to have happened to them later, which is nearly always, the figures are
    reckoned from the totals before and after. Else the facts are asked, before and after. Items
    that are `new` had no stock kept when the transaction began, so anything could be sold of them.
    """

    def __init__(
        self,
        db: Session,
        store_id: int,
        items: Mapping[int, ItemNow],
        at: datetime,
        *,
        new: Collection[int] = (),
    ) -> None:
        self._db = db
        self._new = new
        self._store_id = store_id
        self._items = items
        self._at = at
        self._is_latest = all(item.is_latest(at) for item in items.values())
        self._figures = FigureChange(db, store_id, facts.STOCK_FIGURES, at)

    def begin(self) -> None:
        """To be called before anything is written."""
        if not self._is_latest:
            self._figures.before(variant=sorted(self._items))

    def finish(self, totals: Totals) -> None:
        """Given what the items that moved have now; those that did not may be left out."""
        moved = {
            variant_id: replace(self._items[variant_id], on_hand=on_hand, reserved=reserved)
            for variant_id, (on_hand, reserved) in totals.items()
        }
        if self._is_latest:
            self._figures.add(self._amounts(moved))
        else:
            self._figures.after(variant=sorted(self._items))
        before = {each: item for each, item in self._items.items() if each not in self._new}
        after = {each: self._items[each] for each in self._new} | moved
        announce_flips(self._db, self._store_id, before, after)

    def _amounts(self, moved: Mapping[int, ItemNow]) -> Amounts:
        slot = _ORIGIN + (self._at - _ORIGIN) // QUARTER * QUARTER
        sums: Counter[str] = Counter()
        for variant_id, now in moved.items():
            if now.is_tracked:
                sums.update(_counts(now))
                sums.subtract(_counts(self._items[variant_id]))
        return {(measure, slot, None): amount for measure, amount in sums.items()}


def announce_flips(
    db: Session, store_id: int, before: Mapping[int, ItemNow], after: Mapping[int, ItemNow]
) -> None:
    """Says which variants can be bought now and could not before, or the other way round.

    Without an item anything can be bought.
    """
    flipped = [
        variant_id
        for variant_id, now in after.items()
        if now.is_sellable != (variant_id not in before or before[variant_id].is_sellable)
    ]
    if flipped:
        announce(db, AvailabilityChanged(store_id, tuple(sorted(flipped))))


def _counts(item: ItemNow) -> dict[str, int]:
    """What a tracked item adds to each measure, as `stock_facts` has it."""
    return {
        facts.ON_HAND: item.on_hand,
        facts.RESERVED: item.reserved,
        facts.AVAILABLE: item.available,
        facts.LOW: int(0 < item.available <= item.threshold),
        facts.OUT: int(item.available <= 0),
    }
