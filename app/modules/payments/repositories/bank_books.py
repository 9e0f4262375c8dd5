"""The books of the make-believe bank, which stand for what a real one keeps elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kernel.database.locks import in_lock_order
from app.modules.payments.models import BankCharge, BankRefund

_OPEN = (
    insert(cast("Table", BankCharge.__table__))
    .on_conflict_do_nothing(index_elements=["store_id", "key"])
    .returning(BankCharge.id)
)


class BankBooks:
    """Reads and writes in the bank's transaction, in the scope of the store."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def open(self, charge: BankCharge) -> bool:
        """Writes a new charge down; False when there is one of its key already."""
        columns = inspect(BankCharge).column_attrs.keys()
        values = {name: getattr(charge, name) for name in columns if name != "id"}
        return self._db.scalar(_OPEN, values) is not None

    def of_key(self, key: str) -> BankCharge | None:
        """The charge that is known by our key, locked until the transaction ends."""
        return self._lock(BankCharge.key == key)

    def of_reference(self, reference: str) -> BankCharge | None:
        """The charge of the bank's own number, locked until the transaction ends."""
        return self._lock(BankCharge.reference == reference)

    def refunds_of(self, charge: BankCharge) -> Sequence[BankRefund]:
        """What went back of the charge."""
        if not charge.captured_minor:
            return ()
        statement = select(BankRefund).where(
            BankRefund.store_id == self._store_id, BankRefund.charge_id == charge.id
        )
        return self._db.scalars(statement.order_by(BankRefund.id)).all()

    def add_refund(self, charge: BankCharge, values: Mapping[str, Any]) -> BankRefund:
        """Gives so much back; the charge is locked."""
        refund = BankRefund(store_id=self._store_id, charge_id=charge.id, **values)
        self._db.add(refund)
        self._db.flush()
        return refund

    def _lock(self, *which: Any) -> BankCharge | None:  # noqa: ANN401  conditions of any column
        statement = select(BankCharge).where(BankCharge.store_id == self._store_id, *which)
        return self._db.scalar(in_lock_order(statement, BankCharge))
