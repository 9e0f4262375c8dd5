"""One store that fails stops no other, and is not forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.modules.tenancy.services.each_store import SomeStoresFailed, in_each_store
from tests.factories import make_store

SCOPE = text("SELECT current_setting('app.store_id')")


class Broken(Exception):
    pass


def test_works_in_the_scope_of_each_and_tells_which_failed(committed: Database) -> None:
    with committed.transaction() as db:
        stores = [make_store(db, code).id for code in ("one", "two", "three")]
    seen: list[int] = []

    def work(db: Session, store_id: int) -> None:
        seen.append(int(db.scalar(SCOPE) or 0))
        if store_id == stores[1]:
            raise Broken

    with pytest.raises(SomeStoresFailed, match=r"^two$"):
        in_each_store(work)
    assert seen == stores
