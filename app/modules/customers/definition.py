"""What customers is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.accounts import ACCOUNT_SESSIONS
from app.modules.contracts.customers import CUSTOMER_DIRECTORY, CUSTOMER_INTAKE
from app.modules.contracts.menus import MenuEntry
from app.modules.contracts.permissions import MANAGER, OWNER, STAFF, Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job
    from app.modules.contracts.accounts import AccountSessions
    from app.modules.contracts.customers import CustomerDirectory, CustomerIntake
    from app.modules.contracts.invariants import Invariant
    from app.modules.contracts.listings import Listing
    from app.modules.contracts.metric_description import MetricDescription
    from app.modules.contracts.metrics import MetricsProviderProtocol
    from app.modules.contracts.personal_data import PersonalDataHolder

_VIEW = "customers.view"


def _metrics_provider() -> MetricsProviderProtocol:
    from app.modules.customers.services.customer_metrics import customer_metrics_provider

    return customer_metrics_provider


def _metric_descriptions() -> Sequence[MetricDescription]:
    from app.modules.customers.metric_descriptions import DESCRIPTIONS

    return DESCRIPTIONS


def _figure_source() -> FigureSource:
    from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES

    return CUSTOMER_FIGURES


def _listings() -> Sequence[Listing]:
    from app.modules.customers.listings import LISTINGS

    return LISTINGS


def _intake() -> CustomerIntake:
    from app.modules.customers.services.customer_intake import customer_intake

    return customer_intake


def _directory() -> CustomerDirectory:
    from app.modules.customers.services.customer_directory import customer_directory

    return customer_directory


def _account_sessions() -> AccountSessions:
    from app.modules.customers.services.account_tokens import account_sessions

    return account_sessions


def _jobs() -> Sequence[Job]:
    from app.modules.customers.services.jobs import JOBS

    return JOBS


def _personal_data() -> PersonalDataHolder:
    from app.modules.customers.services.customer_holder import customer_holder

    return customer_holder


def _invariants() -> Sequence[Invariant]:
    from app.modules.customers.repositories.invariants import INVARIANTS

    return INVARIANTS


customers_module = ModuleDefinition(
    code="customers",
    name="Customers",
    description="Who bought in each store, and since when.",
    icon="users",
    dashboard_order=20,
    permissions=(
        Permission(_VIEW),
        Permission("customers.manage", roles=(OWNER, MANAGER, STAFF)),
        Permission("customers.personal_data", roles=(OWNER, MANAGER)),
    ),
    menus=tuple(
        MenuEntry(frontend, "customers-customers", f"/{frontend}/customers", "users", _VIEW, 40)
        for frontend in ("store", "admin")
    ),
    metrics_provider=_metrics_provider,
    figure_source=_figure_source,
    metric_descriptions=_metric_descriptions,
    listings=_listings,
    provides={
        CUSTOMER_INTAKE: _intake,
        CUSTOMER_DIRECTORY: _directory,
        ACCOUNT_SESSIONS: _account_sessions,
    },
    jobs=_jobs,
    personal_data=_personal_data,
    invariants=_invariants,
)
