"""What a term of a filter is called."""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Label(StoreOwned, Base):
    """Facet and value of a term as people read them: "option.color", "Color", "Red".

    `folded` is the value as words are compared, to be found by its beginning.
    """

    __tablename__ = "search_label"
    __table_args__ = (
        UniqueConstraint("store_id", "locale", "term"),
        Index("ix_search_label_folded", "store_id", "locale", "folded"),
    )

    locale: Mapped[str]
    term: Mapped[str] = mapped_column(Text(collation="C"))
    facet: Mapped[str]
    name: Mapped[str]
    value: Mapped[str]
    folded: Mapped[str] = mapped_column(Text(collation="C"))
