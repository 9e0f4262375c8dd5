"""The page on which people lay out their dashboard, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.kernel.templating import fragment, render, text
from app.modules.core.services.dashboard_page import DashboardPage
from app.modules.core.services.page_frame import page_frame
from app.modules.core.services.period_choice import PeriodChoice

LONGEST = 200


@dataclass(frozen=True)
class LayoutAct:
    """One press of a button: up, down, place (before another), pin, unpin, hide, show or reset.

    `name` is the key of a metric, or the code of a module for its whole section.
    """

    act: Annotated[str, Form(max_length=20)]
    name: Annotated[str, Form(max_length=LONGEST)] = ""
    before: Annotated[str, Form(max_length=LONGEST)] = ""


@dataclass(frozen=True)
class Place:
    """A card on the board: whether it can go up and down, whether it is the main chart."""

    key: str
    label: str
    is_first: bool
    is_last: bool
    is_main: bool


@dataclass(frozen=True)
class PlaceList:
    """A list of places: a module's section, the strip on top, or what is hidden."""

    name: str
    label: str
    places: list[Place]
    is_first: bool = True
    is_last: bool = True


def customise(request: Request, db: Session, choice: PeriodChoice) -> Response:
    """The board as a page; the dashboard's period stays in the address."""
    page = DashboardPage(request, db, choice)
    return _board_page(request, db, page)


def change(request: Request, db: Session, choice: PeriodChoice, act: LayoutAct) -> Response:
    """Does it, and shows the board again: the fragment for script, otherwise the page."""
    page = DashboardPage(request, db, choice)
    page.layout.act(act.act, act.name, act.before)
    if request.headers.get("HX-Request") != "true":
        anchor = f"#place-{dashed(act.name)}" if act.name else ""
        return RedirectResponse(f"{page.prefix}/customise?{page.query}{anchor}", status_code=303)
    context = _board(request, page) | {"said": _said(request, page, act)}
    return fragment(request, "core/_board.html", context)


def dashed(name: str) -> str:
    """A key as part of an element's id."""
    return name.replace(".", "-").replace("_", "-")


def _board_page(request: Request, db: Session, page: DashboardPage) -> Response:
    frame = page_frame(request, db, text(request, "core-customise-title"))
    crumbs = [
        (text(request, "core-dashboard"), page.address),
        (text(request, "core-customise-title"), None),
    ]
    note = text(request, f"core-customise-note-{request.state.user.audience}")
    context = {"crumbs": crumbs, "page_note": note, "done_href": page.address, "said": None}
    return render(request, "core/customise.html", frame | context | _board(request, page))


def _board(request: Request, page: DashboardPage) -> dict[str, Any]:
    board = page.layout.board
    modules = list(board.sections)
    return {
        "action": f"{page.prefix}/customise?{page.query}",
        "is_own": page.layout.is_own,
        "pinned": _list(page, "pinned", text(request, "core-pinned"), board.pinned),
        "lists": [
            _list(page, module, page.module_name(module), board.sections[module], modules)
            for module in modules
        ],
        "hidden": _list(page, "hidden", text(request, "core-hidden"), board.hidden),
    }


def _list(
    page: DashboardPage, name: str, label: str, keys: list[str], modules: list[str] | None = None
) -> PlaceList:
    layout = page.layout
    keys = sorted(keys, key=lambda key: key != layout.headline)
    places = [
        Place(
            key,
            page.writer.name(layout.described[key]),
            key == (keys[1] if keys[0] == layout.headline and len(keys) > 1 else keys[0]),
            key == keys[-1],
            key == layout.headline,
        )
        for key in keys
    ]
    if modules is None:
        return PlaceList(name, label, places)
    return PlaceList(name, label, places, name == modules[0], name == modules[-1])


def _said(request: Request, page: DashboardPage, act: LayoutAct) -> str:
    """What happened, for those who do not see it: the name, and its place among how many."""
    if act.act == "reset":
        return text(request, "core-said-reset")
    layout = page.layout
    described = layout.described.get(act.name)
    label = page.writer.name(described) if described else page.module_name(act.name)
    if act.act not in {"up", "down", "place"}:
        return text(request, f"core-said-{act.act}", name=label)
    lists = [list(layout.board.sections), layout.board.pinned, *layout.board.sections.values()]
    names = next((names for names in lists if act.name in names), [act.name])
    place = names.index(act.name) + 1
    return text(request, "core-said-place", name=label, place=place, count=len(names))
