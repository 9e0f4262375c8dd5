"""Signing in and out of the pages, and moving to another store, platform or frontend there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.errors import StoaError
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.tenancy.exceptions import SessionEnded
from app.modules.tenancy.repositories.sign_in_rows import SignInRows
from app.modules.tenancy.services.access import Access, Place
from app.modules.tenancy.services.entrance import HOMES, Wish, enter, enter_anywhere
from app.modules.tenancy.services.return_path import safe_path
from app.modules.tenancy.services.sign_in import (
    Credentials,
    proven_user_id,
    record_sign_in,
    record_sign_out,
)
from app.modules.tenancy.services.sign_in_throttle import new_device
from app.modules.tenancy.services.web_sessions import (
    access_of_session,
    end_session,
    find_session,
    open_session,
)


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A new session: the values of its cookies, and the path of its first page."""

    cookie: str
    device: str | None
    path: str


def sign_in(
    db: Session, credentials: Credentials, *, named: Place, towards: str, old_cookie: str | None
) -> OpenedSession:
    """A new session in the first place that the person may see; the browser's old one ends.

    `towards` is the path asked for before; it is kept when it leads into the frontend entered.
    Raises what `proven_user_id` raises, and NoAccess without any place.
    """
    user_id = proven_user_id(db, credentials)
    access = enter_anywhere(db, user_id, named=named, towards=towards)
    end_session(db, old_cookie)
    record_sign_in(db, access.user, "page")
    path = _within(access, towards)
    return OpenedSession(open_session(db, access), new_device(credentials.account_email), path)


def sign_out(db: Session, cookie: str | None, *, named: Place) -> None:
    """End the session of the cookie, whether or not it still sees anything."""
    access = current_access(db, cookie, named=named)
    end_session(db, cookie)
    if access is not None:
        record_sign_out(db, access.user, "page")


def switch(
    db: Session, cookie: str | None, audience: str, *, wish: Wish, named: Place
) -> OpenedSession:
    """A session in another place, in exchange for the present one, which ends.

    Raises:
        SessionEnded: nobody is signed in.
        NoAccess, UnknownStore, UnknownPlatform: no right there, or not at this address.
    """
    session = find_session(db, cookie)
    access = enter(db, session.user_id, audience, wish=wish, named=named)
    end_session(db, cookie)
    token = open_session(db, access, began_at=session.began_at)
    return OpenedSession(token, None, HOMES[audience])


def current_access(db: Session, cookie: str | None, *, named: Place) -> Access | None:
    """What the browser's session may see here, or None."""
    try:
        return access_of_session(db, find_session(db, cookie), named)
    except StoaError:
        return None


def home_of(access: Access) -> str:
    """The first page of the frontend."""
    return HOMES[access.user.audience]


def remember_locale(db: Session, cookie: str | None, locale: str) -> None:
    """Keep the language with the person signed in, if there is one."""
    if locale not in SUPPORTED_LOCALES:
        return
    try:
        SignInRows(db).set_locale(find_session(db, cookie).user_id, locale)
    except SessionEnded:
        return


def _within(access: Access, towards: str) -> str:
    home = home_of(access)
    path = safe_path(towards, home)
    return path if path.startswith(f"/{access.user.audience}/") else home
