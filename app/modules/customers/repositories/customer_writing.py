"""Writing customers in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.kernel.database.upsert import Merge, Upserted, ids_by_key, lock_known, upsert_rows
from app.modules.contracts.customers import CustomerIn
from app.modules.contracts.mail import mail_address
from app.modules.customers.models import Customer

_KEY = ("store_id", "source", "external_ref")
_MERGE = {
    "name": Merge.KNOWN,
    "email": Merge.KNOWN,
    "country": Merge.KNOWN,
    "is_guest": Merge.REPLACE,
    "first_seen_at": Merge.EARLIEST,
}


class CustomerWriting:
    """Writes into one store's customers, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def erased(self, references: Mapping[tuple[str, str], str]) -> dict[str, int]:
        """The ids of those whose data was erased, by their reference.

        Given are, by source and reference, the references that stand in their place.
        """
        rows = [
            {"store_id": self._store_id, "source": source, "external_ref": left}
            for (source, _), left in references.items()
        ]
        known = ids_by_key(self._db, cast("Table", Customer.__table__), rows, key=_KEY)
        return {
            external_ref: known[self._store_id, source, left]
            for (source, external_ref), left in references.items()
            if (self._store_id, source, left) in known
        }

    def lock_known(self, customers: Iterable[CustomerIn]) -> dict[str, int]:
        """The ids of those that are there already, locked until the transaction ends."""
        rows = [self._row(customer) for customer in customers]
        return _by_reference(lock_known(self._db, Customer, rows, key=_KEY))

    def upsert(self, customers: Iterable[CustomerIn]) -> tuple[Upserted, dict[str, int]]:
        """What was written, and the id of each written customer by its reference."""
        table = cast("Table", Customer.__table__)
        rows = [self._row(customer) for customer in customers]
        written = upsert_rows(self._db, table, rows, key=_KEY, merge=_MERGE)
        return written, _by_reference(written.by_key)

    def _row(self, customer: CustomerIn) -> dict[str, Any]:
        return {
            "store_id": self._store_id,
            "source": customer.source,
            "external_ref": customer.external_ref,
            "name": customer.name,
            "email": _kept_email(customer.email),
            "country": customer.country,
            "is_guest": customer.is_guest,
            "first_seen_at": customer.first_seen_at,
        }


def _kept_email(email: str | None) -> str | None:
    """The address in the form in which addresses are compared, else as the source wrote it."""
    try:
        return None if email is None else mail_address(email)
    except ValueError:
        return email


def _by_reference(ids: Mapping[tuple[Any, ...], int]) -> dict[str, int]:
    return {external_ref: customer_id for (_, _, external_ref), customer_id in ids.items()}
