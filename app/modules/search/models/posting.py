"""Where a term occurs."""

from __future__ import annotations

from sqlalchemy import SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class Posting(Base):
    """That a product has a term, and how much that says of it; the whole row is the key.

    An inverted index in rows. PostgreSQL's own (GIN) is no use here: its operators are not
    leakproof, and such an operator may not look into an index before row level security has seen
    every row of the store. Comparing keys is leakproof. In the order of the key the products of a
    term come by weight, so the best of a common word are found without reading the rest. Terms of
    filters weigh 0. No foreign key: the rows are made from documents and go with them.
    """

    __tablename__ = "search_posting"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    locale: Mapped[str] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    weight: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
