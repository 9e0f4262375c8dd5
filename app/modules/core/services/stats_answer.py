"""From provider reports to what the dashboards' API answers."""

from __future__ import annotations

from app.modules.core.schemas.dashboard import (
    MetricValueSchema,
    ProviderStateSchema,
    WindowSchema,
)
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import by_category


def window_schema(choice: PeriodChoice) -> WindowSchema:
    """The window of a choice as the API gives it."""
    window = choice.window
    return WindowSchema(
        start=window.start,
        end=window.end,
        time_zone=window.zone.key,
        compared_start=window.compared_start,
        compared_end=window.compared_end,
        basis=choice.basis,
    )


def metrics_schema(reports: list[ProviderReport]) -> dict[str, list[MetricValueSchema]]:
    """The values of all reports by category."""
    return {
        category: [MetricValueSchema.model_validate(value) for value in values]
        for category, values in by_category(reports).items()
    }


def provider_schemas(reports: list[ProviderReport]) -> list[ProviderStateSchema]:
    """The states of all providers."""
    return [ProviderStateSchema.model_validate(report, from_attributes=True) for report in reports]
