"""Makes customers through the intake, as every source does."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.customers import CustomerIn, CustomersTaken
from app.modules.customers.services.customer_intake import customer_intake

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
_numbers = count(1)


def customer_in(first_seen_at: datetime = NOON, **values: object) -> CustomerIn:
    """A customer who is known by a reference only, unless more is given."""
    fields: dict[str, object] = {"source": "test", "external_ref": f"customer-{next(_numbers)}"}
    return CustomerIn(first_seen_at=first_seen_at, **{**fields, **values})  # type: ignore[arg-type]  # fields by name


def take(db: Session, store_id: int, *customers: CustomerIn) -> CustomersTaken:
    """Takes the customers inside the store's scope."""
    enter_store(db, store_id)
    return customer_intake.take_customers(db, store_id, customers)
