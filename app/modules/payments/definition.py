"""What payments is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.payments import PAYMENT_GATEWAY
from app.modules.contracts.permissions import MANAGER, OWNER, Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.payments import PaymentGateway
    from app.modules.contracts.widgets import WidgetProviderProtocol


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.payments.services.payment_metrics import payment_metrics_provider

    return payment_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.payments.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.payments.repositories.payment_facts import PAYMENT_FIGURES

    return PAYMENT_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.payments.listings import LISTINGS

    return LISTINGS


def _widgets() -> WidgetProviderProtocol:
    from app.modules.payments.services.payment_widgets import payment_widgets

    return payment_widgets


def _gateway() -> PaymentGateway:
    from app.modules.payments.services.gateway import payment_gateway

    return payment_gateway


def _jobs() -> Sequence[Job]:
    from app.modules.payments.services.jobs import JOBS

    return JOBS


def _laws() -> Sequence[Invariant]:
    from app.modules.payments.repositories.invariants import INVARIANTS

    return INVARIANTS


_MENU = ("file-text", "payments.view", 27)
payments_module = ModuleDefinition(
    code="payments",
    name="Payments",
    description="Asks for money, takes it and gives it back, through whoever moves it.",
    icon="banknote",
    dashboard_order=15,
    permissions=(Permission("payments.view"), Permission("payments.manage", (OWNER, MANAGER))),
    menus=(
        MenuEntry("store", "payments-payments", "/store/payments", *_MENU),
        MenuEntry("admin", "payments-payments", "/admin/payments", *_MENU),
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    widget_provider=_widgets,
    listings=_listings,
    provides={PAYMENT_GATEWAY: _gateway},
    jobs=_jobs,
    invariants=_laws,
)
