"""The dashboards' numbers as a file, for whoever looks at them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.csv_export import stream_csv
from app.kernel.templating import locale_of, templating_of
from app.modules.core.services.dashboard_page import DashboardPage
from app.modules.core.services.metric_export import MetricExport, Reader
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.tenancy.services.user_context import UserContext

Grain = Annotated[str | None, Query(alias="series", max_length=20)]


def dashboard_export(
    request: Request, db: Session, choice: PeriodChoice, grain: str | None
) -> Response:
    """What the dashboard of the same address shows, as CSV; raises InvalidSeries.

    Each module is asked alone, as for its cards, so that a slow one costs only its own rows.
    """
    user: UserContext = request.state.user
    export = MetricExport(choice, _reader(request, user), grain)
    page = DashboardPage(request, db, choice)
    reports = [report for part in page.sections() for report in page.reports(part.module)]
    rows = export.rows(reports)
    body = b"".join(stream_csv(export.header, (list(row.values()) for row in rows)))
    name = f"dashboard-{choice.period}{'' if grain is None else '-' + grain}.csv"
    return Response(
        body,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _reader(request: Request, user: UserContext) -> Reader:
    catalog, locale = templating_of(request).catalog, locale_of(request)

    def name(key: str, label: str) -> str:
        text_id = f"metric-{key.replace('.', '-').replace('_', '-')}"
        return catalog.text(locale, text_id) if catalog.has(text_id) else label

    return Reader(user.audience, user.may, name)
