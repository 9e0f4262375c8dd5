"""The personal data of the module itself: the customer and all that hangs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.personal_data import DataSubject
from app.modules.core.services.figure_change import FigureChange
from app.modules.customers.models import Address, Consent, Customer, EmailChange, Registration
from app.modules.customers.repositories.account_rows import AccountRows
from app.modules.customers.repositories.address_rows import AddressRows
from app.modules.customers.repositories.consent_rows import ConsentRows
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.customers.repositories.customer_search import CustomerSearch
from app.modules.customers.repositories.erasure_rows import PersonRows
from app.modules.customers.services.erased_reference import reference_left

# A person without an account may have been a guest, or been imported: then by any reference.
_CUSTOMER = (
    "id",
    "source",
    "external_ref",
    "name",
    "email",
    "country",
    "phone",
    "locale",
    "vat_id",
    "note",
    "is_guest",
    "first_seen_at",
)
_ADDRESS = (
    "name",
    "business_name",
    "line1",
    "line2",
    "postal_code",
    "city",
    "region",
    "country",
    "phone",
)
_CONSENT = ("kind", "wording", "source", "given_at", "withdrawn_at")
_CHANGE = ("old_email", "new_email", "created_at", "made_at")
_REGISTRATION = ("email", "name", "locale", "created_at")
Row = Customer | Address | Consent | EmailChange | Registration


class CustomerHolder:
    """Fulfils the contract `PersonalDataHolder`.

    Customers of the same addresses without an account are the same person; the store has no other
    way to know a guest.
    """

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        person = _person(db, store_id, subject)
        customers = person.customers()
        found = {
            "customers": [_customer(db, store_id, customer) for customer in customers],
            "registrations": _rows(person.registrations(), _REGISTRATION),
            "email_changes": _rows(person.email_changes([one.id for one in customers]), _CHANGE),
        }
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        """Consents stay, ended and without a name, as proof that they were given.

        The rows of customers stay as well: orders point at them, and figures count them.
        """
        person = _person(db, store_id, subject)
        # An import under way would bring back whom it has not seen erased.
        change = FigureChange(db, store_id, CUSTOMER_FIGURES)
        change.lock(f"{one.source} {one.external_ref}" for one in person.customers())
        references = {one.id: reference_left(one) for one in person.customers(lock=True)}
        touched = person.erase(references, at)
        for customer_id in references:
            ConsentRows(db, store_id).withdraw(customer_id, at)
        return touched


def _person(db: Session, store_id: int, subject: DataSubject) -> PersonRows:
    return PersonRows(db, store_id, subject)


def _customer(db: Session, store_id: int, customer: Customer) -> dict[str, Any]:
    account = AccountRows(db, store_id).by_customer(customer.id)
    found = CustomerSearch(db, store_id).find(customer.id)
    return {
        **_values(customer, _CUSTOMER),
        "account_email": None if account is None else account.email,
        "groups": [] if found is None else list(found.group_codes),
        "addresses": _rows(AddressRows(db, store_id, customer.id).all(), _ADDRESS),
        "consents": _rows(ConsentRows(db, store_id).of_customer(customer.id), _CONSENT),
    }


def _rows(rows: Sequence[Row], names: Sequence[str]) -> list[dict[str, Any]]:
    return [_values(row, names) for row in rows]


def _values(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """JSON values; moments as ISO 8601."""
    values = ((name, getattr(row, name)) for name in names)
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values
    }


customer_holder = CustomerHolder()
