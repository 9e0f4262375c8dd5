"""The words of a store's products."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class Word(Base):
    """A word as it is written (folded), and the stem under which it is found."""

    __tablename__ = "search_word"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    locale: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    stem: Mapped[str]


class Spelling(Base):
    """What is left of a word after a slip or two, to find it by what somebody else left of it."""

    __tablename__ = "search_spelling"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    locale: Mapped[str] = mapped_column(primary_key=True)
    deletion: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
