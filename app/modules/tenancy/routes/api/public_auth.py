"""Signing in to the API and getting fresh tokens."""

from __future__ import annotations

from fastapi import APIRouter, Request

from app.modules.tenancy.dependencies import Db, credentials_of, named_place, public
from app.modules.tenancy.schemas.auth import (
    AdminSignInBody,
    RefreshBody,
    StoreSignInBody,
    TokenResponse,
)
from app.modules.tenancy.services import api_sign_in, api_tokens
from app.modules.tenancy.services.entrance import Wish

router = APIRouter(tags=["sign-in"])


@router.post("/store/auth/sign-in", dependencies=[public()])
def sign_in_to_store(request: Request, db: Db, body: StoreSignInBody) -> TokenResponse:
    """Sign in as a member of a store's team."""
    credentials = credentials_of(request, body.email, body.password)
    wish = Wish(body.store_code, body.platform_code)
    pair = api_sign_in.sign_in(db, "store", credentials, wish=wish, named=named_place(request))
    return TokenResponse.model_validate(pair, from_attributes=True)


@router.post("/admin/auth/sign-in", dependencies=[public()])
def sign_in_to_admin(request: Request, db: Db, body: AdminSignInBody) -> TokenResponse:
    """Sign in as an operator of a platform."""
    credentials = credentials_of(request, body.email, body.password)
    wish = Wish(platform_code=body.platform_code)
    pair = api_sign_in.sign_in(db, "admin", credentials, wish=wish, named=named_place(request))
    return TokenResponse.model_validate(pair, from_attributes=True)


@router.post("/store/auth/refresh", dependencies=[public()])
def refresh_store(request: Request, body: RefreshBody) -> TokenResponse:
    """Exchange a refresh token for the next pair; each works once."""
    pair = api_tokens.refresh(body.refresh_token, "store", named_place(request))
    return TokenResponse.model_validate(pair, from_attributes=True)


@router.post("/admin/auth/refresh", dependencies=[public()])
def refresh_admin(request: Request, body: RefreshBody) -> TokenResponse:
    """Exchange a refresh token for the next pair; each works once."""
    pair = api_tokens.refresh(body.refresh_token, "admin", named_place(request))
    return TokenResponse.model_validate(pair, from_attributes=True)
