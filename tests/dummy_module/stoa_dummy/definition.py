"""What dummy is and brings: as little as a module can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from stoa_dummy.provider import dummy_metrics  # type: ignore[import-not-found]  # installed

    provider: MetricsProviderProtocol = dummy_metrics
    return provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from stoa_dummy.provider import DESCRIPTIONS

    descriptions: Sequence[MetricDescription] = DESCRIPTIONS
    return descriptions


dummy_module = ModuleDefinition(
    code="dummy",
    name="Dummy",
    permissions=(Permission("dummy.view"),),
    metrics_provider=_metrics_provider,
    metric_descriptions=_metric_descriptions,
)
