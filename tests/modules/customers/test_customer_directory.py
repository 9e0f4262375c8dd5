"""Who is buying: guests are recognised by their address, and counted once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.customers import CUSTOMER_DIRECTORY, CustomerProfile
from app.modules.core.services.module_services import service_on
from app.modules.customers.exceptions import EmailInvalid
from app.modules.customers.models import Customer
from app.modules.customers.services.customer_directory import customer_directory
from tests.factories import make_platform, make_store
from tests.modules.customers.factories import NOON, customer_in, take
from tests.races import differences


def recognise(db: Session, store_id: int, email: str, seen_at: datetime = NOON, **said: str) -> int:
    enter_store(db, store_id)
    words = {"name": "Ada", "country": "LU", "locale": "en", **said}
    return customer_directory.recognise_guest(db, store_id, email=email, seen_at=seen_at, **words)


class TestRecogniseGuest:
    def test_is_what_the_module_provides(self, db: Session) -> None:
        platform = make_platform(db)

        found = service_on(db, platform.id, CUSTOMER_DIRECTORY, None)

        assert found is customer_directory

    def test_knows_an_address_however_it_is_written(self, db: Session) -> None:
        store = make_store(db)

        ids = {
            recognise(db, store.id, email)
            for email in ("Ada@Example.test", " ada@example.test ", "ada@EXAMPLE.test")
        }

        guest = db.scalars(select(Customer)).one()
        assert ids == {guest.id}
        assert (guest.email, guest.is_guest, guest.first_seen_at) == (
            "ada@example.test",
            True,
            NOON,
        )

    def test_takes_over_what_the_guest_said_last(self, db: Session) -> None:
        store = make_store(db)
        recognise(db, store.id, "ada@example.test")

        recognise(db, store.id, "ada@example.test", NOON + timedelta(days=1), country="DE")

        guest = db.scalars(select(Customer)).one()
        assert (guest.country, guest.first_seen_at) == ("DE", NOON)

    def test_reads_a_known_guest_in_one_statement(self, db: Session) -> None:
        store = make_store(db)
        recognise(db, store.id, "ada@example.test")
        sent: list[str] = []
        event.listen(db.connection(), "before_cursor_execute", lambda *args: sent.append(args[2]))

        recognise(db, store.id, "ada@example.test", NOON + timedelta(days=1))

        assert len([one for one in sent if "set_config" not in one]) == 1

    @pytest.mark.parametrize("email", ["", "ada", "a@b", "a@@b.test", "a@b.test\nBcc: c@d.test"])
    def test_refuses_what_is_no_address(self, db: Session, email: str) -> None:
        store = make_store(db)

        with pytest.raises(EmailInvalid):
            recognise(db, store.id, email)

    def test_keeps_stores_and_sources_apart(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        imported = take(db, store.id, customer_in(email="ada@example.test"))

        ids = {recognise(db, each.id, "ada@example.test") for each in (store, other)}

        assert len(ids | set(imported.customer_ids.values())) == 3

    def test_of_many_at_once_makes_and_counts_one(self, committed: Database) -> None:
        with committed.transaction() as db:
            store_id = make_store(db, platforms=[make_platform(db)]).id

        def check_out(number: int) -> int:
            with committed.transaction() as db:
                return recognise(db, store_id, "ada@example.test", NOON + timedelta(hours=number))

        with ThreadPoolExecutor(8) as pool:
            ids = set(pool.map(check_out, range(24)))

        with committed.transaction() as db:
            enter_store(db, store_id)
            assert ids == set(db.scalars(select(Customer.id)))
        assert len(ids) == 1
        assert differences(committed) == []


class TestProfile:
    def test_tells_who_a_customer_is(self, db: Session) -> None:
        store = make_store(db)
        guest = recognise(db, store.id, "ada@example.test", locale="fr")

        assert customer_directory.profile(db, store.id, guest) == CustomerProfile(
            guest, "ada@example.test", "Ada", is_guest=True, locale="fr"
        )

    def test_is_none_for_nobody_and_for_those_of_another_store(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        theirs = recognise(db, other.id, "ada@example.test")
        enter_store(db, store.id)

        assert customer_directory.profile(db, store.id, 987_654) is None
        assert customer_directory.profile(db, store.id, theirs) is None

    def test_is_none_for_an_erased_one(self, db: Session) -> None:
        store = make_store(db)
        guest = recognise(db, store.id, "ada@example.test")
        db.get_one(Customer, (store.id, guest)).erased_at = NOON
        db.flush()

        assert customer_directory.profile(db, store.id, guest) is None
