"""What is known of a product in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class Document(Base):
    """One published product in one language: what lists are put in order and counted by.

    `filters` are the ids of its labels. The row is narrow, since facets read thousands of them;
    everything else is on the card.
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
    price_minor: Mapped[int | None]
    currency: Mapped[str]
    is_available: Mapped[bool]
    published_at: Mapped[datetime]
    filters: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    indexed_at: Mapped[datetime]


class Card(Base):
    """What a list shows of a document, and its terms.

    `terms` and `weights` stand side by side and are exactly the document's postings, so that a
    change touches only what is different.
    """

    __tablename__ = "search_card"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    locale: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    card: Mapped[dict[str, Any]] = mapped_column(JSONB)
    terms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    weights: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))


class IndexedVariant(Base):
    """To which product a variant belongs, to find it again when its stock comes or goes."""

    __tablename__ = "search_variant"
    __table_args__ = (Index("ix_search_variant_product", "store_id", "product_id"),)
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    product_id: Mapped[int]
