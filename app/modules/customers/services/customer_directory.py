"""Tells other modules who is buying, and recognises guests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.customers import CustomerProfile
from app.modules.contracts.mail import mail_address
from app.modules.core.services.figure_change import FigureChange
from app.modules.customers.exceptions import EmailInvalid
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.customers.repositories.guest_rows import Guest, GuestRows
from app.modules.customers.repositories.profile_rows import ProfileRows


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
        """One statement for a known guest of whom nothing changed.

        Of two transactions that bring the same new guest the second waits for the first to end,
        and finds the guest that it made; only the first one counts. Raises EmailInvalid.
        """
        guest = Guest(normal_email(email), name, country, locale)
        rows = GuestRows(db, store_id)
        known = rows.find(guest.email)
        while known is None:
            new_id = rows.add(guest, seen_at)
            if new_id is not None:
                FigureChange(db, store_id, CUSTOMER_FIGURES).after(customer=[new_id])
                return new_id
            known = rows.find(guest.email)
        customer_id, before = known
        if before != guest:
            rows.note(customer_id, guest, seen_at)
        return customer_id


def normal_email(email: str) -> str:
    """The address in the form in which it is kept. Raises EmailInvalid."""
    try:
        return mail_address(email)
    except ValueError:
        raise EmailInvalid from None


customer_directory = CustomerDirectoryService()
