"""What the addresses of a dashboard answer; store teams and operators have the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.templating import fragment, render, text
from app.modules.core.exceptions import ModuleIsOff
from app.modules.core.services.dashboard_page import DashboardPage, Section
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport


def dashboard(
    request: Request,
    db: Session,
    choice: PeriodChoice,
    *,
    is_whole: bool,
    of: type[DashboardPage] = DashboardPage,
) -> Response:
    """The frame; with `is_whole` (no script) every number is in it. `of` says which dashboard."""
    page = of(request, db, choice)
    frame = page_frame(request, db, page.greeting())
    context = {**frame, **page.frame(), "page_note": page.place_and_time(), "is_whole": is_whole}
    return render(request, "core/dashboard.html", context | _whole(page, is_whole))


def cards(
    request: Request,
    db: Session,
    choice: PeriodChoice,
    module: str,
    only: str | None,
    *,
    of: type[DashboardPage] = DashboardPage,
) -> Response:
    """The cards of one module: the section for the page's script, or a page of its own."""
    page = of(request, db, choice)
    section = _section(page, module)
    found = page.cards_of(module, page.reports(module))
    name = "core/_card.html" if only else "core/_section.html"
    context: dict[str, object] = {"section": section, "found": found}
    if only:
        context = {"cards": [c for c in found.section + found.pinned if c.key == only]}
    if request.headers.get("HX-Request") == "true":
        return fragment(request, name, context)
    frame = page_frame(request, db, section.title)
    return render(request, "core/part.html", {**frame, **context, "part": name, "alone": True})


def sources(
    request: Request,
    db: Session,
    choice: PeriodChoice,
    failed: int,
    total: int,
    *,
    of: type[DashboardPage] = DashboardPage,
) -> Response:
    """How many sources did not answer, in words; the page's script counts them."""
    page = of(request, db, choice)
    context = {
        "failed": min(failed, total),
        "total": total,
        "retry_href": page.address,
        "sources_href": page.sources_address,
    }
    return _part(request, db, "core/_sources.html", context)


def headline(
    request: Request, db: Session, choice: PeriodChoice, *, of: type[DashboardPage] = DashboardPage
) -> Response:
    """The main chart."""
    page = of(request, db, choice)
    module = page.headline_module()
    context = {"headline": page.headline(page.reports(module)) if module else None}
    return _part(request, db, "core/_headline.html", context)


def todos(
    request: Request, db: Session, choice: PeriodChoice, *, of: type[DashboardPage] = DashboardPage
) -> Response:
    """What waits."""
    return _part(request, db, of.todos_part, {"todos": of(request, db, choice).todos()})


def panels(
    request: Request, db: Session, choice: PeriodChoice, *, of: type[DashboardPage] = DashboardPage
) -> Response:
    """The short tables."""
    return _part(request, db, of.panels_part, of(request, db, choice).panels_context())


def _part(request: Request, db: Session, name: str, context: Mapping[str, object]) -> Response:
    """A part for the page's script, or on its own page for whoever opens its address."""
    if request.headers.get("HX-Request") == "true":
        return fragment(request, name, context)
    frame = page_frame(request, db, text(request, "core-dashboard"))
    return render(request, "core/part.html", {**frame, **context, "part": name})


def _whole(page: DashboardPage, is_whole: bool) -> dict[str, object]:
    if not is_whole:
        return {}
    reports = page.reports()
    found = {s.module: page.cards_of(s.module, reports) for s in page.sections()}
    pinned = {card.key: card for cards in found.values() for card in cards.pinned}
    return {
        "section_cards": found,
        "pinned_cards": [pinned[key] for key, _name in page.pinned()],
        "failed_sources": _failed(reports),
        "headline": page.headline(reports),
        "todos": page.todos(),
        **page.panels_context(),
    }


def _failed(reports: Sequence[ProviderReport]) -> list[str]:
    """The modules that did not answer."""
    return [report.module for report in reports if report.did_not_answer]


def _section(page: DashboardPage, module: str) -> Section:
    for section in page.sections():
        if section.module == module:
            return section
    raise ModuleIsOff
