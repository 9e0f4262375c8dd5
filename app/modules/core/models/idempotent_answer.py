"""The answer to a call that must not be carried out twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class IdempotentAnswer(StoreOwned, Base):
    """What a caller was answered under a key, written with the effect of the call.

    `actor` keeps the keys of different callers apart. `fingerprint` is a digest of method, path and
    body. A call in two transactions notes in the first how to go on (`note`) and has no `status`
    before the second.
    """

    __tablename__ = "core_idempotent_answer"
    __table_args__ = (
        UniqueConstraint("store_id", "actor", "key"),
        Index("ix_core_idempotent_answer_store_id_created_at", "store_id", "created_at"),
    )

    actor: Mapped[str]
    key: Mapped[str]
    fingerprint: Mapped[str]
    note: Mapped[str | None]
    status: Mapped[int | None]
    body: Mapped[str | None] = mapped_column(Text)
    headers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime]
