"""A person's data: handed out whole, erased without a trace, and nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, text, update
from sqlalchemy.orm import Session

from app.kernel.clock import freeze, utc_now
from app.kernel.database.base import Base
from app.kernel.database.engine import Database
from app.kernel.database.personal import personal_columns
from app.kernel.database.scope import enter_store
from app.modules.contracts.events import CustomerErased
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.personal_data import DataSubject
from app.modules.core.services.laws import breaches
from app.modules.customers.listings import CUSTOMERS
from app.modules.customers.models import Customer
from app.modules.customers.repositories.customer_facts import OPEN_ERASURES
from app.modules.customers.repositories.invariants import INVARIANTS
from app.modules.customers.services import personal_data
from app.modules.customers.services.customer_holder import customer_holder
from app.modules.customers.services.customer_metrics import customer_metrics_provider
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.customers.factories import NOON, customer_in, take
from tests.modules.customers.storefront import (
    ANA,
    PASSWORD,
    Storefront,
    Team,
    run_jobs,
)
from tests.modules.customers.test_address_book import HOME
from tests.modules.customers.test_registering import bought_as_guest
from tests.races import differences

registry().load_models()
MARKED = [column for column in personal_columns() if column.table.name.startswith("customers_")]


@pytest.fixture
def owner(ben: Team) -> Team:
    """The manager of "second", who may erase."""
    return ben


def erase_me(shopper: Storefront, password: str = PASSWORD) -> Any:
    return shopper.post("/me/erasure", {"password": password})


def moved_to(shopper: Storefront, email: str) -> None:
    """The account has another address from now on."""
    shopper.post("/account/email/change", {"email": email, "password": PASSWORD})
    token = shopper.letter_token(email)
    assert shopper.post("/account/email/confirm", {"token": token}).status_code == 204


def dump(database: Database, store_id: int) -> str:
    """Every row of every table that the store owns, and every job."""
    with database.transaction() as db:
        enter_store(db, store_id)
        found = [
            str(db.scalar(text(f"SELECT json_agg(t) FROM {table} t")))
            for table in Base.metadata.tables
        ]
        found.append(str(db.scalar(text("SELECT json_agg(t) FROM stoa_jobs.procrastinate_jobs t"))))
    return "\n".join(found)


def canary(column: Column[Any]) -> str:
    return f"canary-{column.table.name}-{column.name}@x.test"


def plant(db: Session, store_id: int, customer_id: int) -> None:
    """A value in every marked column of the module that nothing else holds."""
    for column in MARKED:
        db.execute(update(column.table).values({column: canary(column)}))
    # One person has one address at a time, and the account's is the customer's.
    (address,) = [canary(one) for one in MARKED if str(one) == "customers_customer.email"]
    for table in ("customers_account", "customers_registration"):
        db.execute(text(f"UPDATE {table} SET email = :address"), {"address": address})
    enter_store(db, store_id)
    assert customer_id


def canaries() -> Iterator[str]:
    """What has to be found: the addresses that are all the same stand for each other."""
    for column in MARKED:
        if (column.table.name, column.name) not in {
            ("customers_account", "email"),
            ("customers_registration", "email"),
        }:
            yield canary(column)


def fill(shopper: Storefront) -> None:
    """A row in every table of the module that says something of the shopper."""
    shopper.post("/me/addresses", HOME)
    shopper.ask("PUT", "/me/consents/marketing_email", {"wording": "Yes."})
    shopper.post("/account/email/change", {"email": "new@x.test", "password": PASSWORD})
    replace(shopper, token=None).register(ANA)


class TestMarks:
    def test_are_on_what_tells_of_a_person(self) -> None:
        marked = {f"{column.table.name}.{column.name}" for column in MARKED}
        telling = {
            f"{table.name}.{column.name}"
            for table in Base.metadata.tables.values()
            if table.name.startswith("customers_")
            for column in table.columns
            if column.name in {"name", "email", "phone", "vat_id", "note", "line1", "postal_code"}
            and table.name != "customers_group"
        }

        assert telling <= marked


class TestCanaries:
    def test_are_all_exported_and_none_is_left(self, first: Storefront) -> None:
        shopper = first.with_account()
        fill(shopper)
        with first.database.transaction() as db:
            enter_store(db, first.store_id)
            plant(db, first.store_id, shopper.customer_id)

        exported = json.dumps(shopper.get("/me/data").json())
        assert [one for one in canaries() if one not in exported] == []
        assert "canary" in dump(first.database, first.store_id)

        assert erase_me(shopper).status_code == 202
        assert run_jobs(first, "customers.erase") == 1

        with first.database.transaction() as db:
            enter_store(db, first.store_id)
            left = [
                table
                for table in Base.metadata.tables
                if table.startswith("customers_")
                and "canary" in str(db.scalar(text(f"SELECT json_agg(t) FROM {table} t")))
            ]
        assert left == []


class TestExport:
    def test_asks_every_module(self, first: Storefront) -> None:
        shopper = first.with_account()

        answer = shopper.get("/me/data")

        body = answer.json()
        assert body["customer_id"] == shopper.customer_id
        assert body["modules"]["customers"]["customers"][0]["email"] == ANA
        assert {letter["to"] for letter in body["modules"]["messaging"]["letters"]} == {ANA}
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "no-store"

    def test_holds_what_was_bought_as_a_guest_of_the_confirmed_address(
        self, first: Storefront
    ) -> None:
        shopper = first.with_account()
        guest = bought_as_guest(first)

        customers = shopper.get("/me/data").json()["modules"]["customers"]["customers"]

        assert {one["id"] for one in customers} == {shopper.customer_id, guest}

    def test_holds_nothing_of_an_address_that_was_only_wanted(self, first: Storefront) -> None:
        """Asking for somebody else's address must not hand out what is theirs."""
        bought_as_guest(first, "victim@shopper.test")
        shopper = first.with_account()
        body = {"email": "victim@shopper.test", "password": PASSWORD}
        shopper.post("/account/email/change", body)

        exported = shopper.get("/me/data").json()["modules"]

        emails = {one["email"] for one in exported["customers"]["customers"]}
        assert emails == {ANA}
        assert {letter["to"] for letter in exported["messaging"]["letters"]} == {ANA}

    def test_follows_an_account_to_its_new_address(self, first: Storefront) -> None:
        shopper = first.with_account()
        guest = bought_as_guest(first)
        moved_to(shopper, "new@shopper.test")

        customers = shopper.get("/me/data").json()["modules"]["customers"]["customers"]
        assert guest in {one["id"] for one in customers}

        first.with_account(ANA)
        later = shopper.get("/me/data").json()["modules"]
        assert {letter["to"] for letter in later["messaging"]["letters"]} == {"new@shopper.test"}

    def test_holds_nothing_of_who_comes_with_an_address_that_was_given_up(
        self, first: Storefront
    ) -> None:
        """Mail boxes go to others: of a business, or to whoever registers the name next."""
        shopper = first.with_account()
        before = bought_as_guest(first)
        moved_to(shopper, "new@shopper.test")

        guest = bought_as_guest(first, at=utc_now())
        first.register(ANA)

        exported = shopper.get("/me/data").json()["modules"]
        ids = {one["id"] for one in exported["customers"]["customers"]}
        assert ids == {shopper.customer_id, before}
        assert guest not in ids
        assert "registrations" not in exported["customers"]
        to_ana = [letter for letter in exported["messaging"]["letters"] if letter["to"] == ANA]
        assert len(first.letters(ANA)) == len(to_ana) + 1

    def test_is_handed_out_by_the_team_and_noted(self, second: Storefront, owner: Team) -> None:
        shopper = second.with_account()

        answer = owner.get(f"/customers/{shopper.customer_id}/data")

        assert answer.json()["modules"]["customers"]["customers"][0]["email"] == ANA
        acts = second.rows("SELECT act, details FROM tenancy_audit_entry ORDER BY id")
        assert acts[-1].act == "customers.data_handed_out"
        assert acts[-1].details == {"customer_id": shopper.customer_id}


