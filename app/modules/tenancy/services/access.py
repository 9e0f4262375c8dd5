"""Which store or platform a person may see at this very moment, and with which rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.config import get_settings
from app.modules.tenancy.exceptions import NoAccess, UnknownPlatform, UnknownStore
from app.modules.tenancy.infos import PlatformInfo, StoreInfo
from app.modules.tenancy.repositories.access_rows import AccessRows, Membership
from app.modules.tenancy.services.user_context import (
    UserContext,
    permissions_of_operators,
    permissions_of_role,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request's address, token or session points; None leaves the choice open."""

    store_id: int | None = None
    platform_id: int | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """A granted access: who, and the store (in the store frontend) and platform in view."""

    user: UserContext
    platform: PlatformInfo
    store: StoreInfo | None = None


def access_for(
    audience: str, db: Session, user_id: int, *, held: Place, named: Place, session_key: str
) -> Access:
    """`store_access` or `admin_access`, as the frontend asks for; raises what they raise."""
    grant = store_access if audience == "store" else admin_access
    return grant(db, user_id, held=held, named=named, session_key=session_key)


def store_access(
    db: Session, user_id: int, *, held: Place, named: Place, session_key: str
) -> Access:
    """Access to the store that the token or session holds.

    `named` is what the address of the request names; it may narrow, never widen. The platform is
    the held one, else the named one, else the installation's default, else the oldest link.

    Raises:
        NoAccess: no member any more, or the store is no longer linked to the held platform.
        UnknownStore: the address names another store, or a platform without this store.
    """
    rows = AccessRows(db, user_id)
    membership = None if held.store_id is None else rows.membership(held.store_id)
    if membership is None:
        raise NoAccess
    if named.store_id not in {None, membership.store.id}:
        raise UnknownStore
    platforms = rows.platforms_of(membership.store)
    return _of_member(membership, _platform(platforms, held, named), session_key)


def admin_access(
    db: Session, user_id: int, *, held: Place, named: Place, session_key: str
) -> Access:
    """Access to the platform that the token or session holds, else to the one the address names.

    Raises:
        NoAccess: no operator of that platform any more.
        UnknownPlatform: the address names another platform, or a store.
    """
    rows = AccessRows(db, user_id)
    person, platforms = rows.person(), rows.operated()
    if person is None:
        raise NoAccess
    if named.store_id is not None:
        raise UnknownPlatform
    platform = _platform(platforms, held, named)
    user = UserContext(
        user_id=person.id,
        name=person.name,
        email=person.email,
        audience="admin",
        token_store_id=None,
        token_platform_id=platform.id,
        role=None,
        permissions=permissions_of_operators(of_all_platforms=person.operates_all),
        is_operator=True,
        session_key=session_key,
        locale=person.locale,
    )
    return Access(user, platform)


def _of_member(membership: Membership, platform: PlatformInfo, session_key: str) -> Access:
    person = membership.person
    user = UserContext(
        user_id=person.id,
        name=person.name,
        email=person.email,
        audience="store",
        token_store_id=membership.store.id,
        token_platform_id=platform.id,
        role=membership.role,
        permissions=permissions_of_role(membership.role),
        is_operator=False,
        session_key=session_key,
        locale=person.locale,
    )
    return Access(user, platform, membership.store)


def _platform(allowed: Sequence[PlatformInfo], held: Place, named: Place) -> PlatformInfo:
    """The platform in view among those allowed. Without any there is nothing to see."""
    if not allowed:
        raise NoAccess
    by_id = {platform.id: platform for platform in allowed}
    if held.platform_id is not None:
        if held.platform_id not in by_id:
            raise NoAccess
        if named.platform_id not in {None, held.platform_id}:
            raise UnknownPlatform
        return by_id[held.platform_id]
    if named.platform_id is not None:
        if named.platform_id not in by_id:
            raise UnknownPlatform
        return by_id[named.platform_id]
    default = get_settings().default_platform
    preferred = [platform for platform in allowed if platform.code == default]
    return [*preferred, *allowed][0]
