"""A way to pay, as a store has set it up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Method(StoreOwned, Base):
    """What shoppers may choose: a provider under the store's own code, name and place in the list.

    `names` and `instructions` are texts by locale. `settings` holds plain values of the provider;
    its secrets are never kept here (`services/provider_accounts.py`). Between `min_minor` and
    `max_minor`, both inclusive and in minor units of the order's currency, it is offered.
    """

    __tablename__ = "payments_method"
    __table_args__ = (
        UniqueConstraint("store_id", "code"),
        CheckConstraint("position >= 0", name="position_not_negative"),
    )

    code: Mapped[str]
    provider: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    instructions: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    is_enabled: Mapped[bool] = mapped_column(server_default="true")
    is_captured_later: Mapped[bool] = mapped_column(server_default="false")
    min_minor: Mapped[int | None]
    max_minor: Mapped[int | None]
    position: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column(server_default="1")
