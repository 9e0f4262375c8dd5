"""What the addresses of a list answer; store teams and operators have the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from app.kernel.csv_export import CsvValue, stream_csv
from app.kernel.database.engine import get_database
from app.kernel.errors import PermissionDenied
from app.kernel.money import to_major
from app.kernel.templating import locale_of, render, templating_of, text
from app.modules.contracts.listings import Column, ColumnKind, Listing
from app.modules.core.services.list_page import ListPage, ListReader, ListRequest, find_listing
from app.modules.core.services.list_place import ListPlace
from app.modules.core.services.list_table import TableWriter
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.period_choice import PeriodChoice

NEIGHBOURS = 2


def list_page(
    request: Request,
    db: Session,
    code: str,
    asked: ListRequest,
    choice: PeriodChoice,
    *,
    is_everywhere: bool = False,
) -> Response:
    """The list as a page."""
    place = ListPlace(request.state.user, is_everywhere)
    listing = _permitted(db, code, place)
    place.widen(db)
    page = ListReader(db, listing, place, choice).page(asked)
    address = f"{request.state.path_prefix}{place.path}/{code}"
    writer = TableWriter(templating_of(request).catalog, locale_of(request), choice.window.zone.key)
    kept = page.query(sort=None) + "&" + urlencode(choice.address)
    context = {
        "address": address,
        "page": page,
        "heads": writer.heads(page, f"{address}?{kept}"),
        "rows": writer.rows(page),
        "totals": writer.totals(page),
        "tabs": _tabs(request, page, address, choice),
        "hidden": [("view", page.view.code), ("sort", page.sort), *choice.address],
        "chips": _chips(request, page, address, choice),
        "export_href": f"{address}/export.csv?{page.query()}&{urlencode(choice.address)}",
        "pager": _pager(request, page, address, choice),
        "is_searchable": any(column.is_searched for column in page.columns),
        "period_text": _period_text(request, choice),
        "zone_text": text(request, "ui-times-in-zone", zone=choice.window.zone.key),
        "crumbs": _crumbs(request, place, choice, text(request, listing.text)),
    }
    title = text(request, listing.text)
    return render(request, "core/list.html", page_frame(request, db, title) | context)


def export(
    request: Request,
    db: Session,
    code: str,
    asked: ListRequest,
    choice: PeriodChoice,
    *,
    is_everywhere: bool = False,
) -> Response:
    """The list as a CSV file, streamed in a transaction of its own."""
    place = ListPlace(request.state.user, is_everywhere)
    listing = _permitted(db, code, place)
    place.widen(db)
    ListReader(db, listing, place, choice).page(asked)
    writer = TableWriter(templating_of(request).catalog, locale_of(request), choice.window.zone.key)
    columns = ListReader.columns_of(listing, listing.view(asked.view), place.user)
    header = [heading for column in columns for heading in _headings(writer, column)]
    body = stream_csv(header, _export_rows(listing, place, asked, choice))
    name = f"{code}-{asked.view or listing.views[0].code}.csv"
    return StreamingResponse(
        body,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _permitted(db: Session, code: str, place: ListPlace) -> Listing:
    listing = find_listing(place.enabled(db), code, place.user)
    if not place.user.may(listing.permission):
        raise PermissionDenied
    return listing


def _export_rows(
    listing: Listing, place: ListPlace, asked: ListRequest, choice: PeriodChoice
) -> Iterator[list[CsvValue]]:
    with get_database().transaction(for_job=True) as db:
        place.enter(db)
        columns, rows = ListReader(db, listing, place, choice).export(asked)
        for row in rows:
            yield [value for column in columns for value in _values(column, row)]


def _headings(writer: TableWriter, column: Column) -> list[str]:
    label = writer.label(column)
    return [label, f"{label} (ISO 4217)"] if column.kind is ColumnKind.MONEY else [label]


def _values(column: Column, row: dict[str, Any]) -> list[CsvValue]:
    value = row[column.name]
    if column.kind is ColumnKind.MONEY and column.currency is not None:
        currency = row[column.currency]
        if value is None or currency is None:
            return [None, currency]
        return [to_major(int(value), currency), currency]
    if column.kind is ColumnKind.DATETIME and value is not None:
        return [value.isoformat()]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [value if isinstance(value, int | Decimal | None) else str(value)]


def _crumbs(
    request: Request, place: ListPlace, choice: PeriodChoice, title: str
) -> list[tuple[str, str | None]]:
    """The way back to all platforms, whose lists are no entries of the menu."""
    if not place.is_everywhere:
        return []
    dashboard = f"{request.state.path_prefix}/admin/installation?{urlencode(choice.address)}"
    return [(text(request, "core-all-platforms"), dashboard), (title, None)]


def _tabs(
    request: Request, page: ListPage, address: str, choice: PeriodChoice
) -> list[tuple[str, str, bool, str | None]]:
    if len(page.listing.views) < NEIGHBOURS:
        return []
    return [
        (
            text(request, view.text),
            f"{address}?{urlencode([('view', view.code), *choice.address])}",
            view.code == page.view.code,
            None,
        )
        for view in page.listing.views
    ]


def _chips(
    request: Request, page: ListPage, address: str, choice: PeriodChoice
) -> list[tuple[str, str]]:
    chips = []
    if page.search:
        href = f"{address}?{page.query(q='')}&{urlencode(choice.address)}"
        chips.append((f"“{page.search}”", href))
    if choice.period != "all":
        chips.append((_period_text(request, choice), f"{address}?{page.query()}"))
    return chips


def _period_text(request: Request, choice: PeriodChoice) -> str:
    return choice.text(locale_of(request)) or text(request, "ui-period-all")


def _pager(request: Request, page: ListPage, address: str, choice: PeriodChoice) -> dict[str, Any]:
    def href(number: int) -> str:
        return f"{address}?{page.query(page=number)}&{urlencode(choice.address)}"

    shown = len(page.result.rows)
    first = (page.number - 1) * 25 + 1 if shown else 0
    numbers = sorted(
        {1, page.pages}
        | {n for n in range(page.number - 2, page.number + 3) if 1 <= n <= page.pages}
    )
    links: list[tuple[str, str | None, bool]] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(("…", None, False))
        links.append((str(number), href(number), number == page.number))
    summary = text(
        request,
        "ui-rows-shown",
        **{"from": first, "to": first + shown - 1 if shown else 0, "total": page.result.total},
    )
    return {
        "summary": summary,
        "links": links if page.pages > 1 else [],
        "previous_href": href(page.number - 1) if page.number > 1 else None,
        "next_href": href(page.number + 1) if page.number < page.pages else None,
    }
