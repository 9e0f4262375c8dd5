"""What the dashboard shows of imports beside the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.modules.marketplace.models import ImportJob
from app.modules.marketplace.repositories.import_rows import needs_check


class ImportOverview:
    """Reads over the stores that the caller names."""

    def __init__(self, db: Session, store_ids: Sequence[int]) -> None:
        self._db = db
        self._is_ours = ImportJob.store_id.in_(store_ids)

    def count_to_check(self, moment: datetime) -> int:
        """Imports of the week before the moment that refused rows or broke off."""
        statement = select(func.count()).select_from(ImportJob)
        return self._db.scalars(statement.where(self._is_ours, needs_check(moment))).one()

    def latest(self, limit: int) -> Sequence[Row[*tuple[Any, ...]]]:
        """The imports that were started last."""
        return self._db.execute(
            select(ImportJob.file_name, ImportJob.state, ImportJob.started_at, ImportJob.failed)
            .where(self._is_ours)
            .order_by(ImportJob.started_at.desc(), ImportJob.id.desc())
            .limit(limit)
        ).all()
