"""Rows of promotions as rules."""

from __future__ import annotations

from app.modules.promotions.models import Promotion
from app.modules.promotions.rules import (
    Conditions,
    Effect,
    PromotionClass,
    PromotionKind,
    PromotionRule,
    Target,
    TargetKind,
)


def rule_of(row: Promotion) -> PromotionRule:
    """The rule that a row says."""
    return PromotionRule(
        promotion_id=row.id,
        name=row.name,
        effect=_effect(row),
        conditions=_conditions(row),
        currency=row.currency,
        priority=row.priority,
        combines_with=frozenset(PromotionClass(each) for each in row.combines_with),
        total_limit=row.total_limit,
        customer_limit=row.customer_limit,
        times_used=row.times_used,
    )


def _effect(row: Promotion) -> Effect:
    reward = None
    if row.reward_kind is not None:
        reward = Target(TargetKind(row.reward_kind), frozenset(row.reward_ids))
    return Effect(
        kind=PromotionKind(row.kind),
        percent=row.percent,
        amount_minor=row.amount_minor,
        target=Target(TargetKind(row.target_kind), frozenset(row.target_ids)),
        buy_quantity=row.buy_quantity,
        get_quantity=row.get_quantity,
        reward=reward,
        most_times=row.most_times,
    )


def _conditions(row: Promotion) -> Conditions:
    return Conditions(
        min_amount_minor=row.min_amount_minor,
        min_quantity=row.min_quantity,
        group_codes=frozenset(row.group_codes),
        countries=frozenset(row.countries),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )
