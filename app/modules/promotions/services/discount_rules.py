"""What a basket costs less: which promotions stand together, and what each takes off.

Pure: the same basket and candidates give the same answer. The rules are written down, with worked
examples, in docs/explanation/promotions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.modules.contracts.promotions import (
    AppliedPromotion,
    Basket,
    CodeRefusal,
    Discounts,
    LineDiscount,
    RefusedCode,
)
from app.modules.promotions.rules import Candidate, CandidatesFound, PromotionKind
from app.modules.promotions.services.basket_left import BasketLeft
from app.modules.promotions.services.discount_effects import Taken, apply
from app.modules.promotions.services.eligibility import refusal_of


@dataclass(frozen=True)
class _Chain:
    """Promotions that stand together, in the order in which they apply, and what each took."""

    lines: BasketLeft
    steps: Sequence[tuple[Candidate, Taken]] = ()

    @property
    def amount_minor(self) -> int:
        return sum(taken.amount_minor for _, taken in self.steps)


def discounts_of(basket: Basket, found: CandidatesFound) -> Discounts:
    """The best that the candidates can do together; why each code that does nothing does not.

    Candidates come in the order in which they apply: automatic ones by priority, then codes as
    they were typed.
    """
    refused = dict.fromkeys(found.unknown_codes, CodeRefusal.UNKNOWN)
    eligible: list[Candidate] = []
    for candidate in found.candidates:
        reason = refusal_of(candidate, basket)
        if reason is None:
            eligible.append(candidate)
        elif candidate.code is not None:
            refused[candidate.code.typed] = reason
    chain = _best_chain(basket, eligible)
    refused |= _left_out(eligible, chain)
    return Discounts(
        lines=_line_discounts(chain),
        shipping_minor=sum(taken.shipping_minor for _, taken in chain.steps),
        applied=[_applied(*step) for step in chain.steps if _counts(*step)],
        refused=[RefusedCode(code, reason) for code, reason in refused.items()],
        currency=basket.currency,
    )


def _best_chain(basket: Basket, eligible: Sequence[Candidate]) -> _Chain:
    """Of the ways to combine them the one that takes most off; of equal ones the first."""
    best = _Chain(BasketLeft(basket))
    for members in _combinations(eligible):
        chain = _applied_to(basket, members)
        if not best.steps or chain.amount_minor > best.amount_minor:
            best = chain
    return best


def _combinations(eligible: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Each candidate with all those after it in order that it and each other combine with.

    Where everything combines there is one way only.
    """
    seen: set[tuple[int, ...]] = set()
    for leader in range(len(eligible)):
        members = _joined(eligible, leader)
        key = tuple(members)
        if key not in seen:
            seen.add(key)
            yield [eligible[position] for position in members]
        if len(members) == len(eligible):
            return


def _joined(eligible: Sequence[Candidate], leader: int) -> list[int]:
    members = [leader]
    for position, candidate in enumerate(eligible):
        if all(_combine(candidate, eligible[member]) for member in members):
            members.append(position)
    return sorted(members)


def _combine(one: Candidate, other: Candidate) -> bool:
    """A promotion applies once, by whichever of its codes; a code never meets itself."""
    return one.rule.promotion_id != other.rule.promotion_id and one.rule.combines(other.rule)


def _applied_to(basket: Basket, members: Sequence[Candidate]) -> _Chain:
    lines = BasketLeft(basket)
    return _Chain(lines, [(member, apply(lines, member.rule.effect)) for member in members])


def _counts(candidate: Candidate, taken: Taken) -> bool:
    return taken.amount_minor > 0 or candidate.rule.effect.kind is PromotionKind.FREE_SHIPPING


def _left_out(eligible: Sequence[Candidate], chain: _Chain) -> dict[str, CodeRefusal]:
    """Codes that could apply alone: they do not combine, or nothing is left for them."""
    standing = {id(candidate): _counts(candidate, taken) for candidate, taken in chain.steps}
    refused = {}
    for candidate in eligible:
        if candidate.code is None or standing.get(id(candidate)):
            continue
        is_in = id(candidate) in standing
        reason = CodeRefusal.CONDITIONS if is_in else CodeRefusal.NOT_COMBINABLE
        refused[candidate.code.typed] = reason
    return refused


def _line_discounts(chain: _Chain) -> list[LineDiscount]:
    return [
        LineDiscount(chain.lines.lines[index].key, candidate.rule.promotion_id, amount)
        for candidate, taken in chain.steps
        for index, amount in sorted(taken.lines.items())
    ]


def _applied(candidate: Candidate, taken: Taken) -> AppliedPromotion:
    return AppliedPromotion(
        candidate.rule.promotion_id,
        candidate.rule.name,
        taken.amount_minor,
        taken.shipping_minor,
        None if candidate.code is None else candidate.code.typed,
    )
