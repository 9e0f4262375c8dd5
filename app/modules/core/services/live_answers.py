"""The stream that an open dashboard listens to, for the stores that it shows."""

from __future__ import annotations

import re

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.live.stream import ChangeStream
from app.modules.tenancy.dependencies import still_may
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services.user_context import UserContext

PERMISSION = "core.view_dashboard"
OF_INSTALLATION = "core.view_installation"
_MOMENT = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def events(request: Request, db: Session, since: float | None) -> Response:
    """Changes of the store, or of the stores linked to the platform now, after `since`.

    The browser's own Last-Event-ID, sent when it comes back, goes before `since`.
    """
    user: UserContext = request.state.user
    return _stream(request, _stores(db, user), since, PERMISSION)


def events_of_all(request: Request, since: float | None) -> Response:
    """Changes of every store of the installation."""
    return _stream(request, None, since, OF_INSTALLATION)


def _stream(
    request: Request, store_ids: tuple[int, ...] | None, since: float | None, permission: str
) -> Response:
    began = _last_heard(request) or since
    return ChangeStream(store_ids, began, lambda: still_may(request, permission)).response()


def _stores(db: Session, user: UserContext) -> tuple[int, ...]:
    if user.token_store_id is not None:
        return (user.token_store_id,)
    return StoreDirectory(db).store_ids_of_platform(user.platform_id)


def _last_heard(request: Request) -> float | None:
    given = request.headers.get("Last-Event-ID", "")
    return float(given) if _MOMENT.fullmatch(given) else None
