"""Between what the team writes, the columns of the table, and what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.modules.promotions.models import Promotion
from app.modules.promotions.repositories.rule_rows import rule_of
from app.modules.promotions.schemas.promotions import (
    NEEDS,
    PromotionIn,
    PromotionOut,
    State,
    TargetOut,
)
from app.modules.promotions.services.eligibility import is_reached

_AS_WRITTEN = (
    "name",
    "kind",
    "is_automatic",
    "currency",
    "most_times",
    "min_amount_minor",
    "min_quantity",
    "ends_at",
    "priority",
    "total_limit",
    "customer_limit",
)


def values_of(given: PromotionIn, starts_at: datetime) -> dict[str, Any]:
    """The columns; lists without repetition, sorted, so that equal promotions are equal rows."""
    reward = given.reward
    return {
        **{name: getattr(given, name) for name in _AS_WRITTEN},
        "percent": (given.percent or Decimal(0)).quantize(Decimal("0.01")),
        "amount_minor": given.amount_minor or 0,
        "buy_quantity": given.buy_quantity or 0,
        "get_quantity": given.get_quantity or 0,
        "target_kind": given.target.kind,
        "target_ids": sorted(set(given.target.ids)),
        "reward_kind": None if reward is None else reward.kind,
        "reward_ids": [] if reward is None else sorted(set(reward.ids)),
        "group_codes": sorted(set(given.group_codes)),
        "countries": sorted(set(given.countries)),
        "combines_with": sorted(set(given.combines_with)),
        "starts_at": given.starts_at or starts_at,
    }


def shown(row: Promotion, times_used: int, now: datetime) -> PromotionOut:
    """The promotion as it stands now."""
    effect = rule_of(row).effect
    reward = None
    if row.reward_kind is not None:
        reward = _target(row.reward_kind, row.reward_ids)
    return PromotionOut.model_validate(
        {
            **{name: getattr(row, name) for name in _AS_WRITTEN},
            "id": row.id,
            "version": row.version,
            "state": state_of(row, now),
            "times_used": times_used,
            "promotion_class": effect.promotion_class,
            "percent": row.percent if "percent" in NEEDS[row.kind] else None,
            "amount_minor": row.amount_minor if "amount_minor" in NEEDS[row.kind] else None,
            "target": _target(row.target_kind, row.target_ids),
            "buy_quantity": row.buy_quantity or None,
            "get_quantity": row.get_quantity or None,
            "reward": reward,
            "group_codes": row.group_codes,
            "countries": row.countries,
            "starts_at": row.starts_at,
            "combines_with": row.combines_with,
            "created_at": row.created_at,
        }
    )


def state_of(row: Promotion, now: datetime) -> State:
    """What the times and the count say; the same as the list's filter."""
    if row.ends_at is not None and row.ends_at <= now:
        return "over"
    if row.starts_at > now:
        return "scheduled"
    return "used_up" if is_reached(row.total_limit, row.times_used) else "running"


def _target(kind: str, ids: Sequence[int]) -> TargetOut:
    return TargetOut.model_validate({"kind": kind, "ids": list(ids)})
