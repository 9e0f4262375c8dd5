"""Which place a person enters: the one asked for, or the first that he has a right in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.errors import NotFound
from app.modules.tenancy.exceptions import NoAccess
from app.modules.tenancy.infos import PlatformInfo
from app.modules.tenancy.repositories.access_rows import AccessRows, Membership
from app.modules.tenancy.services.access import Access, Place, access_for

HOMES = {"admin": "/admin/dashboard", "store": "/store/dashboard"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Codes of a store and a platform that somebody asks for; None leaves the choice open."""

    store_code: str | None = None
    platform_code: str | None = None

    @classmethod
    def chosen(cls, choice: str) -> Wish:
        """What a switch menu sends: "<store code>", or "<store code>@<platform code>"."""
        store_code, _, platform_code = choice.partition("@")
        return cls(store_code, platform_code or None)


@dataclass(frozen=True, slots=True)
class Choices:
    """The places that a person can switch between, each list by name."""

    memberships: tuple[Membership, ...]
    platforms: tuple[PlatformInfo, ...]


def choices(db: Session, user_id: int) -> Choices:
    """Every store whose team the person is in, and every platform that he operates."""
    rows = AccessRows(db, user_id)
    linked = (membership for membership in rows.memberships() if membership.store.platform_ids)
    return Choices(tuple(linked), tuple(rows.operated()))


def enter(
    db: Session, user_id: int, audience: str, *, wish: Wish, named: Place, session_key: str = ""
) -> Access:
    """Access to the wished place of a frontend, within what the address names.

    Raises:
        NoAccess: nobody of that name, or no right there; which of them is not told.
        UnknownStore, UnknownPlatform: the address names another place.
    """
    rows = AccessRows(db, user_id)
    held = _store_place(rows, wish, named) if audience == "store" else _admin_place(rows, wish)
    return access_for(audience, db, user_id, held=held, named=named, session_key=session_key)


def enter_anywhere(db: Session, user_id: int, *, named: Place, towards: str) -> Access:
    """The first access there is: to the operators' frontend, else to a store.

    Who comes from a store's page (`towards` begins with "/store") gets a store first. Raises
    NoAccess when there is none.
    """
    audiences = ["admin", "store"]
    if named.store_id is not None or towards.startswith("/store"):
        audiences.reverse()
    for audience in audiences:
        try:
            return enter(db, user_id, audience, wish=Wish(), named=named)
        except (NoAccess, NotFound):
            continue
    raise NoAccess


def _store_place(rows: AccessRows, wish: Wish, named: Place) -> Place:
    membership = _membership(rows, wish, named)
    if membership is None:
        raise NoAccess
    if wish.platform_code is None:
        return Place(membership.store.id)
    linked = rows.platforms_of(membership.store)
    return Place(membership.store.id, _id_of(linked, wish.platform_code))


def _membership(rows: AccessRows, wish: Wish, named: Place) -> Membership | None:
    if wish.store_code is not None:
        return rows.membership_by_code(wish.store_code)
    if named.store_id is not None:
        return rows.membership(named.store_id)
    for membership in rows.memberships():
        links = membership.store.platform_ids
        if links and named.platform_id in {None, *links}:
            return membership
    return None


def _admin_place(rows: AccessRows, wish: Wish) -> Place:
    if wish.platform_code is None:
        return Place()
    return Place(platform_id=_id_of(rows.operated(), wish.platform_code))


def _id_of(platforms: list[PlatformInfo], code: str) -> int:
    for platform in platforms:
        if platform.code == code:
            return platform.id
    raise NoAccess
