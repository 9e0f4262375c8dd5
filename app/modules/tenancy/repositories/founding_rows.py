"""Looks up and adds what an installation consists of."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.tenancy.models import (
    Merchant,
    Operator,
    Platform,
    Store,
    StoreMember,
    StorePlatform,
    User,
)

Coded = TypeVar("Coded", Platform, Merchant, Store)


class FoundingRows:
    """The shared tables; no store's rows."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def by_code(self, kind: type[Coded], code: str) -> Coded | None:
        return self._db.scalars(select(kind).where(kind.code == code)).one_or_none()

    def codes(self, kind: type[Coded]) -> list[str]:
        """All codes there are, sorted."""
        return list(self._db.scalars(select(kind.code).order_by(kind.code)))

    def user(self, email: str) -> User | None:
        return self._db.scalars(select(User).where(User.email == email)).one_or_none()

    def is_domain_taken(self, domain: str) -> bool:
        return self._db.scalar(select(Platform.id).where(Platform.domain == domain)) is not None

    def add(self, row: Platform | Merchant | Store | User) -> int:
        self._db.add(row)
        self._db.flush()
        return row.id

    def link(self, store_id: int, platform_id: int) -> None:
        """The store sells on the platform from now on."""
        self._db.add(StorePlatform(store_id=store_id, platform_id=platform_id))

    def make_member(self, store_id: int, user_id: int, role: str) -> None:
        """The user works in the store in that role, whatever it was before."""
        statement = insert(StoreMember).values(store_id=store_id, user_id=user_id, role=role)
        self._db.execute(
            statement.on_conflict_do_update(
                index_elements=["store_id", "user_id"], set_={"role": role, "left_at": None}
            )
        )

    def make_operator(self, user_id: int, platform_id: int | None) -> None:
        """The user runs the platform, or all of them."""
        statement = insert(Operator).values(user_id=user_id, platform_id=platform_id)
        self._db.execute(statement.on_conflict_do_nothing())
