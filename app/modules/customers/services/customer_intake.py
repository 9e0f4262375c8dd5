"""Takes customers into a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.modules.contracts.customers import CustomerIn, CustomersTaken
from app.modules.contracts.intake import IntakeCount
from app.modules.core.services.figure_change import FigureChange
from app.modules.customers.repositories.customer_facts import CUSTOMER_FIGURES
from app.modules.customers.repositories.customer_writing import CustomerWriting
from app.modules.customers.services.erased_reference import erased_reference


class CustomerIntakeService:
    """Fulfils the contract `CustomerIntake`; a customer named twice in a batch is taken once.

    Somebody whose data was erased stays known by their id, and nothing else is taken of them.
    """

    def take_customers(
        self, db: Session, store_id: int, customers: Sequence[CustomerIn]
    ) -> CustomersTaken:
        distinct = _merged(customers)
        writing = CustomerWriting(db, store_id)
        change = FigureChange(db, store_id, CUSTOMER_FIGURES)
        change.lock(f"{one.source} {one.external_ref}" for one in distinct)
        erased = writing.erased(_references(distinct))
        there = [one for one in distinct if one.external_ref not in erased]
        known = writing.lock_known(there)
        change.before(customer=list(known.values()))
        written, new_ids = writing.upsert(there)
        ids = {**known, **new_ids}
        change.after(customer=list(ids.values()))
        created, updated = len(written.created), len(written.updated)
        count = IntakeCount(created, updated, len(distinct) - created - updated)
        return CustomersTaken({**ids, **erased}, count)


def _references(customers: Sequence[CustomerIn]) -> dict[tuple[str, str], str]:
    """What stands in the place of each customer's reference if their data was erased."""
    return {
        (one.source, one.external_ref): erased_reference(one.source, one.external_ref)
        for one in customers
    }


def _merged(customers: Sequence[CustomerIn]) -> list[CustomerIn]:
    """Each customer once, as if its entries had been taken one after the other."""
    merged: dict[tuple[str, str], CustomerIn] = {}
    for customer in customers:
        key = (customer.source, customer.external_ref)
        earlier = merged.get(key)
        merged[key] = customer if earlier is None else _together(earlier, customer)
    return list(merged.values())


def _together(earlier: CustomerIn, later: CustomerIn) -> CustomerIn:
    return replace(
        later,
        first_seen_at=min(earlier.first_seen_at, later.first_seen_at),
        name=_known(later.name, earlier.name),
        email=_known(later.email, earlier.email),
        country=_known(later.country, earlier.country),
    )


def _known(preferred: str | None, otherwise: str | None) -> str | None:
    return otherwise if preferred is None else preferred


customer_intake = CustomerIntakeService()
