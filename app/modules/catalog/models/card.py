"""What shoppers see of a product, kept ready."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Card(StoreOwned, Base):
    """A published product in one currency from `valid_from` until `valid_until`.

    There is one for each stretch of time between changes that are known already (a price that
    starts, an archiving), so that what is shown is right at every moment. `card` and `detail` are
    JSON texts in the store's own language; those of the four languages are None where they say the
    same. `title_en` and its like are what sorting by title goes by, `price_key` by price: the
    lowest in minor units, beyond all prices where there is none.
    """

    __tablename__ = "catalog_card"
    __table_args__ = (
        UniqueConstraint("store_id", "product_id", "currency", "valid_from"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        Index("ix_catalog_card_newest", "store_id", "currency", "published_at", "product_id"),
        Index("ix_catalog_card_price", "store_id", "currency", "price_key", "product_id"),
        Index(
            "ix_catalog_card_featured",
            "store_id",
            "currency",
            "is_featured",
            "published_at",
            "product_id",
        ),
        Index("ix_catalog_card_title_en", "store_id", "currency", "title_en", "product_id"),
        Index("ix_catalog_card_title_fr", "store_id", "currency", "title_fr", "product_id"),
        Index("ix_catalog_card_title_de", "store_id", "currency", "title_de", "product_id"),
        Index("ix_catalog_card_title_lb", "store_id", "currency", "title_lb", "product_id"),
    )

    product_id: Mapped[int]
    currency: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    published_at: Mapped[datetime]
    is_featured: Mapped[bool]
    price_key: Mapped[int]
    title_en: Mapped[str]
    title_fr: Mapped[str]
    title_de: Mapped[str]
    title_lb: Mapped[str]
    category_id: Mapped[int | None]
    variant_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    card: Mapped[str]
    card_en: Mapped[str | None]
    card_fr: Mapped[str | None]
    card_de: Mapped[str | None]
    card_lb: Mapped[str | None]
    detail: Mapped[str]
    detail_en: Mapped[str | None]
    detail_fr: Mapped[str | None]
    detail_de: Mapped[str | None]
    detail_lb: Mapped[str | None]
    brand: Mapped[str] = mapped_column(default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
