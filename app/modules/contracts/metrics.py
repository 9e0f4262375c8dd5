"""The metrics provider contract: what a module hands to the dashboards.

Names and signatures in this file are fixed: code outside the repository relies on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Trend = Literal["up", "down", "stable"]


@dataclass
class MetricValue:
    """One number of one module, as it is shown to a person or sent over the API.

    `value` carries money in major units of the currency named by `unit` (ISO 4217); a metric
    that has totals in several currencies is given once per currency, under the same key.
    `value` is None when the number is not applicable (an average without orders): null is not 0.
    `trend` tells the direction of the change against the compared period, never whether it is
    good. `trend_value` is that change in per cent, in percentage points when `unit` is "%",
    and None when the earlier value was 0 (the card then says "new"). `series` has one point per
    local day, the first of them being `series_from`.
    """

    key: str
    value: int | float | str | None
    label: str
    category: str
    icon: str | None = None
    description: str | None = None
    unit: str | None = None
    trend: Trend | None = None
    trend_value: float | None = None
    previous_value: int | float | None = None
    series: tuple[float | None, ...] | None = None
    previous_series: tuple[float | None, ...] | None = None
    series_from: date | None = None


@dataclass
class MetricsContext:
    """For which time, and in whose calendar, a provider is asked.

    `date_from` and `date_to` (aware, half-open) override `period`, which takes today, yesterday,
    7d, 30d, 90d, mtd, qtd, ytd, 12m or all. `time_zone` is the IANA zone that days are cut in:
    the store's for a store, the platform's for a platform; the aggregator fills it and
    `store_ids` (the stores counted) and `now`, so that providers need no statement for them.
    `basis` says when a refund or cancellation counts: "event" when it happened, so that a closed
    day never changes, "order" on the day of the order that it takes back. `kept` are figures that
    the aggregator has read for all modules at once, by module.
    """

    date_from: datetime | None = None
    date_to: datetime | None = None
    include_trends: bool = False
    period: str = "30d"
    compare: str = "previous"
    time_zone: str | None = None
    now: datetime | None = None
    store_ids: tuple[int, ...] | None = None
    basis: str = "event"
    kept: Mapping[str, Any] | None = None


@runtime_checkable
class MetricsProviderProtocol(Protocol):
    """What a module implements to bring its numbers; see `ModuleDefinition.metrics_provider`.

    A provider only reads. Its session refuses writes, commit, rollback and close, lives under the
    scope of the store or platform asked about, and has a deadline. Whatever it raises stays on
    its own card.
    """

    @property
    def metrics_category(self) -> str:
        """The key under which the numbers appear; normally the module's code."""
        ...

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """The numbers of one store. An unknown store has none or zeros, never an exception."""
        ...

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """The numbers of all stores actively linked to the platform, each store once."""
        ...


@runtime_checkable
class InstallationMetricsProtocol(Protocol):
    """What a provider may implement beside it, to be counted on the installation's dashboard.

    Platforms cannot be added up, since a store on two of them would count twice.
    """

    def get_installation_metrics(
        self, db: Session, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """The numbers of all stores of the installation, each store once, linked or not."""
        ...
