"""What the dashboards' API answers."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import by_category


class MetricValueSchema(BaseModel):
    """One number; money in major units of the currency in `unit`, null is not applicable."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "key": "orders.net_sales",
                    "value": 164208.4,
                    "label": "Net sales",
                    "category": "orders",
                    "unit": "EUR",
                    "trend": "up",
                    "trend_value": 12.4,
                    "previous_value": 146092.88,
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


class ProviderStateSchema(BaseModel):
    """How one module's provider answered: ok, empty, error or timeout."""

    module: str = Field(examples=["orders"])
    category: str = Field(examples=["orders"])
    state: str = Field(examples=["ok"])
    elapsed_ms: float = Field(examples=[4.2])
    reference: str | None = Field(default=None, examples=["7f3k-92xa"])


class WindowSchema(BaseModel):
    """The half-open window `[start, end)` that flows are counted in, and the zone of its days."""

    start: datetime
    end: datetime
    time_zone: str = Field(examples=["Europe/Luxembourg"])
    compared_start: datetime | None
    compared_end: datetime | None


class StatsResponse(BaseModel):
    """The numbers of a platform by category; a category whose provider failed is empty."""

    platform_id: int
    window: WindowSchema
    metrics: dict[str, list[MetricValueSchema]]
    providers: list[ProviderStateSchema]


class StoreDashboardStatsResponse(StatsResponse):
    """The numbers of one store by category."""

    store_id: int


def window_schema(choice: PeriodChoice) -> WindowSchema:
    """The window of a choice as the API gives it."""
    window = choice.window
    return WindowSchema(
        start=window.start,
        end=window.end,
        time_zone=window.zone.key,
        compared_start=window.compared_start,
        compared_end=window.compared_end,
    )


def metrics_schema(reports: list[ProviderReport]) -> dict[str, list[MetricValueSchema]]:
    """The values of all reports by category."""
    return {
        category: [MetricValueSchema.model_validate(value) for value in values]
        for category, values in by_category(reports).items()
    }


def provider_schemas(reports: list[ProviderReport]) -> list[ProviderStateSchema]:
    """The states of all providers."""
    return [
        ProviderStateSchema.model_validate(report, from_attributes=True) for report in reports
    ]
