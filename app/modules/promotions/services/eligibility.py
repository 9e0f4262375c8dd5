"""Whether a promotion may apply to a basket at all, whatever else applies."""

from __future__ import annotations

from app.modules.contracts.promotions import Basket, BasketLine, CodeRefusal
from app.modules.promotions.rules import Candidate, Conditions, PromotionKind, PromotionRule
from app.modules.promotions.services.basket_left import BasketLeft, is_targeted
from app.modules.promotions.services.discount_effects import apply


def refusal_of(candidate: Candidate, basket: Basket) -> CodeRefusal | None:
    """Why the promotion does not apply, None when it does."""
    return (
        _outside_window(candidate.rule.conditions, basket)
        or _used_up(candidate)
        or _conditions(candidate.rule, basket)
    )


def _outside_window(conditions: Conditions, basket: Basket) -> CodeRefusal | None:
    if conditions.starts_at is not None and basket.at < conditions.starts_at:
        return CodeRefusal.NOT_YET
    if conditions.ends_at is not None and basket.at >= conditions.ends_at:
        return CodeRefusal.OVER
    return None


def _used_up(candidate: Candidate) -> CodeRefusal | None:
    rule, code = candidate.rule, candidate.code
    if code is not None and code.is_retired:
        return CodeRefusal.OVER
    if is_reached(rule.total_limit, rule.times_used):
        return CodeRefusal.USED_UP
    if code is not None and is_reached(code.usage_limit, code.times_used):
        return CodeRefusal.USED_UP
    if is_reached(rule.customer_limit, candidate.customer_uses):
        return CodeRefusal.USED_BY_CUSTOMER
    return None


def is_reached(limit: int | None, used: int) -> bool:
    """Whether a limit allows no further use; None allows any number."""
    return limit is not None and used >= limit


def _conditions(rule: PromotionRule, basket: Basket) -> CodeRefusal | None:
    conditions = rule.conditions
    lines = [line for line in basket.lines if is_targeted(line, rule.effect.target)]
    holds = (
        rule.currency in {None, basket.currency}
        and (not conditions.group_codes or conditions.group_codes & set(basket.group_codes))
        and (not conditions.countries or basket.country in conditions.countries)
        and _amount(lines) >= conditions.min_amount_minor
        and sum(line.quantity for line in lines) >= max(1, conditions.min_quantity)
        and _does_something(rule, basket)
    )
    return None if holds else CodeRefusal.CONDITIONS


def _amount(lines: list[BasketLine]) -> int:
    return sum(line.amount_minor for line in lines)


def _does_something(rule: PromotionRule, basket: Basket) -> bool:
    """Free shipping holds its place while no way of shipping is chosen yet."""
    if rule.effect.kind is PromotionKind.FREE_SHIPPING:
        return True
    return apply(BasketLeft(basket), rule.effect).amount_minor > 0
