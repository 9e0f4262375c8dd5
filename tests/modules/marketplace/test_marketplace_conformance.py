"""The marketplace passes through the kit: an import whose product is accepted later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.imports import StagingProductIn
from app.modules.marketplace.definition import marketplace_module
from app.modules.marketplace.services.import_recorder import import_recorder
from app.testing import ProviderConformance
from tests.modules.marketplace.recorded import job, staged


class TestMarketplaceConformance(ProviderConformance):
    module = marketplace_module

    def act(self, db: Session, store_id: int, at: datetime, currency: str) -> StagingProductIn:
        ran = job(at, rows=5, created=3, unchanged=1, failed=1)
        import_recorder.take_jobs(db, store_id, [ran])
        waiting = staged(ran, staged_at=at)
        import_recorder.take_staging(db, store_id, [waiting])
        return waiting

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, StagingProductIn)
        decided = replace(done, resolved_at=at, resolution="accepted")
        import_recorder.take_staging(db, store_id, [decided])
