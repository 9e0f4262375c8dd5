"""Where each measure stands in the amounts of the read models."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class FigureMeasure(Base):
    """A measure's place, from 1 on: given once and never used again for another."""

    __tablename__ = "core_figure_measure"
    __table_args__ = (
        UniqueConstraint("module", "position"),
        CheckConstraint("position BETWEEN 1 AND 99", name="position_fits_a_code"),
    )
    ownership = Ownership.SHARED

    module: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
