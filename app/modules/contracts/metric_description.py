"""A metric described by data, once, in the module that owns it (METRICS.md rule 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MetricKind(StrEnum):
    """How a metric behaves over time, and so how it may be added up."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    DISTINCT = "distinct"


class MetricUnit(StrEnum):
    """What the value counts. MONEY stands for the ISO currency of each value."""

    COUNT = "items"
    MONEY = "money"
    PERCENT = "%"
    BYTES = "bytes"


class MetricCombination(StrEnum):
    """How the figures of several stores become one of a platform or a merchant.

    SUM adds them. RATIO_OF_SUMS adds both parts and divides once. DISTINCT counts again over all
    stores, each thing once. LAST takes the newest. NONE: the figure exists for one store only.
    """

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    DISTINCT = "distinct"
    LAST = "last"
    NONE = "none"


class TimeBasis(StrEnum):
    """At which moment something counts.

    PERIOD_END is the state when the period ends. EVENT_OR_ORDER follows the basis that is asked
    for: the moment when it happened, or the day of the order that it takes back. The others name
    the one moment that counts on either basis.
    """

    PERIOD_END = "period_end"
    HAPPENED = "happened"
    CREATED = "created"
    STARTED = "started"
    FIRST_SEEN = "first_seen"
    PLACED = "placed"
    EVENT_OR_ORDER = "event_or_order"


class CurrencyPolicy(StrEnum):
    """Whether there is one value, or one per currency; nothing is summed over currencies."""

    NONE = "none"
    PER_CURRENCY = "per_currency"


@dataclass(frozen=True)
class MetricLink:
    """The view of a list page whose rows a metric counts."""

    listing: str
    view: str


@dataclass(frozen=True)
class MetricDescription:
    """What one metric means: the source of its label, tooltip, glossary entry and API description.

    `label` and `definition` are the English texts; translations stand in the module's locale files
    under `metric-<key with dashes>`. `formula` is language-neutral: metric keys, symbols, numbers,
    `count(listing:view)` for the rows of a list and `sum(listing:view.column)` for a column of it;
    pages put names in their place. A formula that needs words has a text `.formula` of its own.
    `combines`, `time_basis` and `currency` say nothing when they are None; then the kind and the
    unit decide, see `combination`, `counts_at` and `currency_policy`. `minimum` and `maximum` are
    limits that no honest value passes, None where there is none: an answer beyond them is refused.
    `up_is_good` colours the change; None means neither. `audiences` says on which dashboards the
    number appears. `is_headline` marks the number that a dashboard may draw as its main chart; the
    first enabled one in module order is taken.
    `is_work` marks a number of things that wait for somebody; those who do the work see it first.
    """

    key: str
    label: str
    definition: str
    kind: MetricKind
    permission: str
    unit: MetricUnit = MetricUnit.COUNT
    up_is_good: bool | None = True
    link: MetricLink | None = None
    audiences: tuple[str, ...] = ("store", "admin")
    icon: str | None = None
    is_headline: bool = False
    is_work: bool = False
    formula: str = ""
    combines: MetricCombination | None = None
    time_basis: TimeBasis | None = None
    currency: CurrencyPolicy | None = None
    minimum: int | None = None
    maximum: int | None = None

    @property
    def category(self) -> str:
        """The module code that the key begins with."""
        return self.key.split(".", 1)[0]

    @property
    def text_id(self) -> str:
        """The id of its texts: `orders.net_sales` is `metric-orders-net-sales`."""
        return f"metric-{self.anchor}"

    @property
    def anchor(self) -> str:
        """Where the glossary page has it: `orders.net_sales` is `orders-net-sales`."""
        return self.key.replace(".", "-").replace("_", "-")

    @property
    def combination(self) -> MetricCombination:
        """How stores combine: as described, otherwise as the kind allows."""
        if self.combines is not None:
            return self.combines
        if self.kind is MetricKind.RATIO:
            return MetricCombination.RATIO_OF_SUMS
        if self.kind is MetricKind.DISTINCT:
            return MetricCombination.DISTINCT
        return MetricCombination.SUM

    @property
    def counts_at(self) -> TimeBasis:
        """Which moment counts: as described, otherwise as the kind says."""
        if self.time_basis is not None:
            return self.time_basis
        return TimeBasis.PERIOD_END if self.kind is MetricKind.STOCK else TimeBasis.HAPPENED

    @property
    def currency_policy(self) -> CurrencyPolicy:
        """One value, or one per currency: as described, otherwise as the unit says."""
        if self.currency is not None:
            return self.currency
        is_money = self.unit is MetricUnit.MONEY
        return CurrencyPolicy.PER_CURRENCY if is_money else CurrencyPolicy.NONE
