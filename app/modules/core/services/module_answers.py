"""The operators' page of modules: what each brings, whether it is on, and the switch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.kernel.errors import Conflict
from app.kernel.templating import locale_of, render, templating_of, text
from app.modules.base import ModuleDefinition
from app.modules.core.services.module_switches import Actor, ModuleState, ModuleSwitches
from app.modules.core.services.module_words import module_description, module_name
from app.modules.core.services.page_frame import page_frame
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class ModuleCard:
    """One module as the page shows it."""

    state: ModuleState
    name: str
    description: str
    brings: list[str]
    requirements: str
    dependants: str


def modules_page(
    request: Request, db: Session, refusal: Conflict | None = None, asked: str | None = None
) -> Response:
    """All modules; after a refused switch with its reason and the way to let the others follow."""
    user: UserContext = request.state.user
    states = ModuleSwitches(db, user.platform_id).states()
    cards = [_card(request, state) for state in states]
    context = {
        "page_note": text(request, "core-modules-note", platform=request.state.platform.name),
        "optional": [card for card in cards if not card.state.module.is_core],
        "core": [card for card in cards if card.state.module.is_core],
        "reason": refusal and text(request, refusal.message_key, **refusal.params),
        "asked": next((card for card in cards if card.state.module.code == asked), None),
    }
    frame = page_frame(request, db, text(request, "core-modules"))
    return render(request, "core/modules.html", frame | context, refusal.status if refusal else 200)


def switch_module(
    request: Request, db: Session, code: str, *, is_enabled: bool, with_others: bool
) -> Response:
    """Switches and leads back to the page, or shows it again with the reason."""
    user: UserContext = request.state.user
    switches = ModuleSwitches(db, user.platform_id)
    actor = Actor(user.name, user.user_id)
    try:
        if is_enabled:
            switches.enable(code, actor, with_requirements=with_others)
        else:
            switches.disable(code, actor, with_dependants=with_others)
    except Conflict as refusal:
        return modules_page(request, db, refusal, code)
    return RedirectResponse(f"{request.state.path_prefix}/admin/modules", status_code=303)


def _card(request: Request, state: ModuleState) -> ModuleCard:
    module = state.module
    catalog, locale = templating_of(request).catalog, locale_of(request)

    def names(modules: Iterable[ModuleDefinition]) -> str:
        return ", ".join(module_name(catalog, locale, each.code) for each in modules)

    numbers = len(module.metric_descriptions()) if module.metric_descriptions else 0
    lists = len(module.listings()) if module.listings else 0
    counted = [("numbers", numbers), ("lists", lists), ("rights", len(module.permissions))]
    return ModuleCard(
        state=state,
        name=module_name(catalog, locale, module.code),
        description=module_description(catalog, locale, module.code),
        brings=[text(request, f"core-brings-{what}", count=n) for what, n in counted if n],
        requirements=names(state.requirements),
        dependants=names(state.dependants),
    )
