"""From provider reports to what the dashboards' API answers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.modules.core.schemas.dashboard import (
    MetricValueSchema,
    PlatformStoresSchema,
    ProviderStateSchema,
    WindowSchema,
)
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import by_category
from app.modules.tenancy.repositories.installation_rows import InstallationRows


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


def platform_schemas(db: Session) -> list[PlatformStoresSchema]:
    """Every platform of the installation, by name."""
    rows = InstallationRows(db)
    default = rows.default_platform(get_settings().default_platform)
    return [
        PlatformStoresSchema(
            platform_id=line.platform.id,
            code=line.platform.code,
            name=line.platform.name,
            stores=line.stores,
            is_default=line.platform == default,
        )
        for line in rows.platforms()
    ]


def provider_schemas(reports: list[ProviderReport]) -> list[ProviderStateSchema]:
    """The states of all providers; a stale one with its last good values."""
    return [_provider_schema(report) for report in reports]


def _provider_schema(report: ProviderReport) -> ProviderStateSchema:
    state = ProviderStateSchema.model_validate(report, from_attributes=True)
    if report.as_of is not None:
        state.last_values = [MetricValueSchema.model_validate(value) for value in report.values]
    return state
