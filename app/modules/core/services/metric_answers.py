"""What the addresses of a metric answer; store teams and operators have the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from app.kernel.csv_export import CsvValue, stream_csv
from app.kernel.money import minor_digits
from app.kernel.templating import render, text
from app.modules.contracts.metric_description import MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.dashboard_page import DashboardPage
from app.modules.core.services.metric_page import MetricPage
from app.modules.core.services.metric_series import Piece
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.series_buckets import Point, Step


def metric_page(
    request: Request,
    db: Session,
    choice: PeriodChoice,
    key: str,
    by: Step | None,
    *,
    of: type[DashboardPage] = DashboardPage,
) -> Response:
    """The metric as a page; a provider that fails is said so on it."""
    page = MetricPage(request, of(request, db, choice), choice, key, by)
    frame = page_frame(request, db, page.title)
    dashboard = text(request, of.name)
    crumbs = [(dashboard, page.dashboard_href), (page.title, None)]
    return render(request, "core/metric.html", frame | page.context() | {"crumbs": crumbs})


def export(
    request: Request,
    db: Session,
    choice: PeriodChoice,
    key: str,
    by: Step | None,
    *,
    of: type[DashboardPage] = DashboardPage,
) -> Response:
    """The pieces of the chart as a CSV file: days, unit, value, compared value."""
    page = MetricPage(request, of(request, db, choice), choice, key, by)
    names = ("ui-date-from", "ui-date-to", "core-metric-unit", "core-metric-value", "ui-compared")
    header = [text(request, name) for name in names]
    is_money = page.description.unit is MetricUnit.MONEY
    rows = list(_rows(page.export_values(), is_money=is_money))
    return StreamingResponse(
        stream_csv(header, rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}.csv"'},
    )


def _rows(
    values: list[tuple[MetricValue, list[Piece]]], *, is_money: bool
) -> Iterator[list[CsvValue]]:
    for value, pieces in values:
        digits = minor_digits(value.unit) if is_money and value.unit else None
        for piece in pieces:
            days = [piece.bucket.first, piece.bucket.last, value.unit]
            yield [*days, _number(piece.value, digits), _number(piece.compared, digits)]


def _number(point: Point, digits: int | None) -> Decimal | None:
    if point is None:
        return None
    exact = Decimal(str(point))
    return exact if digits is None else round(exact, digits)
