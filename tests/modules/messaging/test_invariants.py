"""The laws of an outbox hold, and each finds what breaks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.core.repositories.law_rows import LawRows
from app.modules.messaging.repositories.invariants import INVARIANTS
from tests.factories import make_store
from tests.modules.messaging.factories import letter, put

LAWS = {law.code: law for law in INVARIANTS}


@pytest.fixture
def store_id(db: Session) -> int:
    """A store whose outbox is as it should be."""
    store = make_store(db)
    put(db, store.id)
    for state in ("sent_at", "failed_at"):
        done = put(db, store.id, letter(text="", is_secret=True))
        setattr(done, state, utc_now())
        done.next_try_at = utc_now() - timedelta(days=1)
    db.flush()
    return store.id


class TestInvariants:
    def test_hold(self, db: Session, store_id: int) -> None:
        assert store_id
        for law in INVARIANTS:
            assert LawRows(db).violations(law) == [], law.code

    def test_find_a_letter_that_nobody_tries(self, db: Session, store_id: int) -> None:
        forgotten = put(db, store_id)
        forgotten.next_try_at = utc_now() - timedelta(hours=2)
        db.flush()

        (row,) = LawRows(db).violations(LAWS["messaging.letters_are_tried"])

        assert row["id"] == forgotten.id

    def test_find_a_secret_that_was_kept(self, db: Session, store_id: int) -> None:
        kept = put(db, store_id, letter(is_secret=True))
        kept.sent_at = utc_now()
        db.flush()

        (row,) = LawRows(db).violations(LAWS["messaging.secrets_are_forgotten"])

        assert row["id"] == kept.id
