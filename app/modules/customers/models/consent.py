"""What a customer agreed to, in which words, and until when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Consent(StoreOwned, Base):
    """A consent as it was given (Regulation (EU) 2016/679, article 7); never changed afterwards.

    Withdrawing it only adds when. `wording` is what the customer saw, `source` where they saw it.
    """

    __tablename__ = "customers_consent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
        ),
        Index("ix_customers_consent_customer", "store_id", "customer_id"),
        Index(
            "uq_customers_consent_in_force",
            "store_id",
            "customer_id",
            "kind",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    customer_id: Mapped[int]
    kind: Mapped[str]
    wording: Mapped[str]
    source: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
