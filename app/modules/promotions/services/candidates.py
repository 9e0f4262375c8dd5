"""Finds what may apply to a basket, in two statements at most, mostly in none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.promotions import Basket
from app.modules.core.services.setup_memory import SetupMemory
from app.modules.promotions.codes import keys_of
from app.modules.promotions.models import PromotionCode
from app.modules.promotions.repositories.candidate_rows import CandidateRows
from app.modules.promotions.repositories.code_rows import by_key
from app.modules.promotions.repositories.rule_rows import rule_of
from app.modules.promotions.rules import Candidate, CandidatesFound, GivenCode, PromotionRule


def candidates_for(db: Session, store_id: int, basket: Basket) -> CandidatesFound:
    """Automatic promotions by priority, then those of the codes as they were typed.

    A promotion that is both automatic and has codes does not exist.
    """
    typed_by_key = {key: typed for typed, key in keys_of(basket.codes).items()}
    found = _found(db, store_id, typed_by_key, basket.at)
    uses = _uses(db, store_id, [rule for rule, _ in found], basket.customer_key)
    by_itself = [
        Candidate(rule, None, uses.get(rule.promotion_id, 0))
        for rule, code in found
        if code is None
    ]
    meant = by_key(code for _, code in found if code is not None)
    of_codes = {
        code.code_key: Candidate(
            rule, _given(code, typed_by_key[code.code_key]), uses.get(rule.promotion_id, 0)
        )
        for rule, code in found
        if code is not None and code.id == meant[code.code_key].id
    }
    in_order = [of_codes[key] for key in typed_by_key if key in of_codes]
    known = {candidate.code.typed for candidate in in_order if candidate.code}
    return CandidatesFound([*by_itself, *in_order], _unknown(basket, known))


def _found(
    db: Session, store_id: int, code_keys: Collection[str], at: datetime
) -> Sequence[tuple[PromotionRule, PromotionCode | None]]:
    """From memory, unless codes or counts of uses are needed, which change with every order."""
    automatic = _automatic.of(db, store_id)
    if not code_keys and all(rule.total_limit is None for rule in automatic):
        return [(rule, None) for rule in automatic]
    rows = CandidateRows(db, store_id).find(code_keys, at)
    return [(rule_of(promotion), code) for promotion, code in rows]


def _read_automatic(db: Session, store_id: int) -> Sequence[PromotionRule]:
    return [rule_of(row) for row in CandidateRows(db, store_id).automatic()]


_automatic = SetupMemory(_read_automatic)


def _uses(
    db: Session, store_id: int, rules: Sequence[PromotionRule], customer_key: str | None
) -> dict[int, int]:
    limited = {rule.promotion_id for rule in rules if rule.customer_limit is not None}
    if not limited or customer_key is None:
        return {}
    return CandidateRows(db, store_id).uses_of_customer(limited, customer_key)


def _given(code: PromotionCode, typed: str) -> GivenCode:
    return GivenCode(
        typed, code.id, code.usage_limit, code.times_used, is_retired=code.retired_at is not None
    )


def _unknown(basket: Basket, known: set[str]) -> list[str]:
    """Codes that nobody knows; one that repeats a code before it is no news."""
    meant = keys_of(basket.codes)
    repeated = {code for code in basket.codes if code not in meant and keys_of([code]).keys()}
    return [
        code for code in dict.fromkeys(basket.codes) if code not in known and code not in repeated
    ]
