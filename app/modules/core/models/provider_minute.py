"""How the providers did, minute by minute."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership


class ProviderMinute(Base):
    """What one process saw of one module's provider in one minute; names no store.

    `times` counts the runs by time taken, in the buckets of `run_record.BOUNDS_MS`. `parked` are
    the answers given without asking, `open_breakers` the stores and platforms parked at the end.
    """

    __tablename__ = "core_provider_minute"
    __table_args__ = (Index("ix_core_provider_minute_minute", "minute"),)
    ownership = Ownership.LOCAL

    module_code: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(primary_key=True)
    process: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[int]
    errors: Mapped[int]
    timeouts: Mapped[int]
    parked: Mapped[int]
    open_breakers: Mapped[int]
    times: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    last_state: Mapped[str]
    last_at: Mapped[datetime]
    failed_at: Mapped[datetime | None]
    reference: Mapped[str | None]
