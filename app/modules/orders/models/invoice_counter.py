"""The last number that was given to an invoice or credit note."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class InvoiceCounter(StoreOwned, Base):
    """Counts a store's documents of one kind; whoever draws a number locks the row until the end.

    So a number is given back with a transaction that is rolled back, and there are no gaps.
    """

    __tablename__ = "orders_invoice_counter"
    __table_args__ = (UniqueConstraint("store_id", "kind"),)

    kind: Mapped[str]
    last: Mapped[int]
