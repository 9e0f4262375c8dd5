"""Personal data in the outbox: all of it is exported, none of it is left after erasure."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.personal import personal_columns
from app.modules.contracts.personal_data import DataSubject
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.services.letter_holder import letter_holder
from tests.factories import make_store
from tests.modules.messaging.factories import letter, put

ANA = DataSubject(None, ("ana@example.test", "old@example.test"))
MINE = [c for c in personal_columns() if c.table is OutgoingLetter.__table__]


def dump(db: Session, store_id: int) -> str:
    rows = db.execute(
        text("SELECT to_json(l)::text FROM messaging_outgoing_letter l WHERE store_id = :id"),
        {"id": store_id},
    )
    return "\n".join(rows.scalars())


class TestLetterHolder:
    def test_exports_and_erases_every_marked_column(self, db: Session) -> None:
        store = make_store(db)
        canaries = {column.name: f"canary-{column.name}@example.test" for column in MINE}
        assert set(canaries) == {"recipient", "subject", "text", "html"}
        one = put(db, store.id)
        for name, canary in canaries.items():
            setattr(one, name, canary)
        db.flush()
        subject = DataSubject(None, (canaries["recipient"],))

        exported = json.dumps(letter_holder.export(db, store.id, subject))
        erased = letter_holder.erase(db, store.id, subject, utc_now())

        assert all(canary in exported for canary in canaries.values())
        assert erased == 1
        assert "canary" not in dump(db, store.id)

    def test_leaves_other_people_and_other_stores_alone(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        put(db, other.id, letter(subject="Theirs"))
        put(db, store.id, letter(to="ben@example.test", subject="Ben's"))
        put(db, store.id, letter(to="old@example.test"))

        assert letter_holder.erase(db, store.id, ANA, utc_now()) == 1

        assert "Ben's" in dump(db, store.id)
        put(db, other.id)
        assert "Theirs" in dump(db, other.id)

    def test_gives_up_what_waits(self, db: Session) -> None:
        store = make_store(db)
        waiting, sent = put(db, store.id), put(db, store.id)
        sent.sent_at = utc_now()
        db.flush()

        letter_holder.erase(db, store.id, ANA, utc_now())
        db.expire_all()

        assert (waiting.last_error, sent.last_error) == ("erased", None)
        assert waiting.failed_at is not None
        assert sent.failed_at is None

    def test_of_an_address_that_was_given_up_only_what_came_before(self, db: Session) -> None:
        store = make_store(db)
        one = put(db, store.id)
        early, late = (
            DataSubject(None, given_up=((one.recipient, one.created_at + timedelta(seconds=s)),))
            for s in (-1, 1)
        )

        assert letter_holder.export(db, store.id, early) == {}
        assert letter_holder.erase(db, store.id, early, utc_now()) == 0
        assert len(letter_holder.export(db, store.id, late)["letters"]) == 1
        assert letter_holder.erase(db, store.id, late, utc_now()) == 1

    def test_has_nothing_of_a_stranger(self, db: Session) -> None:
        store = make_store(db)
        put(db, store.id)
        stranger = DataSubject(7, ())

        assert letter_holder.export(db, store.id, stranger) == {}
        assert letter_holder.erase(db, store.id, stranger, utc_now()) == 0

    def test_tells_no_way_into_an_account(self, db: Session) -> None:
        store = make_store(db)
        put(db, store.id, letter(text="the way in", html="the way in", is_secret=True))

        exported = json.dumps(letter_holder.export(db, store.id, ANA))

        assert "ana@example.test" in exported
        assert "the way in" not in exported
