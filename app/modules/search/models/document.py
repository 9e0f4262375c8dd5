"""What is known of a product in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class Document(Base):
    """One published product in one language: what a list shows of it, and its terms.

    `terms` and `weights` stand side by side and are exactly the product's postings, so that a
    change touches only what is different. `filters` are those of the terms that facets count.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        Index("ix_search_document_newest", "store_id", "locale", "published_at", "product_id"),
        Index("ix_search_document_price", "store_id", "locale", "price_minor", "product_id"),
    )
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    locale: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    price_minor: Mapped[int | None]
    currency: Mapped[str]
    is_available: Mapped[bool]
    published_at: Mapped[datetime]
    card: Mapped[dict[str, Any]] = mapped_column(JSONB)
    terms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    weights: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    filters: Mapped[list[str]] = mapped_column(ARRAY(Text))
    indexed_at: Mapped[datetime]


class IndexedVariant(Base):
    """To which product a variant belongs, to find it again when its stock comes or goes."""

    __tablename__ = "search_variant"
    __table_args__ = (Index("ix_search_variant_product", "store_id", "product_id"),)
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    product_id: Mapped[int]
