"""What a term of a filter is called."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class Label(Base):
    """Facet and value of a term as people read them: "option.color", "Color", "Red".

    `folded` is the value as words are compared, to be found by its beginning.
    """

    __tablename__ = "search_label"
    __table_args__ = (Index("ix_search_label_folded", "store_id", "locale", "folded"),)
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    locale: Mapped[str] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    facet: Mapped[str]
    name: Mapped[str]
    value: Mapped[str]
    folded: Mapped[str] = mapped_column(Text(collation="C"))
