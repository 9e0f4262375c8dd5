"""What the stores of a platform add up to, so that its dashboard need not read each of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer, SmallInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class PlatformFigure(Base):
    """Like `Figure`, summed over the members of a platform, in the platform's days.

    The platform `INSTALLATION` (0) has every store once. Deltas stay with their stores.
    """

    __tablename__ = "core_platform_figure"
    ownership = Ownership.SHARED

    platform_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grain: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    amounts: Mapped[list[int | None]] = mapped_column(ARRAY(BigInteger))


class PlatformCourse(Base):
    """Like `DayCourse`, summed over the members of a platform."""

    __tablename__ = "core_platform_course"
    ownership = Ownership.SHARED

    platform_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    codes: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    amounts: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))


class Rollup(Base):
    """Which stores a platform's figures of a module hold, ascending, and in which zone.

    Figures count only while this is what the links say; otherwise the stores are counted anew, and
    the keeper brings the rollup in line.
    """

    __tablename__ = "core_rollup"
    ownership = Ownership.SHARED

    platform_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    module: Mapped[str] = mapped_column(primary_key=True)
    time_zone: Mapped[str]
    members: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
