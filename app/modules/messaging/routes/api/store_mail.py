"""The outbox of a store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.modules.messaging.schemas.mail import LetterOut, StateOfLetter
from app.modules.messaging.services import outbox
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["mail"])
User = Annotated[UserContext, Depends(get_current_store_api)]


@router.get("/mail", dependencies=[needs("messaging.view")])
def list_mail(
    db: Db,
    user: User,
    state: StateOfLetter | None = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[LetterOut]:
    """The letters of the store, the newest first, and where each stands."""
    page = outbox.letters(db, user.store_id, state=state, cursor=cursor, limit=limit)
    return PageOut[LetterOut].model_validate(page, from_attributes=True)


@router.post("/mail/{letter_id}/retry", dependencies=[needs("messaging.manage")])
def retry_mail(db: Db, user: User, letter_id: IdInPath) -> LetterOut:
    """Send a letter that was given up after all."""
    return LetterOut.model_validate(outbox.retry(db, user.store_id, letter_id))