class TestErasure:
    def test_leaves_a_number_and_nothing_else(self, first: Storefront) -> None:
        shopper = first.with_account()
        fill(shopper)
        guest = bought_as_guest(first)
        answer = erase_me(shopper)

        assert answer.json()["asked_by"] == "customer"
        assert shopper.get("/me").status_code == 401
        run_jobs(first, "customers.erase")

        rows = first.rows("SELECT * FROM customers_customer ORDER BY id")
        assert [row.id for row in rows] == [shopper.customer_id, guest]
        assert all(row.erased_at is not None and row.email is None for row in rows)
        assert first.sign_in().status_code == 401
        assert ANA not in dump(first.database, first.store_id)
        (request,) = first.rows("SELECT * FROM customers_erasure_request")
        assert request.done_at is not None
        assert request.rows_erased > 0
        assert differences(first.database) == []
        assert list(breaches(first.database, INVARIANTS, store_code=first.code)) == []

    def test_needs_the_password(self, first: Storefront) -> None:
        shopper = first.with_account()

        assert erase_me(shopper, "wrong").status_code == 403
        assert shopper.get("/me").status_code == 200

    def test_frees_the_address_for_a_new_beginning(self, first: Storefront) -> None:
        shopper = first.with_account()
        erase_me(shopper)
        run_jobs(first, "customers.erase")

        again = first.with_account()

        assert again.customer_id != shopper.customer_id
        assert bought_as_guest(first) not in {again.customer_id, shopper.customer_id}

    def test_asked_for_many_times_at_once_is_one(self, second: Storefront, owner: Team) -> None:
        path = f"/customers/{second.with_account().customer_id}/erase"

        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: owner.ask("POST", path), range(4)))

        assert {answer.status_code for answer in answers} == {202}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert run_jobs(second, "customers.erase") == 1
        assert answers[0].json()["asked_by"] == "team"

    def test_is_taken_up_again_when_its_job_was_lost(self, first: Storefront) -> None:
        shopper = first.with_account()
        erase_me(shopper)
        with first.database.transaction() as db:
            db.execute(text("SET LOCAL search_path = stoa_jobs"))
            db.execute(text("DELETE FROM procrastinate_jobs"))

        personal_data.take_up_open()
        assert run_jobs(first, "customers.erase") == 0

        with freeze(utc_now() + timedelta(minutes=61)):
            personal_data.take_up_open()
            personal_data.take_up_open()
        assert run_jobs(first, "customers.erase") == 1
        assert ANA not in dump(first.database, first.store_id)

    def test_is_refused_for_who_is_erased(self, second: Storefront, owner: Team) -> None:
        customer_id = second.with_account().customer_id
        path = f"/customers/{customer_id}"
        owner.ask("POST", f"{path}/erase")
        run_jobs(second, "customers.erase")

        again = owner.ask("POST", f"{path}/erase")
        changed = owner.change("PATCH", path, {"name": "Ana"})
        added = owner.ask("POST", f"{path}/addresses", HOME)

        for answer in (again, changed, added):
            assert (answer.status_code, answer.json()["code"]) == (
                409,
                "customers.customer_is_erased",
            )
        assert owner.get(path).json()["name"] is None

    def test_leaves_other_people_and_other_stores_alone(
        self, first: Storefront, second: Storefront
    ) -> None:
        shopper, other = first.with_account(), first.with_account("ben@shopper.test")
        elsewhere = second.with_account()

        erase_me(shopper)
        run_jobs(first, "customers.erase")

        assert other.get("/me").json()["email"] == "ben@shopper.test"
        assert elsewhere.get("/me").json()["email"] == ANA
        assert len(second.letters(ANA)) == 1

    def test_leaves_who_comes_with_an_address_that_was_given_up_alone(
        self, first: Storefront
    ) -> None:
        shopper = first.with_account()
        before = bought_as_guest(first)
        moved_to(shopper, "new@shopper.test")
        guest = bought_as_guest(first, at=utc_now())

        erase_me(shopper)
        run_jobs(first, "customers.erase")

        rows = first.rows("SELECT id, email FROM customers_customer ORDER BY id")
        assert [tuple(row) for row in rows] == [
            (shopper.customer_id, None),
            (before, None),
            (guest, ANA),
        ]
        assert first.letters(ANA) == []

    def test_of_a_guest_leaves_the_account_of_the_same_address_alone(
        self, second: Storefront, owner: Team
    ) -> None:
        shopper = second.with_account()
        guest = bought_as_guest(second)

        owner.ask("POST", f"/customers/{guest}/erase")
        run_jobs(second, "customers.erase")

        assert shopper.get("/me").json()["email"] == ANA
        assert owner.get(f"/customers/{guest}").json()["email"] is None

    def test_of_a_guest_who_comes_back_works_as_often_as_they_come(
        self, second: Storefront, owner: Team
    ) -> None:
        guests = []
        for _ in range(2):
            guests.append(bought_as_guest(second))
            owner.ask("POST", f"/customers/{guests[-1]}/erase")
            assert run_jobs(second, "customers.erase") == 1

        assert len(set(guests)) == 2
        assert ANA not in dump(second.database, second.store_id)
        assert list(breaches(second.database, INVARIANTS, store_code=second.code)) == []

    def test_is_told_to_other_modules(
        self, first: Storefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[Any] = []
        monkeypatch.setattr(personal_data, "announce", lambda _db, happened: told.append(happened))
        shopper = first.with_account()
        erase_me(shopper)

        run_jobs(first, "customers.erase")

        assert told == [CustomerErased(first.store_id, shopper.customer_id)]

    def test_is_undone_whole_when_a_module_fails(
        self, first: Storefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Failing:
            def export(self, *_: object) -> dict[str, Any]:
                return {}

            def erase(self, *_: object) -> int:
                raise RuntimeError

        shopper = first.with_account()
        erase_me(shopper)
        holders = list(personal_data._holders())
        with monkeypatch.context() as patch:
            patch.setattr(
                personal_data, "_holders", lambda: iter([*holders, ("broken", Failing())])
            )
            with pytest.raises(RuntimeError):
                run_jobs(first, "customers.erase")
        assert ANA in dump(first.database, first.store_id)

        run_jobs(first, "customers.erase")

        assert ANA not in dump(first.database, first.store_id)


class TestOpenRequests:
    def waiting(self, shopper: Storefront, at: datetime | None = None) -> tuple[object, list[int]]:
        """The number at a moment, and whom the list behind it shows."""
        with shopper.database.transaction() as db:
            enter_store(db, shopper.store_id)
            context = None if at is None else MetricsContext(date_from=NOON, date_to=at)
            values = customer_metrics_provider.get_store_metrics(db, shopper.store_id, context)
            scope = ListScope((shopper.store_id,), None, None, at)
            rows = db.execute(CUSTOMERS.statement("to_be_erased", scope)).mappings().all()
        (number,) = [one.value for one in values if one.key == OPEN_ERASURES]
        return number, [row["id"] for row in rows]

    def test_are_counted_until_they_are_met(self, first: Storefront) -> None:
        shopper = first.with_account()
        first.with_account("ben@shopper.test")
        before = utc_now()
        erase_me(shopper)
        assert self.waiting(first) == (1, [shopper.customer_id])
        meanwhile = utc_now()

        run_jobs(first, "customers.erase")

        assert self.waiting(first) == (0, [])
        assert self.waiting(first, before) == (0, [])
        assert self.waiting(first, meanwhile) == (1, [shopper.customer_id])
        assert differences(first.database) == []


class TestImported:
    def test_is_not_brought_back_by_the_next_import(self, db: Session) -> None:
        store = make_store(db)
        ada = customer_in(NOON, name="Ada", email="ada@import.test")
        (ada_id,) = take(db, store.id, ada).customer_ids.values()
        customer_holder.erase(db, store.id, DataSubject(ada_id), utc_now())

        taken = take(db, store.id, ada, customer_in())

        db.expire_all()
        kept = db.get_one(Customer, (store.id, ada_id))
        assert (kept.name, kept.email) == (None, None)
        assert ada.external_ref not in kept.external_ref
        assert taken.customer_ids[ada.external_ref] == ada_id
        assert (taken.count.created, taken.count.unchanged) == (1, 1)

    def test_of_another_source_of_the_same_reference_is_somebody_else(self, db: Session) -> None:
        store = make_store(db)
        ada = customer_in(NOON, name="Ada", external_ref="1")
        (ada_id,) = take(db, store.id, ada).customer_ids.values()
        customer_holder.erase(db, store.id, DataSubject(ada_id), utc_now())

        other = take(db, store.id, customer_in(NOON, source="other", external_ref="1"))

        assert other.customer_ids["1"] != ada_id
