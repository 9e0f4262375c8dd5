"""The team's promotions: made, changed, ended, and deleted while nobody has used them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.http.cursors import Page, page_of, read_cursor
from app.modules.promotions.exceptions import (
    AutomaticHasNoCodes,
    LimitUnderUse,
    PromotionWasUsed,
    TooManyAutomatic,
    UnknownPromotion,
)
from app.modules.promotions.models import Promotion
from app.modules.promotions.repositories.code_rows import CodeRows
from app.modules.promotions.repositories.promotion_rows import PromotionRows
from app.modules.promotions.repositories.redemption_rows import RedemptionRows
from app.modules.promotions.schemas.promotions import PromotionIn, PromotionOut
from app.modules.promotions.services.promotion_values import shown, values_of
from app.modules.promotions.services.target_check import check_targets

# Every basket is reckoned with all of them.
MOST_AUTOMATIC = 50
Seen = Callable[[int], None]


@dataclass(frozen=True)
class PromotionBook:
    """Promotions of one store; the caller is in the store's scope."""

    db: Session
    store_id: int

    def create(self, given: PromotionIn) -> PromotionOut:
        """A new promotion. Raises TargetUnknown, TooManyAutomatic."""
        now = utc_now()
        check_targets(self.db, self.store_id, given)
        if _applies_by_itself(given, now):
            self._require_room(now)
        row = self._rows.add({**values_of(given, now), "created_at": now})
        return shown(row, 0, now)

    def find(self, promotion_id: int) -> PromotionOut:
        """The promotion. Raises UnknownPromotion."""
        row = self._rows.find(promotion_id)
        if row is None:
            raise UnknownPromotion
        return self._shown([row])[0]

    def page(self, limit: int, cursor: str | None, state: str | None) -> Page[PromotionOut]:
        """The newest first."""
        after = read_cursor(cursor, (int,))
        rows = self._rows.page(limit, after[0] if after else None, state, utc_now())
        page = page_of(rows, limit, lambda row: (row.id,))
        return Page(self._shown(page.items), page.next_cursor)

    def replace(self, promotion_id: int, given: PromotionIn, seen: Seen) -> PromotionOut:
        """Changes the promotion, for baskets from now on; `seen` checks the version under lock.

        Raises UnknownPromotion, TargetUnknown, LimitUnderUse, AutomaticHasNoCodes,
        TooManyAutomatic.
        """
        row = self.hold(promotion_id, seen)
        check_targets(self.db, self.store_id, given, row)
        used = self._used([row])
        self._require_fit(row, given, used)
        values = values_of(given, row.starts_at)
        values["times_used"] = used if given.total_limit is not None else 0
        self._rows.change(promotion_id, values)
        return self.find(self._anew(row).id)

    def remove(self, promotion_id: int, seen: Seen) -> None:
        """Deletes the promotion with its codes. Raises UnknownPromotion, PromotionWasUsed."""
        row = self.hold(promotion_id, seen)
        if self._used([row]):
            raise PromotionWasUsed
        self._rows.remove(promotion_id)

    def hold(self, promotion_id: int, seen: Seen) -> Promotion:
        """The promotion, which nobody redeems or changes meanwhile. Raises UnknownPromotion."""
        row = self._rows.hold(promotion_id)
        if row is None:
            raise UnknownPromotion
        seen(row.version)
        return row

    def _require_fit(self, row: Promotion, given: PromotionIn, used: int) -> None:
        if given.total_limit is not None and given.total_limit < used:
            raise LimitUnderUse(used=used)
        becomes_automatic = given.is_automatic and not row.is_automatic
        if becomes_automatic and CodeRows(self.db, self.store_id, row.id).count():
            raise AutomaticHasNoCodes
        now = utc_now()
        if _applies_by_itself(given, now) and not _applies_by_itself(row, now):
            self._require_room(now)

    def _require_room(self, now: datetime) -> None:
        if self._rows.count_automatic(now) >= MOST_AUTOMATIC:
            raise TooManyAutomatic(most=MOST_AUTOMATIC)

    def _used(self, rows: Sequence[Promotion]) -> int:
        return sum(self._counts(rows).values())

    def _counts(self, rows: Sequence[Promotion]) -> dict[int, int]:
        redemptions = RedemptionRows(self.db, self.store_id)
        return redemptions.counts_of_promotions([row.id for row in rows])

    def _shown(self, rows: Sequence[Promotion]) -> list[PromotionOut]:
        counts, now = self._counts(rows), utc_now()
        return [shown(row, counts.get(row.id, 0), now) for row in rows]

    def _anew(self, row: Promotion) -> Promotion:
        self.db.refresh(row)
        return row

    @property
    def _rows(self) -> PromotionRows:
        return PromotionRows(self.db, self.store_id)


def _applies_by_itself(promotion: Promotion | PromotionIn, now: datetime) -> bool:
    """Whether it is reckoned with every basket, now or later."""
    return promotion.is_automatic and (promotion.ends_at is None or promotion.ends_at > now)
