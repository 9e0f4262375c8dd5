"""Guests: one customer an address, whoever brings it first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.core.services.figure_change import FigureChange
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.customers.repositories.guest_rows import Guest, GuestRows


def found_or_made(db: Session, store_id: int, guest: Guest, seen_at: datetime) -> tuple[int, Guest]:
    """The id of the guest of this address, and what was known of them; a new one is counted.

    Of two transactions that bring the same new guest the second waits for the first to end, and
    finds the guest that it made; only the first one counts them.
    """
    rows = GuestRows(db, store_id)
    known = rows.find(guest.email)
    while known is None:
        new_id = rows.add(guest, seen_at)
        if new_id is not None:
            FigureChange(db, store_id, CUSTOMER_FIGURES).after(customer=[new_id])
            return new_id, guest
        known = rows.find(guest.email)
    return known
