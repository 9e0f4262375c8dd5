"""What a running import has already taken of an invoice."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kernel.database.base import Base
from app.modules.tenancy.models import StoreOwned


class OpenInvoice(StoreOwned, Base):
    """The digests of the lines of one invoice that one import has read so far, run together.

    Two equal lines of an invoice are two lines. When an invoice comes in pieces, its second piece
    must go on counting equal lines where the first one stopped, also after an interruption. The
    rows of a job are deleted when it finishes.
    """

    __tablename__ = "marketplace_open_invoice"
    __table_args__ = (
        UniqueConstraint("store_id", "job_id", "number"),
        ForeignKeyConstraint(
            ["store_id", "job_id"],
            ["marketplace_import_job.store_id", "marketplace_import_job.id"],
        ),
    )

    job_id: Mapped[int]
    number: Mapped[str]
    digests: Mapped[str]
