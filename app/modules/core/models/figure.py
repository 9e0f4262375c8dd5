"""What a store's figures add up to: by day, over all time, and not yet added up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, Sequence, SmallInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership

DELTA, DAY, TOTAL = 0, 1, 2
PARTS = Sequence("core_figure_part_seq", data_type=BigInteger, metadata=Base.metadata)


class Figure(Base):
    """The measures of one module in one span of one store, per currency ("" for plain counts).

    A delta (`grain` 0) is a change that was written with its cause: `at` is its quarter hour,
    `part` sets it apart, so that writers never wait for each other. A keeper folds deltas into the
    day (1, `at` is the store's midnight) and the total over all time (2, `at` is 1970); until then
    a reader adds them, so the sum is right at every moment. `amounts` has each measure at the place
    that `FigureMeasure` gives it, null for 0; money is in minor units.
    """

    __tablename__ = "core_figure"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    grain: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amounts: Mapped[list[int | None]] = mapped_column(ARRAY(BigInteger))


class DayCourse(Base):
    """How one local day of a store went, by quarter hour; kept for about a year.

    It answers "the same part of that day". Each code is a quarter of the day times 100 plus the
    place of a measure; `amounts` stand beside the codes.
    """

    __tablename__ = "core_day_course"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    codes: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    amounts: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))


class FigureState(Base):
    """That a store's figures of a module are kept, and in which zone its days are cut."""

    __tablename__ = "core_figure_state"
    ownership = Ownership.STORE

    store_id: Mapped[int] = mapped_column(ForeignKey("tenancy_store.id"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    time_zone: Mapped[str]
