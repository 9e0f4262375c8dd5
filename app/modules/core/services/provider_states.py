"""The operators' page of providers: how fast they answer, how often they fail, who is parked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.clock import utc_now
from app.kernel.i18n import formats
from app.kernel.templating import locale_of, render, templating_of, text
from app.modules.core.repositories.provider_minutes import ProviderMinutes, ProviderTotals
from app.modules.core.services.list_table import Cell, Head, Row
from app.modules.core.services.module_words import module_name
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.run_record import BOUNDS_MS

HOURS = (1, 24)
P95 = 0.95
TONES = {"error": "bad", "timeout": "warn"}


@dataclass(frozen=True)
class _Column:
    """A column of the page: how it sorts, and whether its cells are numbers or badges."""

    name: str
    kind: str
    order: Callable[[ProviderTotals], float | str]


COLUMNS = (
    _Column("module", "text", lambda one: one.module_code),
    _Column("state", "badge", lambda one: one.last_state),
    _Column("breaker", "badge", lambda one: one.open_breakers),
    _Column("p95", "number", lambda one: p95_ms(one.times) or 0.0),
    _Column("error-rate", "number", lambda one: error_rate(one) or 0.0),
    _Column("asked", "number", lambda one: one.asked),
    _Column("parked", "number", lambda one: one.parked),
    _Column("reference", "code", lambda one: one.failed_at.timestamp() if one.failed_at else 0.0),
)


def providers_page(request: Request, db: Session, hours: int, sort: str) -> Response:
    """Every provider that was asked in the last hour, or day; any other address shows the hour."""
    hours = hours if hours in HOURS else HOURS[0]
    name = sort.removeprefix("-")
    column = next((column for column in COLUMNS if column.name == name), COLUMNS[0])
    is_descending = column.name == name and sort.startswith("-")
    now = utc_now()
    found = ProviderMinutes(db).since(now - timedelta(hours=hours), now)
    found.sort(key=column.order, reverse=is_descending)
    address = f"{request.state.path_prefix}/admin/providers"
    context = {
        "page_note": text(request, "core-providers-note"),
        "tabs": [
            (text(request, f"core-providers-{word}"), f"{address}?hours={n}", n == hours, None)
            for n, word in zip(HOURS, ("hour", "day"), strict=True)
        ],
        "heads": [
            _head(request, one, f"{address}?hours={hours}", column, is_descending=is_descending)
            for one in COLUMNS
        ],
        "rows": [_row(request, one) for one in found],
    }
    frame = page_frame(request, db, text(request, "core-providers"))
    return render(request, "core/providers.html", {**frame, **context})


def p95_ms(times: list[int]) -> float | None:
    """The upper bound of the bucket that 95 of 100 runs are within, in milliseconds.

    None without a run, infinity when it is the open bucket: of [90, 0, 10] by 1, 2, 5 ms it is 5.
    """
    wanted, seen = sum(times) * P95, 0
    if not wanted:
        return None
    for bound, runs in zip((*BOUNDS_MS, float("inf")), times, strict=False):
        seen += runs
        if seen >= wanted:
            return float(bound)
    return float("inf")


def error_rate(one: ProviderTotals) -> float | None:
    """Errors and timeouts per 100 runs: 1 of 40 is 2.5; None when it was not asked."""
    return 100 * (one.errors + one.timeouts) / one.asked if one.asked else None


def _head(
    request: Request, one: _Column, address: str, chosen: _Column, *, is_descending: bool
) -> Head:
    is_chosen = one is chosen
    turned = f"-{one.name}" if is_chosen and not is_descending else one.name
    order = "descending" if is_descending else "ascending"
    return Head(
        key=one.name,
        label=text(request, f"core-provider-{one.name}"),
        kind=one.kind,
        sort_href=f"{address}&sort={turned}",
        sorted=order if is_chosen else None,
    )


def _row(request: Request, one: ProviderTotals) -> Row:
    locale = locale_of(request)
    rate = error_rate(one)
    failed = formats.time_ago(one.failed_at, locale) if one.failed_at else ""
    is_parked = one.open_breakers > 0
    breaker = "open" if is_parked else "closed"
    return Row(
        [
            Cell(_module_name(request, one.module_code)),
            Cell(
                text(request, f"core-provider-state-{one.last_state}"),
                TONES.get(one.last_state, "ok"),
            ),
            Cell(
                text(request, f"core-provider-breaker-{breaker}", count=one.open_breakers),
                "warn" if is_parked else None,
            ),
            Cell(_time_text(request, p95_ms(one.times))),
            Cell("" if rate is None else formats.percent(rate, locale)),
            Cell(formats.number(one.asked, locale)),
            Cell(formats.number(one.parked, locale)),
            Cell(one.reference or "", sub=failed or None),
        ]
    )


def _time_text(request: Request, milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    locale = locale_of(request)
    if milliseconds > BOUNDS_MS[-1]:
        most = formats.number(BOUNDS_MS[-1], locale)
        return text(request, "core-provider-longer", milliseconds=most)
    shown = formats.number(int(milliseconds), locale)
    return text(request, "core-provider-at-most", milliseconds=shown)


def _module_name(request: Request, code: str) -> str:
    return module_name(templating_of(request).catalog, locale_of(request), code)
