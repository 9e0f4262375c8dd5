"""Letters in the outbox: once a key, with the caller's change or not at all."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.mail import MAILER, NoMail
from app.modules.core.services.module_services import service_on
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.services.mailer import outbox_mailer
from tests.factories import make_platform, make_store
from tests.modules.messaging.factories import jobs_of, letter, put


class TestSend:
    def test_is_what_the_module_provides(self, db: Session) -> None:
        assert service_on(db, make_platform(db).id, MAILER, NoMail()) is outbox_mailer

    def test_keeps_the_letter_and_a_job(self, db: Session) -> None:
        store = make_store(db)

        kept = put(db, store.id, letter(to="Ana@Example.test", subject="Hello"))

        assert (kept.recipient, kept.subject, kept.tries) == ("ana@example.test", "Hello", 0)
        assert kept.sent_at is None
        assert kept.failed_at is None
        assert len(jobs_of(db, kept.id)) == 1

    def test_keeps_one_of_a_key(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        first = put(db, store.id, letter(key="order:1", subject="First"))

        again = put(db, store.id, letter(key="order:1", subject="Second"))
        elsewhere = put(db, other.id, letter(key="order:1", subject="Theirs"))

        assert (again.id, again.subject) == (first.id, "First")
        assert len(jobs_of(db, first.id)) == 1
        assert elsewhere.id != first.id

    def test_goes_with_the_change_that_is_undone(self, committed: Database) -> None:
        with committed.transaction() as db:
            store_id = make_store(db).id
        undone = []

        def change() -> None:
            with committed.transaction() as db:
                undone.append(put(db, store_id).id)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            change()

        with committed.transaction() as db:
            enter_store(db, store_id)
            assert db.query(OutgoingLetter).count() == 0
            assert jobs_of(db, undone[0]) == []

    @pytest.mark.parametrize(
        "values",
        [
            {"to": "ana@example.test\nBcc: eve@example.test"},
            {"to": "nobody"},
            {"subject": "Hello\r\nBcc: eve@example.test"},
            {"subject": "Hello\u2028there"},
            {"subject": ""},
            {"subject": "x" * 501},
            {"text": "nul \x00"},
            {"html": "nul \x00"},
            {"key": ""},
            {"key": "k" * 201},
        ],
    )
    def test_refuses_what_could_smuggle_headers(
        self, db: Session, values: dict[str, object]
    ) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        with pytest.raises(ValueError, match=r"is|has|holds"):
            outbox_mailer.send(db, store.id, letter(**values))

        assert db.query(OutgoingLetter).count() == 0

    def test_goes_nowhere_while_the_module_is_off(self, db: Session) -> None:
        platform = make_platform(db)
        store = make_store(db, platforms=[platform])
        ModuleSwitches(db, platform.id).disable("messaging", Actor("test"))

        mailer = service_on(db, platform.id, MAILER, NoMail())
        mailer.send(db, store.id, letter())

        assert isinstance(mailer, NoMail)
