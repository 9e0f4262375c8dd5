"""Which lines a running import has taken of each invoice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Table, any_, delete, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import String

from app.kernel.database.upsert import Merge, upsert_rows
from app.modules.marketplace.models import OpenInvoice

DIGEST_LENGTH = 16
_KEY = ("store_id", "job_id", "number")


class OpenInvoices:
    """The invoices of one running job, in the caller's transaction and store scope."""

    def __init__(self, db: Session, store_id: int, job_id: int) -> None:
        self._db = db
        self._store_id = store_id
        self._job_id = job_id

    def digests_of(self, numbers: Sequence[str]) -> dict[str, str]:
        """The digests of each of these invoices that was begun in an earlier batch."""
        rows = self._db.execute(
            select(OpenInvoice.number, OpenInvoice.digests).where(
                OpenInvoice.store_id == self._store_id,
                OpenInvoice.job_id == self._job_id,
                OpenInvoice.number == any_(literal(list(numbers), ARRAY(String))),
            )
        )
        return dict(rows.all())

    def keep(self, digests: Mapping[str, str]) -> None:
        """Replaces the digests of these invoices."""
        rows = [
            {
                "store_id": self._store_id,
                "job_id": self._job_id,
                "number": number,
                "digests": run_together,
            }
            for number, run_together in digests.items()
        ]
        table = cast("Table", OpenInvoice.__table__)
        upsert_rows(self._db, table, rows, key=_KEY, merge={"digests": Merge.REPLACE})

    def forget_all(self) -> None:
        """Deletes what was kept for the job: it is finished."""
        self._db.execute(
            delete(OpenInvoice).where(
                OpenInvoice.store_id == self._store_id, OpenInvoice.job_id == self._job_id
            )
        )


def count_digests(run_together: str) -> Counter[str]:
    """How often each digest stands in a run of them."""
    starts = range(0, len(run_together), DIGEST_LENGTH)
    return Counter(run_together[start : start + DIGEST_LENGTH] for start in starts)
