"""Letters whose job was lost go out all the same, and old ones are forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.services.outbox_upkeep import KEPT_FOR, forget_old, take_up_overdue
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.messaging.factories import jobs_of, letter, put


class TestTakeUpOverdue:
    def test_gives_a_forgotten_letter_one_job(self, committed: Database) -> None:
        with committed.transaction() as db:
            letter_id = put(db, make_store(db).id).id
            db.execute(text("SET LOCAL search_path = stoa_jobs"))
            db.execute(text("DELETE FROM stoa_jobs.procrastinate_jobs"))

        take_up_overdue()
        with committed.transaction() as db:
            assert jobs_of(db, letter_id) == []

        with freeze(utc_now() + timedelta(minutes=6)):
            take_up_overdue()
            take_up_overdue()
        with committed.transaction() as db:
            assert len(jobs_of(db, letter_id)) == 1


class TestForgetOld:
    def test_keeps_what_waits_and_what_is_young(self, committed: Database) -> None:
        with committed.transaction() as db:
            store_id = make_store(db).id
            with freeze(utc_now() - KEPT_FOR - timedelta(days=1)):
                waiting, sent = put(db, store_id), put(db, store_id)
            young = put(db, store_id)
            sent.sent_at = young.sent_at = utc_now()
            db.flush()

        forget_old()

        with committed.transaction() as db:
            enter_store(db, store_id)
            kept = {letter.id for letter in db.query(OutgoingLetter)}
        assert kept == {waiting.id, young.id}

    def test_keeps_secret_letters_no_longer_than_their_ways_are_good(
        self, committed: Database
    ) -> None:
        with committed.transaction() as db:
            store_id = make_store(db).id
            with freeze(utc_now() - timedelta(hours=49)):
                secret, waiting, plain = (
                    put(db, store_id, letter(is_secret=is_secret))
                    for is_secret in (True, True, False)
                )
            with freeze(utc_now() - timedelta(hours=47)):
                young = put(db, store_id, letter(is_secret=True))
            secret.sent_at = plain.sent_at = young.sent_at = utc_now()
            db.flush()

        forget_old()

        with committed.transaction() as db:
            enter_store(db, store_id)
            kept = {one.id for one in db.query(OutgoingLetter)}
        assert kept == {waiting.id, plain.id, young.id}


def test_the_jobs_are_known() -> None:
    names = {job.name for job in registry().jobs()}

    assert {
        "messaging.send_letter",
        "messaging.take_up_overdue",
        "messaging.forget_old",
    } <= names
