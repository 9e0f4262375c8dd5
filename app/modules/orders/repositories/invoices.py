"""Invoices and credit notes of a store, their numbers, and who issues them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.modules.orders.models import Invoice, InvoiceCounter, Seller
from app.modules.tenancy.models import Merchant, Store

SELLER_FIELDS = (
    "legal_name",
    "line1",
    "line2",
    "postal_code",
    "city",
    "country",
    "vat_id",
    "registration",
    "email",
    "footer",
)

_COUNTERS = cast("Table", InvoiceCounter.__table__)
_DRAW = (
    upsert(_COUNTERS)
    .on_conflict_do_update(index_elements=["store_id", "kind"], set_={"last": _COUNTERS.c.last + 1})
    .returning(_COUNTERS.c.last)
)
_INSERT = insert(cast("Table", Invoice.__table__)).returning(Invoice.__table__.c.id)


@dataclass(frozen=True)
class Issuer:
    """The store's business as documents name it, and the zone that their days are in."""

    values: Mapping[str, str]
    time_zone: str
    locale: str


_ISSUER = (
    select(Store.name, Store.time_zone, Store.locale, Merchant.name, Seller)
    .join(Merchant, Merchant.id == Store.merchant_id)
    .outerjoin(Seller, Seller.store_id == Store.id)
    .where(Store.id == bindparam("store_id"))
)


class Invoices:
    """The documents of one store, in the caller's transaction and scope."""

    def __init__(self, db: Session, store_id: int) -> None:
        self._db = db
        self._store_id = store_id

    def next_sequence(self, kind: str) -> int:
        """The next number of the kind; others who want one wait until this transaction ends.

        To be drawn after everything else that is locked, and as late as can be.
        """
        first = {"store_id": self._store_id, "kind": kind, "last": 1}
        return int(self._db.execute(_DRAW, first).scalar_one())

    def insert(self, values: Mapping[str, Any]) -> int:
        """The id of the new document."""
        row = {"store_id": self._store_id, **values}
        return int(self._db.execute(_INSERT, row).scalar_one())

    def of_order(self, order_id: int) -> list[Invoice]:
        """The documents of an order, the oldest first."""
        statement = (
            select(Invoice)
            .where(Invoice.store_id == self._store_id, Invoice.order_id == order_id)
            .order_by(Invoice.issued_at, Invoice.id)
        )
        return list(self._db.scalars(statement))

    def invoice_of(self, order_id: int) -> tuple[int, str] | None:
        """Id and number of the order's invoice, None while it has none."""
        statement = select(Invoice.id, Invoice.number).where(
            Invoice.store_id == self._store_id,
            Invoice.order_id == order_id,
            Invoice.kind == "invoice",
        )
        row = self._db.execute(statement).first()
        return None if row is None else (row.id, row.number)

    def find(self, order_id: int, invoice_id: int) -> Invoice | None:
        """One document of an order."""
        return self._db.scalar(
            select(Invoice).where(
                Invoice.store_id == self._store_id,
                Invoice.order_id == order_id,
                Invoice.id == invoice_id,
            )
        )

    def issuer(self) -> Issuer:
        """Who sells: what the team has entered, else the names of store and merchant."""
        row = self._db.execute(_ISSUER, {"store_id": self._store_id}).one()
        store_name, zone, locale, merchant_name = row[:4]
        seller: Seller | None = row[4]
        values = {"legal_name": merchant_name}
        if seller is not None:
            values = {name: getattr(seller, name) for name in SELLER_FIELDS}
        values = {**dict.fromkeys(SELLER_FIELDS, ""), **values}
        return Issuer({"store_name": store_name, **values}, zone, locale)
