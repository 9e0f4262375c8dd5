"""The query of dashboards and list pages."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from app.modules.core.services.period_choice import PeriodChoice, choose_period


def period_of_dashboard(
    request: Request,
    *,
    period: Annotated[str | None, Query(max_length=20)] = None,
    compare: Annotated[str | None, Query(max_length=20)] = None,
    date_from: Annotated[date | None, Query()] = None,
    date_to: Annotated[date | None, Query()] = None,
    basis: Annotated[str | None, Query(max_length=20)] = None,
) -> PeriodChoice:
    """The period of a dashboard: 30 days unless the address says otherwise."""
    return choose_period(
        request.state.time_zone,
        period=period,
        compare=compare,
        date_from=date_from,
        date_to=date_to,
        basis=basis,
    )


def period_of_list(
    request: Request,
    *,
    period: Annotated[str | None, Query(max_length=20)] = None,
    compare: Annotated[str | None, Query(max_length=20)] = None,
    date_from: Annotated[date | None, Query()] = None,
    date_to: Annotated[date | None, Query()] = None,
    basis: Annotated[str | None, Query(max_length=20)] = None,
) -> PeriodChoice:
    """The period of a list: everything unless the address says otherwise."""
    return choose_period(
        request.state.time_zone,
        period=period,
        compare=compare,
        date_from=date_from,
        date_to=date_to,
        basis=basis,
        default="all",
    )


DashboardPeriod = Annotated[PeriodChoice, Depends(period_of_dashboard)]
ListPeriod = Annotated[PeriodChoice, Depends(period_of_list)]
