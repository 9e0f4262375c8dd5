"""Taking customers in: once, in any order, and only into their store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.customers import CUSTOMER_INTAKE
from app.modules.contracts.intake import IntakeCount
from app.modules.customers.definition import customers_module
from app.modules.customers.models import Customer
from app.modules.customers.services.customer_intake import customer_intake
from tests.factories import make_store
from tests.modules.customers.factories import NOON, customer_in, take

DAY = timedelta(days=1)


def dump(db: Session) -> list[tuple[object, ...]]:
    statement = "SELECT xmin::text, c.* FROM customers_customer c ORDER BY id"
    return [tuple(row) for row in db.execute(text(statement))]


class TestTakeCustomers:
    def test_is_what_the_module_provides(self) -> None:
        assert customers_module.provides[CUSTOMER_INTAKE]() is customer_intake

    def test_gives_the_id_of_every_customer_new_or_known(self, db: Session) -> None:
        store = make_store(db)
        known, fresh = customer_in(), customer_in(name="Ada", country="France", is_guest=True)
        first = take(db, store.id, known)

        taken = take(db, store.id, known, fresh)

        kept = dict(db.execute(select(Customer.external_ref, Customer.id)).all())
        assert first.count == IntakeCount(created=1)
        assert taken.count == IntakeCount(created=1, unchanged=1)
        assert taken.customer_ids == kept

    def test_changes_nothing_the_second_time(self, db: Session) -> None:
        store = make_store(db)
        customers = [customer_in(name="Ada"), customer_in(email="b@example.test")]
        take(db, store.id, *customers)
        before = dump(db)

        with db.begin_nested():
            taken = take(db, store.id, *customers)

        assert taken.count == IntakeCount(unchanged=2)
        assert dump(db) == before

    def test_ends_in_the_same_state_whichever_account_comes_first(self, db: Session) -> None:
        early = customer_in(NOON, name="Ada")
        late = replace(early, first_seen_at=NOON + DAY, name=None, country="France")
        states = set()
        for accounts in ([early, late], [late, early]):
            together, apart = make_store(db), make_store(db)
            take(db, together.id, *accounts)
            for account in accounts:
                take(db, apart.id, account)
            for store in (together, apart):
                enter_store(db, store.id)
                states.add(
                    db.execute(
                        select(Customer.first_seen_at, Customer.name, Customer.country)
                    ).one()
                )

        assert states == {(NOON, "Ada", "France")}

    def test_takes_what_is_new_about_a_known_customer(self, db: Session) -> None:
        store = make_store(db)
        customer = customer_in(NOON, name="Ada")
        take(db, store.id, customer)

        taken = take(db, store.id, replace(customer, name="Ada L.", first_seen_at=NOON - DAY))

        kept = db.scalars(select(Customer)).one()
        assert taken.count == IntakeCount(updated=1)
        assert (kept.name, kept.first_seen_at) == ("Ada L.", NOON - DAY)

    def test_does_nothing_with_nothing(self, db: Session) -> None:
        taken = take(db, make_store(db).id)

        assert (taken.customer_ids, taken.count) == ({}, IntakeCount())


class TestIsolation:
    def test_leaves_the_same_customer_of_another_store_untouched(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        customer = customer_in(name="Ada")
        theirs = take(db, other.id, customer)
        before = dump(db)

        mine = take(db, store.id, replace(customer, name="Changed"))

        enter_store(db, other.id)
        assert dump(db) == before
        assert mine.customer_ids != theirs.customer_ids

    def test_cannot_write_into_a_store_out_of_scope(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        enter_store(db, store.id)

        with pytest.raises(ProgrammingError, match="row-level security"):
            customer_intake.take_customers(db, other.id, [customer_in()])

    def test_shows_no_row_without_a_scope(self, db: Session) -> None:
        take(db, make_store(db).id, customer_in())
        in_scope = dump(db)

        db.execute(text("SELECT set_config('app.store_id', '', true)"))

        assert len(in_scope) == 1
        assert dump(db) == []
