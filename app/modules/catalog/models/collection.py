"""A selection of products, made by hand or by rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Collection(StoreOwned, Base):
    """Products that are shown together; with `rules` they are chosen by all (or any) of them.

    Each rule is {"field", "test", "value"}; without rules the members were put there by hand, in
    an order of their own.
    """

    __tablename__ = "catalog_collection"

    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    seo_title: Mapped[str] = mapped_column(default="", server_default="")
    seo_description: Mapped[str] = mapped_column(default="", server_default="")
    translations: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    image_url: Mapped[str] = mapped_column(default="", server_default="")
    rules: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default="[]")
    matches_any: Mapped[bool] = mapped_column(default=False, server_default="false")
    sort: Mapped[str] = mapped_column(default="newest", server_default="newest")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    is_shown: Mapped[bool] = mapped_column(default=True, server_default="true")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime]
