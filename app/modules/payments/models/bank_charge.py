"""What the make-believe bank of the test provider knows of a charge."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class BankCharge(StoreOwned, Base):
    """A charge on the bank's own books, written in the bank's own transactions.

    It stands for what a real bank keeps elsewhere: the module reads it through the provider only.
    Whoever was charged twice has two captured rows here of one `order_number`. `scenario` is how
    the card behaves, never a card's number.
    """

    __tablename__ = "payments_test_charge"
    __table_args__ = (
        UniqueConstraint("store_id", "key"),
        UniqueConstraint("store_id", "reference"),
        CheckConstraint(
            "0 <= captured_minor AND captured_minor <= amount_minor", name="captured_within_amount"
        ),
    )

    key: Mapped[str]
    reference: Mapped[str]
    order_number: Mapped[str]
    scenario: Mapped[str]
    status: Mapped[str]
    currency: Mapped[str]
    amount_minor: Mapped[int]
    captured_minor: Mapped[int] = mapped_column(server_default="0")
    decline_code: Mapped[str | None]
    is_captured_later: Mapped[bool] = mapped_column(server_default="false")
    return_url: Mapped[str | None]
    created_at: Mapped[datetime]
