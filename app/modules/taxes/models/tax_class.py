"""A class of goods that are taxed alike."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned

_CATEGORIES = (
    "'standard', 'reduced', 'second_reduced', 'super_reduced', 'parking', 'zero', 'exempt'"
)


class TaxClass(StoreOwned, Base):
    """A class that products name by its `code`: its category of rates, another in some countries.

    `by_country` is an object of ISO countries and categories.
    """

    __tablename__ = "taxes_class"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        CheckConstraint(f"category IN ({_CATEGORIES})", name="known_category"),
    )

    code: Mapped[str]
    name: Mapped[str]
    category: Mapped[str]
    by_country: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
