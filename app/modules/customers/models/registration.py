"""A registration that waits for its address to be confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.kernel.database.personal import PERSONAL
from app.modules.tenancy.models import StoreOwned


class Registration(StoreOwned, Base):
    """What somebody typed who says that the address is theirs; no account until it is proven."""

    __tablename__ = "customers_registration"
    __table_args__ = (
        UniqueConstraint("store_id", "token_digest"),
        Index("ix_customers_registration_email", "store_id", "email"),
    )

    token_digest: Mapped[str]
    email: Mapped[str] = mapped_column(info=PERSONAL)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    password_hash: Mapped[str]
    locale: Mapped[str]
    # The words agreed to, None for somebody who wants no advertising.
    marketing_wording: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
