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


@dataclass(frozen=True)
class MetricLink:
    """The view of a list page whose rows a metric counts."""

    listing: str
    view: str


@dataclass(frozen=True)
class MetricDescription:
    """What one metric means: the source of its label, tooltip, glossary entry and API description.

    `label` and `definition` are the English texts; translations stand in the module's locale files
    under `metric-<key with dashes>`. `up_is_good` colours the change; None means neither.
    `audiences` says on which dashboards the number appears. `is_headline` marks the number that a
    dashboard may draw as its main chart; the first enabled one in module order is taken.
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

    @property
    def category(self) -> str:
        """The module code that the key begins with."""
        return self.key.split(".", 1)[0]
