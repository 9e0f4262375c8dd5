"""A sellable variant of a product."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Variant(StoreOwned, Base):
    """What is put into a cart: one SKU, once per store, at a price in minor units of `currency`.

    `price_minor` is the price of now, one of those that `catalog_price` has, for lists; a variant
    without a price is known and cannot be bought yet. `taken_minor` is a price in `currency` that
    an import brought and that is not in the history yet. `choices` are its values of the product's
    options, in their order. `retired_at` says since when it is no longer offered.
    `measure_quantity` of `measure_unit` ("g", "ml", "m", ...) are what one piece holds, for the
    price per kilogram or litre.
    """

    __tablename__ = "catalog_variant"
    __table_args__ = (
        UniqueConstraint("store_id", "sku"),
        ForeignKeyConstraint(
            ["store_id", "product_id"], ["catalog_product.store_id", "catalog_product.id"]
        ),
        CheckConstraint("(price_minor IS NULL) = (currency IS NULL)", name="price_has_currency"),
        CheckConstraint("weight_grams >= 0", name="weight_not_negative"),
        Index("ix_catalog_variant_store_id_product_id", "store_id", "product_id"),
    )

    product_id: Mapped[int]
    sku: Mapped[str]
    title: Mapped[str]
    price_minor: Mapped[int | None]
    currency: Mapped[str | None]
    created_at: Mapped[datetime]
    choices: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    weight_grams: Mapped[int] = mapped_column(default=0, server_default="0")
    barcode: Mapped[str] = mapped_column(default="", server_default="")
    image_url: Mapped[str] = mapped_column(default="", server_default="")
    measure_quantity: Mapped[Decimal | None]
    measure_unit: Mapped[str] = mapped_column(default="", server_default="")
    retired_at: Mapped[datetime | None]
    taken_minor: Mapped[int | None]
