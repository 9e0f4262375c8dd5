"""Counts promotions as used, within their limits, and gives uses back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.database.locks import lock_names
from app.modules.contracts.promotions import (
    AppliedPromotion,
    CodeRefusal,
    Discounts,
    RefusedCode,
)
from app.modules.promotions.codes import code_key
from app.modules.promotions.models import Promotion, PromotionCode
from app.modules.promotions.repositories.candidate_rows import CandidateRows
from app.modules.promotions.repositories.redemption_rows import RedemptionRows
from app.modules.promotions.services.eligibility import is_reached


@dataclass(frozen=True)
class _Held:
    """What is being redeemed, as it is while it is held, and how often the buyer used it."""

    promotions: dict[int, Promotion]
    codes: dict[str, PromotionCode]
    uses: dict[int, int]


@dataclass(frozen=True)
class Redeeming:
    """What one reference uses of one store's promotions; the caller is in the store's scope."""

    db: Session
    store_id: int
    ref: str
    customer_key: str | None
    at: datetime

    def redeem(self, discounts: Discounts) -> Sequence[RefusedCode]:
        """Counts all that took something off, or nothing and says what is used up.

        Held in this order, which is the same for everybody: promotions by id, the reference and
        its buyer, codes by id. Ten statements at most, whatever the number of promotions.
        """
        used = [each for each in discounts.applied if each.amount_minor > 0]
        if not used:
            return ()
        held = self._hold(used)
        if self._rows.uses_of(self.ref):
            return ()
        refused = [each for each in (self._refusal(one, held) for one in used) if each]
        if not refused:
            self._count(used, held, discounts.currency)
        return refused

    def _hold(self, used: Sequence[AppliedPromotion]) -> _Held:
        ids = [each.promotion_id for each in used]
        promotions = self._rows.share_promotions(ids)
        limited = [key for key, row in promotions.items() if row.total_limit is not None]
        if limited:
            promotions |= self._rows.lock_promotions(limited)
        uses = self._uses([k for k, row in promotions.items() if row.customer_limit is not None])
        keys = [key for each in used if each.code and (key := code_key(each.code))]
        codes = self._rows.lock_codes(keys) if keys else {}
        return _Held(promotions, codes, uses)

    def _uses(self, limited: Sequence[int]) -> dict[int, int]:
        """How often this buyer used these; nobody else redeems for them or `ref` meanwhile."""
        names = [self.ref]
        if limited and self.customer_key is not None:
            names.append(self.customer_key)
        lock_names(self.db, f"promotions:{self.store_id}", names)
        if not limited or self.customer_key is None:
            return {}
        rows = CandidateRows(self.db, self.store_id)
        return rows.uses_of_customer(limited, self.customer_key)

    def _refusal(self, one: AppliedPromotion, held: _Held) -> RefusedCode | None:
        reason = self._reason(one, held)
        return None if reason is None else RefusedCode(one.code or "", reason, one.promotion_id)

    def _reason(self, one: AppliedPromotion, held: _Held) -> CodeRefusal | None:
        promotion = held.promotions.get(one.promotion_id)
        if promotion is None:
            return CodeRefusal.UNKNOWN
        if promotion.ends_at is not None and promotion.ends_at <= self.at:
            return CodeRefusal.OVER
        if is_reached(promotion.total_limit, promotion.times_used):
            return CodeRefusal.USED_UP
        return self._reason_of_customer(promotion, held) or _reason_of_code(one, held)

    def _reason_of_customer(self, promotion: Promotion, held: _Held) -> CodeRefusal | None:
        """A limit per customer cannot be kept for somebody whom nobody knows."""
        if promotion.customer_limit is None:
            return None
        if self.customer_key is None:
            return CodeRefusal.CONDITIONS
        used = held.uses.get(promotion.id, 0)
        is_over = is_reached(promotion.customer_limit, used)
        return CodeRefusal.USED_BY_CUSTOMER if is_over else None

    def _count(self, used: Sequence[AppliedPromotion], held: _Held, currency: str | None) -> None:
        rows = []
        for one in used:
            code = _code(one, held)
            rows.append(
                {
                    "ref": self.ref,
                    "promotion_id": one.promotion_id,
                    "code_id": code and code.id,
                    "customer_key": self.customer_key,
                    "amount_minor": one.amount_minor,
                    "currency": currency,
                    "redeemed_at": self.at,
                }
            )
        self._rows.add(rows)
        limited = [key for key, row in held.promotions.items() if row.total_limit is not None]
        codes = [row.id for row in held.codes.values() if row.usage_limit is not None]
        self._rows.count(limited, codes, by=1)

    @property
    def _rows(self) -> RedemptionRows:
        return RedemptionRows(self.db, self.store_id)


def give_back(db: Session, store_id: int, ref: str) -> None:
    """Forgets what `ref` used, under the locks of redeeming; nothing when it used nothing."""
    rows = RedemptionRows(db, store_id)
    used = rows.uses_of(ref)
    if not used:
        return
    promotions = rows.share_promotions([each.promotion_id for each in used])
    limited = [key for key, row in promotions.items() if row.total_limit is not None]
    locked = rows.lock_promotions(limited) if limited else {}
    codes = rows.lock_codes_by_id([each.code_id for each in used if each.code_id is not None])
    gone = rows.remove(ref)
    rows.count(
        [each.promotion_id for each in gone if each.promotion_id in locked],
        [row.id for row in codes if row.id in {each.code_id for each in gone}],
        by=-1,
    )


def _code(one: AppliedPromotion, held: _Held) -> PromotionCode | None:
    return held.codes.get(code_key(one.code) or "") if one.code else None


def _reason_of_code(one: AppliedPromotion, held: _Held) -> CodeRefusal | None:
    if one.code is None:
        return None
    code = _code(one, held)
    if code is None or code.promotion_id != one.promotion_id:
        return CodeRefusal.UNKNOWN
    if code.retired_at is not None:
        return CodeRefusal.OVER
    return CodeRefusal.USED_UP if is_reached(code.usage_limit, code.times_used) else None
