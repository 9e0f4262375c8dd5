"""Tenancy passes through the kit: somebody joins a store's team, and leaves it later."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from app.modules.tenancy.definition import tenancy_module
from app.modules.tenancy.models import StoreDomain, StoreMember
from app.testing import ProviderConformance
from tests.factories import make_user

_numbers = count(1)


class TestTenancyConformance(ProviderConformance):
    module = tenancy_module
    always_there = frozenset({"tenancy.total_stores", "tenancy.active_stores", "tenancy.merchants"})
    of_links = always_there

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> StoreMember:
        member = StoreMember(
            store_id=store_id, user_id=make_user(db).id, role="staff", joined_at=at
        )
        hostname = f"kit-{next(_numbers)}.example"
        domain = StoreDomain(store_id=store_id, hostname=hostname, created_at=at, verified_at=at)
        db.add_all([member, domain])
        return member

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, StoreMember)
        done.left_at = at
