"""That a job of the queue was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class JobReceipt(Base):
    """Written in the transaction of the job's effect, so that a second run finds it done.

    `job_id` is the number in the queue, which is never given twice.
    """

    __tablename__ = "core_job_receipt"
    __table_args__ = (Index("ix_core_job_receipt_done_at", "done_at"),)
    ownership = Ownership.LOCAL

    job_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    done_at: Mapped[datetime] = mapped_column(server_default=func.now())
