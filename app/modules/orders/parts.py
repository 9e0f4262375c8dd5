"""The parts that orders brings, each imported when it is first asked for."""

# ruff: noqa: PLC0415 - a provider function imports late, so discovery stays cheap

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job
    from app.modules.contracts.events import Reaction
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.orders import OrderDesk, OrderIntake
    from app.modules.contracts.personal_data import PersonalDataHolder
    from app.modules.contracts.widgets import WidgetProviderProtocol


def metrics_provider() -> MetricsProviderProtocol:
    from app.modules.orders.services.order_metrics import order_metrics_provider

    return order_metrics_provider


def metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.orders.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def figure_source() -> FigureSource:
    from app.modules.orders.repositories.order_figures import ORDER_FIGURES

    return ORDER_FIGURES


def listings() -> Sequence[Listing]:
    from app.modules.orders.listings import LISTINGS

    return LISTINGS


def widgets() -> WidgetProviderProtocol:
    from app.modules.orders.services.order_widgets import order_widgets

    return order_widgets


def intake() -> OrderIntake:
    from app.modules.orders.services.order_intake import order_intake

    return order_intake


def desk() -> OrderDesk:
    from app.modules.orders.services.order_desk import order_desk

    return order_desk


def jobs() -> Sequence[Job]:
    from app.modules.orders.services.expire_order import EXPIRE, SWEEP
    from app.modules.orders.services.order_letters import CONFIRM

    return (EXPIRE, SWEEP, CONFIRM)


def letters() -> Reaction:
    from app.modules.orders.services.order_letters import write_letter

    return write_letter


def personal_data() -> PersonalDataHolder:
    from app.modules.orders.services.order_holder import order_holder

    return order_holder


def invariants() -> Sequence[Invariant]:
    from app.modules.orders.repositories.invariants import INVARIANTS

    return INVARIANTS
