"""What the catalogue brings, each imported when it is first asked for."""

# ruff: noqa: PLC0415 - a provider function imports late, so discovery stays cheap

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job
    from app.modules.contracts.catalog import CatalogIntake, CatalogReader
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol


def metrics_provider() -> MetricsProviderProtocol:
    from app.modules.catalog.services.catalog_metrics import catalog_metrics_provider

    return catalog_metrics_provider


def metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.catalog.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def figure_source() -> FigureSource:
    from app.modules.catalog.repositories.catalog_facts import CATALOG_FIGURES

    return CATALOG_FIGURES


def listings() -> Sequence[Listing]:
    from app.modules.catalog.listings import LISTINGS

    return LISTINGS


def jobs() -> Sequence[Job]:
    from app.modules.catalog.services.catalog_jobs import JOBS

    return JOBS


def invariants() -> Sequence[Invariant]:
    from app.modules.catalog.repositories.invariants import INVARIANTS

    return INVARIANTS


def intake() -> CatalogIntake:
    from app.modules.catalog.services.catalog_intake import catalog_intake

    return catalog_intake


def reader() -> CatalogReader:
    from app.modules.catalog.services.catalog_reader import catalog_reader

    return catalog_reader
