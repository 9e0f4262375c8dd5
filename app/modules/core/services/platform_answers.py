"""The operators' page of platforms: each that they run, with its stores and modules."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.templating import render, text
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.core.services.page_frame import page_frame
from app.modules.tenancy.infos import PlatformInfo
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services import entrance
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class PlatformRow:
    """One platform: how many stores sell on it, and which modules are on and off."""

    platform: PlatformInfo
    stores: int
    modules_on: int
    modules_off: list[str]
    is_current: bool


def platforms_page(request: Request, db: Session) -> Response:
    """Every platform that the operator runs."""
    user: UserContext = request.state.user
    rows = [_row(db, user, p) for p in entrance.choices(db, user.user_id).platforms]
    frame = page_frame(request, db, text(request, "core-platforms"))
    return render(request, "core/platforms.html", {**frame, "rows": rows})


def _row(db: Session, user: UserContext, platform: PlatformInfo) -> PlatformRow:
    states = ModuleSwitches(db, platform.id).states()
    return PlatformRow(
        platform=platform,
        stores=len(StoreDirectory(db).store_ids_of_platform(platform.id)),
        modules_on=sum(state.is_enabled for state in states),
        modules_off=[state.module.name for state in states if not state.is_enabled],
        is_current=platform.id == user.token_platform_id,
    )
