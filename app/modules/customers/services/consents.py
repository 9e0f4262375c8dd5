"""Consents of a customer: given in the words that they saw, withdrawn as easily as given."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.customers.exceptions import CustomerIsErased, UnknownCustomer
from app.modules.customers.models import Consent
from app.modules.customers.repositories.consent_rows import ConsentGiven, ConsentRows
from app.modules.customers.repositories.customer_changes import CustomerChanges


def given(db: Session, store_id: int, customer_id: int) -> Sequence[Consent]:
    """Every consent ever given, the newest first."""
    return ConsentRows(db, store_id).of_customer(customer_id)


def give(
    db: Session, store_id: int, customer_id: int, kind: str, wording: str
) -> Sequence[Consent]:
    """Notes a consent given in the account; one of its kind in force stays as it was given.

    Raises UnknownCustomer or CustomerIsErased.
    """
    customer = CustomerChanges(db, store_id).lock(customer_id)
    if customer is None:
        raise UnknownCustomer
    if customer.erased_at is not None:
        raise CustomerIsErased
    consent = ConsentGiven(kind, wording, "account")
    ConsentRows(db, store_id).give(customer_id, consent, utc_now())
    return given(db, store_id, customer_id)


def withdraw(db: Session, store_id: int, customer_id: int, kind: str) -> None:
    """Ends the consent of that kind, if one is in force."""
    ConsentRows(db, store_id).withdraw(customer_id, utc_now(), kind=kind)
