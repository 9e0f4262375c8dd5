"""Accounts of shoppers: registering, signing in and out, passwords and addresses."""

from __future__ import annotations

from fastapi import APIRouter

from app.modules.customers.dependencies import Me, Shopper, Visiting
from app.modules.customers.schemas.account import (
    ChangeEmailIn,
    ChangePasswordIn,
    ConfirmEmailIn,
    ConfirmIn,
    ForgotIn,
    RefreshIn,
    RegisterIn,
    ResetIn,
    SignInIn,
    SignOutIn,
    TokensOut,
)
from app.modules.customers.services import (
    account_sign_in,
    account_tokens,
    new_email,
    new_password,
    registering,
)
from app.modules.customers.services.registering import NewAccount
from app.modules.tenancy.dependencies import Db, public, signed_in

router = APIRouter(prefix="/account", tags=["account"])


@router.post("/register", dependencies=[public()], status_code=204)
def register(db: Db, visitor: Visiting, body: RegisterIn) -> None:
    """Ask for an account; a letter to the address says how to go on.

    The answer is the same whether the address has an account or not.
    """
    registering.register(db, visitor, NewAccount(**body.model_dump()))


@router.post("/confirm", dependencies=[public()])
def confirm(db: Db, visitor: Visiting, body: ConfirmIn) -> TokensOut:
    """Confirm the address by the letter's token, open the account and sign in."""
    pair = registering.confirm(db, visitor, body.token, body.password)
    return TokensOut.model_validate(pair)


@router.post("/sign-in", dependencies=[public()])
def sign_in(db: Db, visitor: Visiting, body: SignInIn) -> TokensOut:
    """Sign in to the account of an address in this store."""
    pair = account_sign_in.sign_in(db, visitor, body.email, body.password)
    return TokensOut.model_validate(pair)


@router.post("/refresh", dependencies=[public()])
def refresh(shopper: Shopper, body: RefreshIn) -> TokensOut:
    """Get the next pair of tokens; a refresh token that is used twice ends the sign-in.

    Sent without the access token that has run out.
    """
    return TokensOut.model_validate(account_tokens.refresh(shopper.store_id, body.refresh_token))


@router.post("/sign-out", dependencies=[signed_in()], status_code=204)
def sign_out(db: Db, shopper: Shopper, me: Me, body: SignOutIn | None = None) -> None:
    """End this sign-in, or all of the account."""
    everywhere = body is not None and body.everywhere
    account_sign_in.sign_out(db, shopper.store_id, me, shopper.session_key, all_of_them=everywhere)


@router.post("/password/forgot", dependencies=[public()], status_code=204)
def forgot_password(db: Db, visitor: Visiting, body: ForgotIn) -> None:
    """Have a letter sent that leads to a new password, if the address has an account."""
    new_password.forgot(db, visitor, body.email)


@router.post("/password/reset", dependencies=[public()], status_code=204)
def reset_password(db: Db, visitor: Visiting, body: ResetIn) -> None:
    """Set a new password by the letter's token; every sign-in of the account ends."""
    new_password.reset(db, visitor, body.token, body.password)


@router.post("/password/change", dependencies=[signed_in()], status_code=204)
def change_password(
    db: Db, visitor: Visiting, shopper: Shopper, me: Me, body: ChangePasswordIn
) -> None:
    """Set a new password by the old one; every other sign-in of the account ends."""
    old, new = body.old_password, body.new_password
    new_password.change(db, visitor, me, shopper.session_key, old=old, new=new)


@router.post("/email/change", dependencies=[signed_in()], status_code=204)
def change_email(db: Db, visitor: Visiting, me: Me, body: ChangeEmailIn) -> None:
    """Ask for another address; a letter to it says how to go on."""
    new_email.ask(db, visitor, me, email=body.email, password=body.password)


@router.post("/email/confirm", dependencies=[public()], status_code=204)
def confirm_email(db: Db, visitor: Visiting, body: ConfirmEmailIn) -> None:
    """Make the address the account's, by the token of the letter to it."""
    new_email.confirm(db, visitor, body.token)
