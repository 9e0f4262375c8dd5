"""What dummy is and brings: as little as a module can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition

if TYPE_CHECKING:
    from app.modules.contracts.metrics import MetricsProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from stoa_dummy.provider import dummy_metrics  # type: ignore[import-not-found]  # installed

    provider: MetricsProviderProtocol = dummy_metrics
    return provider


dummy_module = ModuleDefinition(code="dummy", name="Dummy", metrics_provider=_metrics_provider)
