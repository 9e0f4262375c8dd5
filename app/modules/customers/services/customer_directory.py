"""Tells other modules who is buying, and recognises guests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.customers import CustomerProfile
from app.modules.contracts.mail import mail_address
from app.modules.customers.exceptions import EmailInvalid
from app.modules.customers.repositories.guest_rows import Guest, GuestRows
from app.modules.customers.repositories.profile_rows import ProfileRows
from app.modules.customers.services.guests import found_or_made


class CustomerDirectoryService:
    """Fulfils the contract `CustomerDirectory`."""

    def profile(self, db: Session, store_id: int, customer_id: int) -> CustomerProfile | None:
        return ProfileRows(db, store_id).find(customer_id)

    def recognise_guest(
        self,
        db: Session,
        store_id: int,
        *,
        email: str,
        name: str,
        country: str,
        locale: str,
        seen_at: datetime,
    ) -> int:
        """One statement for a known guest of whom nothing changed. Raises EmailInvalid."""
        guest = Guest(normal_email(email), name, country, locale)
        customer_id, before = found_or_made(db, store_id, guest, seen_at)
        if before != guest:
            GuestRows(db, store_id).note(customer_id, guest, seen_at)
        return customer_id


def normal_email(email: str) -> str:
    """The address in the form in which it is kept. Raises EmailInvalid."""
    try:
        return mail_address(email)
    except ValueError:
        raise EmailInvalid from None


customer_directory = CustomerDirectoryService()
