"""The laws of customers hold, and each finds what breaks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.personal_data import DataSubject
from app.modules.core.repositories.law_rows import LawRows
from app.modules.customers.models import Account, Consent, Customer, ErasureRequest
from app.modules.customers.repositories.invariants import INVARIANTS
from app.modules.customers.services.customer_holder import customer_holder
from tests.factories import make_store
from tests.modules.customers.factories import NOON, customer_in, take

LAWS = {law.code.partition(".")[2]: law for law in INVARIANTS}
EMAIL = "ada@import.test"


@pytest.fixture
def place(db: Session) -> tuple[int, int]:
    """A store, and a customer with an account and a consent, beside one who was erased."""
    store = make_store(db)
    known = (
        customer_in(external_ref="ada", email=EMAIL),
        customer_in(external_ref="gone", email="gone@import.test"),
    )
    ids = take(db, store.id, *known).customer_ids
    ada, gone = ids["ada"], ids["gone"]
    db.add(
        Account(
            store_id=store.id,
            customer_id=ada,
            email=EMAIL,
            password_hash="",
            confirmed_at=NOON,
            password_changed_at=NOON,
        )
    )
    for customer_id in (ada, gone):
        consent = Consent(customer_id=customer_id, kind="k", wording="", source="", given_at=NOON)
        consent.store_id = store.id
        db.add(consent)
    db.flush()
    customer_holder.erase(db, store.id, DataSubject(gone), utc_now())
    db.add(
        ErasureRequest(
            store_id=store.id,
            customer_id=gone,
            asked_by="team",
            requested_at=NOON,
            due_at=NOON + timedelta(days=30),
            done_at=NOON,
        )
    )
    db.flush()
    db.expire_all()
    return store.id, ada


def broken(db: Session) -> set[str]:
    db.flush()
    return {name for name, law in LAWS.items() if LawRows(db).violations(law)}


class TestInvariants:
    def test_hold(self, db: Session, place: tuple[int, int]) -> None:
        assert place
        assert broken(db) == set()

    @pytest.mark.parametrize(
        ("change", "law"),
        [
            ("UPDATE customers_customer SET is_guest = true", "accounts_are_customers"),
            ("UPDATE customers_account SET email = 'other@x.test'", "accounts_are_customers"),
            (
                "UPDATE customers_customer SET phone = '1' WHERE erased_at IS NOT NULL",
                "erased_are_blank",
            ),
            (
                "UPDATE customers_customer SET external_ref = 'x' WHERE erased_at IS NOT NULL",
                "erased_are_blank",
            ),
            (
                "INSERT INTO customers_address (store_id, customer_id, name, line1, city, country)"
                " SELECT store_id, id, 'n', 'l', 'c', 'LU' FROM customers_customer"
                " WHERE erased_at IS NOT NULL",
                "erased_are_blank",
            ),
            ("UPDATE customers_erasure_request SET done_at = NULL", "erasures_are_in_time"),
            (
                "UPDATE customers_consent SET withdrawn_at = NULL",
                "consents_are_in_order",
            ),
            (
                "UPDATE customers_consent SET withdrawn_at = given_at - interval '1 day'",
                "consents_are_in_order",
            ),
        ],
    )
    def test_find_what_breaks_them(
        self, db: Session, place: tuple[int, int], change: str, law: str
    ) -> None:
        assert place
        db.execute(text(change))

        assert broken(db) == {law}

    def test_find_a_request_that_was_not_met(self, db: Session, place: tuple[int, int]) -> None:
        store_id, ada = place
        request = db.query(ErasureRequest).one()
        request.customer_id = ada

        assert broken(db) == {"erasures_are_in_time"}
        assert db.get_one(Customer, (store_id, ada)).erased_at is None
