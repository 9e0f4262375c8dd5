"""The person signed in to the store API: who, moving elsewhere, signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.modules.tenancy.dependencies import (
    Db,
    get_current_store_api,
    named_place,
    signed_in,
)
from app.modules.tenancy.schemas.auth import MeResponse, StoreSwitchBody, TokenResponse
from app.modules.tenancy.services import api_sign_in
from app.modules.tenancy.services.entrance import Wish
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["sign-in"])
User = Annotated[UserContext, Depends(get_current_store_api)]


@router.get("/me", dependencies=[signed_in()])
def who_am_i(request: Request) -> MeResponse:
    """Who is signed in, with which rights, and what is in view."""
    return MeResponse.model_validate(request.state, from_attributes=True)


@router.post("/auth/switch", dependencies=[signed_in()])
def switch(request: Request, db: Db, user: User, body: StoreSwitchBody) -> TokenResponse:
    """Move to another store that the member works in; the tokens held so far end."""
    wish = Wish(body.store_code, body.platform_code)
    pair = api_sign_in.switch(db, user, wish=wish, named=named_place(request))
    return TokenResponse.model_validate(pair, from_attributes=True)


@router.post("/auth/sign-out", dependencies=[signed_in()], status_code=204)
def sign_out(db: Db, user: User) -> None:
    """End every token that descends from this sign-in."""
    api_sign_in.sign_out(db, user)
