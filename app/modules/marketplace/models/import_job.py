"""One import: a file or feed that was read into a store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class ImportJob(StoreOwned, Base):
    """What one import did, in rows of its source.

    `rows` = created + updated + unchanged + skipped + failed; it moves in the transaction that
    takes the rows in, so it is also where a broken import goes on. `external_ref` names the source:
    for a file its format and the SHA-256 of its bytes, so a file is imported once however often it
    is handed in. `is_complete` is false when the file ended early; `failure` is a short code of why
    the import as a whole failed.
    """

    __tablename__ = "marketplace_import_job"
    __table_args__ = (
        UniqueConstraint("store_id", "external_ref"),
        CheckConstraint("state IN ('running', 'finished', 'failed')", name="known_state"),
        CheckConstraint("(state = 'running') = (finished_at IS NULL)", name="running_or_finished"),
        Index("ix_marketplace_import_job_started", "store_id", "started_at"),
    )

    external_ref: Mapped[str]
    kind: Mapped[str]
    file_name: Mapped[str]
    state: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    rows: Mapped[int] = mapped_column(default=0, server_default="0")
    created: Mapped[int] = mapped_column(default=0, server_default="0")
    updated: Mapped[int] = mapped_column(default=0, server_default="0")
    unchanged: Mapped[int] = mapped_column(default=0, server_default="0")
    skipped: Mapped[int] = mapped_column(default=0, server_default="0")
    failed: Mapped[int] = mapped_column(default=0, server_default="0")
    is_complete: Mapped[bool] = mapped_column(default=True, server_default="true")
    failure: Mapped[str | None]
