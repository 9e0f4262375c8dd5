"""Who may do what where, read afresh: users, teams, operators and the links they reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, exists, or_, select
from sqlalchemy.orm import Session

from app.modules.tenancy.infos import PlatformInfo, StoreInfo
from app.modules.tenancy.models import Operator, Platform, Store, StoreMember, User
from app.modules.tenancy.repositories.host_rows import (
    PLATFORM_COLUMNS,
    STORE_COLUMNS,
    active_links,
    store_info,
)

AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
_USER_COLUMNS = (User.id, User.name, User.email, User.locale)


@dataclass(frozen=True, slots=True)
class Person:
    """An active user; `operates_all` says that every platform is his, those to come as well."""

    id: int
    name: str
    email: str
    locale: str | None
    operates_all: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's present place in the team of a store."""

    person: Person
    store: StoreInfo
    role: str


class AccessRows:
    """Rights of one user; users, teams and links are shared tables, no store's rows are read."""

    def __init__(self, db: Session, user_id: int) -> None:
        self._db = db
        self._user_id = user_id

    def person(self) -> Person | None:
        """The user, or None when there is none or he was locked out."""
        operates_all = exists().where(Operator.user_id == User.id, Operator.platform_id.is_(None))
        statement = select(*_USER_COLUMNS, operates_all).where(
            User.id == self._user_id, User.is_active
        )
        row = self._db.execute(statement).one_or_none()
        return None if row is None else Person(*row)

    def membership(self, store_id: int) -> Membership | None:
        """The place in that store's team, unless it was left."""
        return self._first_membership(self._memberships().where(Store.id == store_id))

    def membership_by_code(self, code: str) -> Membership | None:
        return self._first_membership(self._memberships().where(Store.code == code))

    def memberships(self) -> list[Membership]:
        """All present ones, by the name of the store."""
        rows = self._db.execute(self._memberships().order_by(Store.name, Store.id))
        return [_membership(row) for row in rows]

    def platforms_of(self, store: StoreInfo) -> list[PlatformInfo]:
        """The platforms that the store is actively linked to, the oldest link first."""
        statement = select(*PLATFORM_COLUMNS).where(Platform.id.in_(store.platform_ids))
        found = {row.id: PlatformInfo(*row) for row in self._db.execute(statement)}
        return [found[platform_id] for platform_id in store.platform_ids]

    def operated(self) -> list[PlatformInfo]:
        """The platforms that the user operates, by name."""
        statement = self._operated().order_by(Platform.name, Platform.id)
        return [PlatformInfo(*row) for row in self._db.execute(statement)]

    def _first_membership(self, statement: AnySelect) -> Membership | None:
        row = self._db.execute(statement).one_or_none()
        return None if row is None else _membership(row)

    def _memberships(self) -> AnySelect:
        return (
            select(*_USER_COLUMNS, StoreMember.role, *STORE_COLUMNS, active_links())
            .join(StoreMember, StoreMember.user_id == User.id)
            .join(Store, Store.id == StoreMember.store_id)
            .where(User.id == self._user_id, User.is_active, StoreMember.left_at.is_(None))
        )

    def _operated(self) -> AnySelect:
        right = (
            exists()
            .where(Operator.user_id == User.id, User.id == self._user_id, User.is_active)
            .where(or_(Operator.platform_id.is_(None), Operator.platform_id == Platform.id))
        )
        return select(*PLATFORM_COLUMNS).where(right)


def _membership(row: AnyRow) -> Membership:
    id_, name, email, locale, role, *store = row
    return Membership(Person(id_, name, email, locale), store_info(store), role)
