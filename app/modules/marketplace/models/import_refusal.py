"""A row that an import refused."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ImportRefusal(StoreOwned, Base):
    """Why one row of a source could not be used.

    `position` counts the refusals of a job from 1. `line` is the row's line in the file (the header
    is line 1), empty when unknown. `text` is the beginning of the row as it stood there.
    """

    __tablename__ = "marketplace_import_refusal"
    __table_args__ = (
        UniqueConstraint("store_id", "job_id", "position"),
        ForeignKeyConstraint(
            ["store_id", "job_id"],
            ["marketplace_import_job.store_id", "marketplace_import_job.id"],
        ),
    )

    job_id: Mapped[int]
    position: Mapped[int]
    line: Mapped[int | None]
    problem: Mapped[str]
    reason: Mapped[str]
    text: Mapped[str]
