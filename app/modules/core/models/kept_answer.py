"""The last good answer of each provider to each question, of a store and of a platform."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base, Ownership
from app.modules.tenancy.models import StoreOwned


class StoreAnswer(StoreOwned, Base):
    """What a provider last answered for a store; `question` says for which period and how."""

    __tablename__ = "core_store_answer"
    __table_args__ = (UniqueConstraint("store_id", "module_code", "question"),)

    module_code: Mapped[str]
    question: Mapped[str]
    category: Mapped[str]
    answered_at: Mapped[datetime]
    payload: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class PlatformAnswer(Base):
    """The same for a platform, over all stores that were linked to it then; 0 stands for all."""

    __tablename__ = "core_platform_answer"
    ownership = Ownership.SHARED

    platform_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    module_code: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str]
    answered_at: Mapped[datetime]
    payload: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
