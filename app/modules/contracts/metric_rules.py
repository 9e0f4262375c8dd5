"""What makes descriptions of metrics consistent; a start-up refuses those that are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricUnit,
    TimeBasis,
)

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FORMULA_PART = re.compile(
    r"(?P<function>count|sum)\((?P<listing>[\w-]+):(?P<view>[\w-]+)(?:\.(?P<column>\w+))?\)"
    r"|(?P<key>(?<![\w.:])[a-z][a-z0-9_]*\.[a-z0-9_.]+)"
)
_MUST_BE_SAID = ("formula", "combines", "time_basis", "currency", "link")


def faults(code: str, descriptions: Sequence[MetricDescription]) -> list[str]:
    """What is inconsistent in a module's descriptions: module, metric, and what to do; [] if fine.

    `code` is the module's code.
    """
    keys = Counter(description.key for description in descriptions)
    found = [
        f"{code}: {key}: described {times} times; keep one description"
        for key, times in keys.items()
        if times > 1
    ]
    for description in descriptions:
        complaints = [
            *_of_names(code, description),
            *_of_money(description),
            *_of_combination(description),
            *_of_time(description),
            *_of_limits(description),
            *_of_formula(code, description, keys),
        ]
        found += [f"{code}: {description.key}: {complaint}" for complaint in complaints]
    return found


def unsaid(description: MetricDescription) -> list[str]:
    """The fields that the description leaves to defaults; a complete one leaves none."""
    return [name for name in _MUST_BE_SAID if getattr(description, name) in (None, "")]


def needs_words(formula: str) -> bool:
    """Whether a formula has words that want translating, beside keys, counts, sums and symbols."""
    return any(letter.isalpha() for letter in FORMULA_PART.sub("", formula))


def _of_names(code: str, description: MetricDescription) -> Iterator[str]:
    if description.category != code:
        yield f"the key must begin with the module's code; call it {code}.<name>"
    elif not _KEY.fullmatch(description.key):
        yield "the key must be lower case letters, digits and underscores, parted by dots"
    for name in ("label", "definition"):
        if not getattr(description, name).strip():
            yield f"the {name} is empty; write one"


def _of_money(description: MetricDescription) -> Iterator[str]:
    is_money = description.unit is MetricUnit.MONEY
    is_per_currency = description.currency_policy is CurrencyPolicy.PER_CURRENCY
    if is_money and not is_per_currency:
        yield "money is never summed over currencies; say currency=CurrencyPolicy.PER_CURRENCY"
    if is_per_currency and not is_money:
        yield "only money has currencies; say unit=MetricUnit.MONEY or currency=CurrencyPolicy.NONE"


def _of_combination(description: MetricDescription) -> Iterator[str]:
    says_sum = description.combination is MetricCombination.SUM
    if description.kind is MetricKind.RATIO and says_sum:
        yield "a ratio is never added up; say combines=MetricCombination.RATIO_OF_SUMS"
    if description.kind is MetricKind.DISTINCT and says_sum:
        yield "a distinct count never adds up; say combines=MetricCombination.DISTINCT"
    is_ratio_of_sums = description.combination is MetricCombination.RATIO_OF_SUMS
    if is_ratio_of_sums and description.kind is not MetricKind.RATIO:
        yield "only a ratio has parts; say kind=MetricKind.RATIO or combine it in another way"


def _of_time(description: MetricDescription) -> Iterator[str]:
    is_at_the_end = description.counts_at is TimeBasis.PERIOD_END
    if description.kind is MetricKind.STOCK and not is_at_the_end:
        yield "a stock is what there is at the end; say time_basis=TimeBasis.PERIOD_END"
    if description.kind is MetricKind.FLOW and is_at_the_end:
        yield "a flow adds up over the period; say kind=MetricKind.STOCK or when it counts"


def _of_limits(description: MetricDescription) -> Iterator[str]:
    low, high = description.minimum, description.maximum
    if low is not None and high is not None and low > high:
        yield f"the minimum {low} is above the maximum {high}; exchange them"


def _of_formula(code: str, description: MetricDescription, known: Collection[str]) -> Iterator[str]:
    for part in FORMULA_PART.finditer(description.formula):
        named = part["key"] or ""
        if named.startswith(f"{code}.") and named not in known:
            yield f"the formula names {named}, which the module does not describe; correct it"
