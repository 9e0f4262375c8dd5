"""Finds what may apply to a basket, in two statements at most."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.promotions import Basket
from app.modules.promotions.codes import keys_of
from app.modules.promotions.models import Promotion, PromotionCode
from app.modules.promotions.repositories.candidate_rows import CandidateRows
from app.modules.promotions.repositories.rule_rows import rule_of
from app.modules.promotions.rules import Candidate, CandidatesFound, GivenCode


def candidates_for(db: Session, store_id: int, basket: Basket) -> CandidatesFound:
    """Automatic promotions by priority, then those of the codes as they were typed.

    A promotion that is both automatic and has codes does not exist.
    """
    typed_by_key = {key: typed for typed, key in keys_of(basket.codes).items()}
    rows = CandidateRows(db, store_id)
    found = rows.find(typed_by_key, basket.at)
    uses = _uses(rows, [promotion for promotion, _ in found], basket.customer_key)
    by_itself = [
        Candidate(rule_of(promotion), None, uses.get(promotion.id, 0))
        for promotion, _ in found
        if promotion.is_automatic
    ]
    of_codes = {
        code.code_key: Candidate(
            rule_of(promotion),
            _given(code, typed_by_key[code.code_key]),
            uses.get(promotion.id, 0),
        )
        for promotion, code in found
        if code is not None
    }
    in_order = [of_codes[key] for key in typed_by_key if key in of_codes]
    known = {candidate.code.typed for candidate in in_order if candidate.code}
    return CandidatesFound([*by_itself, *in_order], _unknown(basket, known))


def _uses(
    rows: CandidateRows, promotions: list[Promotion], customer_key: str | None
) -> dict[int, int]:
    limited = {each.id for each in promotions if each.customer_limit is not None}
    if not limited or customer_key is None:
        return {}
    return rows.uses_of_customer(limited, customer_key)


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
