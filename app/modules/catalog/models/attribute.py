"""What a store tells of its products beside the texts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Attribute(StoreOwned, Base):
    """A property such as "Material"; products hold its value under its code.

    `choices` are a list of {"code", "name", "translations": {locale: name}} for the kind "choice".
    """

    __tablename__ = "catalog_attribute"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        CheckConstraint("kind IN ('text', 'number', 'yes_no', 'choice')", name="kind_known"),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default="", server_default="")
    translations: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    choices: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default="[]")
    is_shown: Mapped[bool] = mapped_column(default=True, server_default="true")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
