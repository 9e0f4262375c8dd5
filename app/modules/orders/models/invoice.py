"""Invoices and credit notes, as they were issued."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Invoice(StoreOwned, Base):
    """A document of tax law; never changed after it was issued.

    `sequence` counts up without a gap for each store and kind (Directive 2006/112/EC, article
    226(2)). A credit note belongs to a reversal and names the invoice that it corrects (article
    219). `content` is all that it says; amounts are positive in minor units of `currency`.
    """

    __tablename__ = "orders_invoice"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "order_id"], ["orders_order.store_id", "orders_order.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "reversal_id"], ["orders_reversal.store_id", "orders_reversal.id"]
        ),
        ForeignKeyConstraint(
            ["store_id", "invoice_id"], ["orders_invoice.store_id", "orders_invoice.id"]
        ),
        UniqueConstraint("store_id", "kind", "sequence"),
        Index(
            "uq_orders_invoice_reversal",
            "store_id",
            "reversal_id",
            unique=True,
            postgresql_where="reversal_id IS NOT NULL",
        ),
        Index(
            "uq_orders_invoice_order",
            "store_id",
            "order_id",
            unique=True,
            postgresql_where="kind = 'invoice'",
        ),
        Index("ix_orders_invoice_order", "store_id", "order_id"),
        CheckConstraint("kind IN ('invoice', 'credit_note')", name="known_kind"),
        CheckConstraint("(kind = 'credit_note') = (reversal_id IS NOT NULL)", name="cause_named"),
    )

    kind: Mapped[str]
    sequence: Mapped[int]
    number: Mapped[str]
    order_id: Mapped[int]
    reversal_id: Mapped[int | None]
    invoice_id: Mapped[int | None]
    issued_at: Mapped[datetime]
    locale: Mapped[str]
    currency: Mapped[str]
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    total_minor: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB, info=PERSONAL)
