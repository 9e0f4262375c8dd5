"""The query of dashboards and list pages.

What reads no database is `async`, so that it runs in the server's own thread: handing it to another
one takes longer than it does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.modules.core.services.period_choice import PeriodChoice, choose_period
from app.modules.tenancy.dependencies import Db
from app.modules.tenancy.repositories.installation_rows import InstallationRows


async def period_of_dashboard(
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


async def period_of_list(
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


def period_of_installation(
    db: Db, asked: Annotated[PeriodChoice, Depends(period_of_dashboard)]
) -> PeriodChoice:
    """The same period for all platforms: days are cut in the zone of the default platform."""
    return _in_default_zone(db, asked)


def period_of_installation_list(
    db: Db, asked: Annotated[PeriodChoice, Depends(period_of_list)]
) -> PeriodChoice:
    """The period of a list over all platforms, in the same zone."""
    return _in_default_zone(db, asked)


def _in_default_zone(db: Session, asked: PeriodChoice) -> PeriodChoice:
    zone = InstallationRows(db).time_zone(get_settings().default_platform)
    is_custom = asked.period == "custom"
    found = choose_period(
        zone,
        period=None if is_custom else asked.period,
        compare=asked.compare,
        date_from=date.fromisoformat(asked.date_from) if is_custom else None,
        date_to=date.fromisoformat(asked.date_to) if is_custom else None,
    )
    context = replace(found.context, basis=asked.context.basis)
    return replace(asked, context=context, window=found.window)


DashboardPeriod = Annotated[PeriodChoice, Depends(period_of_dashboard)]
InstallationPeriod = Annotated[PeriodChoice, Depends(period_of_installation)]
InstallationListPeriod = Annotated[PeriodChoice, Depends(period_of_installation_list)]
ListPeriod = Annotated[PeriodChoice, Depends(period_of_list)]
