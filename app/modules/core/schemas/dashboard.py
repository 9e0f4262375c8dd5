"""What the dashboards' API answers."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field


class MetricValueSchema(BaseModel):
    """One number; money in major units of the currency in `unit`, null is not applicable."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "key": "tenancy.active_stores",
                    "value": 12,
                    "label": "Active stores",
                    "category": "tenancy",
                    "unit": "items",
                    "trend": "up",
                    "trend_value": 20.0,
                    "previous_value": 10,
                }
            ]
        },
    )

    key: str
    value: int | float | str | None
    label: str
    category: str
    icon: str | None = None
    description: str | None = None
    unit: str | None = None
    trend: str | None = None
    trend_value: float | None = None
    previous_value: int | float | None = None
    series: tuple[float | None, ...] | None = None
    previous_series: tuple[float | None, ...] | None = None
    series_from: date | None = None


class ProviderStateSchema(BaseModel):
    """How one module's provider answered: ok, empty, stale, error or timeout.

    Stale: it did not answer now; `last_values` are what it answered at `as_of`, and stand here, not
    among the numbers of now. `reference` of a failure is in the log too.
    """

    module: str = Field(examples=["tenancy"])
    category: str = Field(examples=["tenancy"])
    state: str = Field(examples=["ok"])
    elapsed_ms: float = Field(examples=[4.2])
    reference: str | None = Field(default=None, examples=["7f3k-92xa"])
    as_of: datetime | None = None
    last_values: list[MetricValueSchema] | None = None


class WindowSchema(BaseModel):
    """The half-open window `[start, end)` that flows are counted in, and the zone of its days.

    `basis` says when a refund or cancellation counts: event, its own day, or order, its order's.
    """

    start: datetime
    end: datetime
    time_zone: str = Field(examples=["Europe/Luxembourg"])
    compared_start: datetime | None
    compared_end: datetime | None
    basis: str = Field(default="event", examples=["event"])


class StatsResponse(BaseModel):
    """The numbers of a platform by category; a category whose provider failed is empty."""

    platform_id: int
    window: WindowSchema
    metrics: dict[str, list[MetricValueSchema]]
    providers: list[ProviderStateSchema]


class PlatformStoresSchema(BaseModel):
    """A platform, whether it is the installation's default one, and how many stores it has."""

    platform_id: int
    code: str = Field(examples=["letz"])
    name: str
    stores: int
    is_default: bool


class InstallationStatsResponse(BaseModel):
    """The numbers of all stores by category, each store counted once, and the platforms.

    Days are cut in the zone of the default platform.
    """

    window: WindowSchema
    platforms: list[PlatformStoresSchema]
    metrics: dict[str, list[MetricValueSchema]]
    providers: list[ProviderStateSchema]


class StoreDashboardStatsResponse(StatsResponse):
    """The numbers of one store by category."""

    store_id: int
