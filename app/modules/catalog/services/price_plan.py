"""When a variant costs what: pure reckoning with the steps of one price in one currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.modules.contracts.catalog import PriceIn

# Directive 98/6/EC, article 6a, paragraph 2 (in the version of Directive (EU) 2019/2161).
PRIOR_DAYS = timedelta(days=30)


@dataclass(frozen=True)
class PriceStep:
    """From `valid_from` on it costs `amount_minor` (None: no price), perhaps announced as reduced.

    `prior_minor` is the lowest price of the 30 days before a reduced one.
    """

    valid_from: datetime
    amount_minor: int | None
    is_reduced: bool = False
    prior_minor: int | None = None

    def says(self, other: PriceStep | None) -> bool:
        """Whether nothing changes when this step follows the other one, if any."""
        if other is None:
            return self.amount_minor is None
        return (self.amount_minor, self.is_reduced) == (other.amount_minor, other.is_reduced)


def steps_of(price: PriceIn, now: datetime) -> list[PriceStep]:
    """The steps that a price asks for, none of them before `now`.

    A sale that is over, or no cheaper than the regular price, is none.
    """
    start = max(now, price.valid_from or now)
    regular = PriceStep(start, price.amount_minor)
    if not _has_sale(price, now):
        return [regular]
    sale_start = max(start, price.sale_from or start)
    steps = [regular] if sale_start > start else []
    if price.sale_until is not None and price.sale_until <= sale_start:
        return [regular]
    steps.append(PriceStep(sale_start, price.sale_minor, is_reduced=True))
    if price.sale_until is not None:
        steps.append(PriceStep(price.sale_until, price.amount_minor))
    return steps


def _has_sale(price: PriceIn, now: datetime) -> bool:
    if price.sale_minor is None or price.amount_minor is None:
        return False
    is_over = price.sale_until is not None and price.sale_until <= now
    return price.sale_minor < price.amount_minor and not is_over


def regular_steps(known: Sequence[PriceStep], amount_minor: int, now: datetime) -> list[PriceStep]:
    """The steps that another regular price asks for, from `now` on: sales stay as they are.

    A sale that the regular price has come down to, or below, is none any more.
    """
    current = step_at(known, now)
    steps = [PriceStep(now, amount_minor) if current is None else replace(current, valid_from=now)]
    steps += [step for step in known if step.valid_from > now]
    return [
        step
        if step.is_reduced and step.amount_minor is not None and step.amount_minor < amount_minor
        else PriceStep(step.valid_from, amount_minor)
        for step in steps
    ]


def planned(
    known: Sequence[PriceStep], wanted: Sequence[PriceStep], now: datetime
) -> list[PriceStep]:
    """The steps after `now` or at it that are to stand in place of those known, ascending.

    What was asked for before `now` is history and stays, and so does what was planned for before
    the first step that is wanted: a sale ends when it was said to, though another price follows. A
    step that changes nothing is left out, so a reduction that is said again goes on and does not
    begin anew.
    """
    timeline = [step for step in known if step.valid_from < wanted[0].valid_from]
    for step in wanted:
        if not step.says(timeline[-1] if timeline else None):
            timeline.append(_with_prior(step, timeline))
    return [step for step in timeline if step.valid_from >= now]


def _with_prior(step: PriceStep, before: Sequence[PriceStep]) -> PriceStep:
    if not step.is_reduced:
        return step
    return replace(step, prior_minor=prior_price(before, step.valid_from))


def prior_price(steps: Sequence[PriceStep], began_at: datetime) -> int | None:
    """The lowest price that was asked for in the 30 days before `began_at`; None where none was.

    Directive 98/6/EC, article 6a; Court of Justice, C-330/23 (Aldi Süd, 26 September 2024): a
    reduction is to be reckoned from that price. A further reduction begins anew: whether an earlier
    one may be passed over is left to the member states, so it is not. Example: 25.00 for a year,
    22.00 for a day three weeks ago, 25.00 since, now 20.00: 22.00.
    """
    opened = began_at - PRIOR_DAYS
    ends = [*(step.valid_from for step in steps[1:]), began_at]
    asked = [
        step.amount_minor
        for step, end in zip(steps, ends, strict=False)
        if step.amount_minor is not None and step.valid_from < began_at and end > opened
    ]
    return min(asked, default=None)


def step_at(steps: Sequence[PriceStep], moment: datetime) -> PriceStep | None:
    """The step that counts at the moment; ascending steps."""
    return next((step for step in reversed(steps) if step.valid_from <= moment), None)


def regular_at(steps: Sequence[PriceStep], moment: datetime) -> PriceStep | None:
    """What it costs then besides a sale: after the one that runs if that ends, or else before."""
    current = step_at(steps, moment)
    is_sale = current is not None and current.is_reduced
    after = (s for s in steps if is_sale and s.valid_from > moment and not s.is_reduced)
    before = (s for s in reversed(steps) if s.valid_from <= moment and not s.is_reduced)
    return next(after, None) or next(before, None)
