"""Signing in and out of the API, and moving to another store or platform there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.tenancy.services.access import Place
from app.modules.tenancy.services.api_tokens import TokenPair, end_family, issue
from app.modules.tenancy.services.entrance import Wish, enter
from app.modules.tenancy.services.sign_in import (
    Credentials,
    proven_user_id,
    record_sign_in,
    record_sign_out,
)
from app.modules.tenancy.services.user_context import UserContext


def sign_in(
    db: Session, audience: str, credentials: Credentials, *, wish: Wish, named: Place
) -> TokenPair:
    """A pair of tokens for the wished place.

    Raises what `proven_user_id` and `entrance.enter` raise.
    """
    user_id = proven_user_id(db, credentials)
    pair = issue(db, enter(db, user_id, audience, wish=wish, named=named))
    record_sign_in(db, pair.user, "api")
    return pair


def switch(db: Session, user: UserContext, *, wish: Wish, named: Place) -> TokenPair:
    """A pair for another place of the same frontend; the one held so far ends.

    Raises what `entrance.enter` raises.
    """
    access = enter(db, user.user_id, user.audience, wish=wish, named=named)
    end_family(db, user.session_key)
    return issue(db, access)


def sign_out(db: Session, user: UserContext) -> None:
    """End every token that descends from this sign-in."""
    end_family(db, user.session_key)
    record_sign_out(db, user, "api")
