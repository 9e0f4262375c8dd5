"""What imports have seen of a product or customer so far."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class Sighting(StoreOwned, Base):
    """The sum of all rows of a source that named one product or customer.

    A file of orders names a product in thousands of rows, under several titles and prices. The
    label (a title, a country) is the best-ranked and then earliest one, the price the latest one;
    ties go to the smaller label and the higher price. So the outcome depends neither on the order
    in which rows and files arrive nor on where an import was interrupted.
    """

    __tablename__ = "marketplace_sighting"
    __table_args__ = (
        UniqueConstraint("store_id", "source", "kind", "external_ref"),
        CheckConstraint("kind IN ('product', 'customer')", name="known_kind"),
    )

    source: Mapped[str]
    kind: Mapped[str]
    external_ref: Mapped[str]
    first_seen_at: Mapped[datetime]
    label: Mapped[str | None]
    label_rank: Mapped[int | None]
    labelled_at: Mapped[datetime | None]
    price_minor: Mapped[int | None]
    priced_at: Mapped[datetime | None]
