"""Recording imports that ran elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.modules.contracts.imports import IMPORT_RECORDER, RefusedRow
from app.modules.contracts.intake import IntakeCount
from app.modules.marketplace.exceptions import UnknownImportJob
from app.modules.marketplace.models import ImportJob, ImportRefusal, StagingProduct
from app.modules.marketplace.services.import_recorder import UNEXPLAINED, import_recorder
from app.modules.registry import registry
from tests.factories import make_store
from tests.modules.marketplace.recorded import at, job, staged

REASONS = (RefusedRow(7, "No price", "a,b"), RefusedRow(9, "No title", "c,d", "columns"))


class TestImportRecorder:
    def test_is_found_under_its_key(self) -> None:
        assert registry().find(IMPORT_RECORDER) is import_recorder

    def test_taking_the_same_again_changes_nothing(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        jobs = [job(failed=2, reasons=REASONS), job()]
        products = [staged(jobs[0]), staged(jobs[1], price_minor=None)]

        for expected in (IntakeCount(created=2), IntakeCount(unchanged=2)):
            assert import_recorder.take_jobs(db, store.id, jobs) == expected
            assert import_recorder.take_staging(db, store.id, products) == expected

    def test_taking_it_changed_updates_it(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        running = job(state="running", finished_at=None)
        other = job()
        product = staged(other)
        import_recorder.take_jobs(db, store.id, [running, other])
        import_recorder.take_staging(db, store.id, [product])

        finished = replace(running, state="finished", finished_at=at("2024-03-11"), created=8)
        count = import_recorder.take_jobs(db, store.id, [finished, other, job()])
        resolved = replace(product, resolved_at=at("2024-03-12"), resolution="rejected")

        assert count == IntakeCount(created=1, updated=1, unchanged=1)
        assert import_recorder.take_staging(db, store.id, [resolved]) == IntakeCount(updated=1)
        assert db.scalars(select(StagingProduct.resolution)).one() == "rejected"
        states = db.execute(select(ImportJob.state, ImportJob.created)).all()
        assert ("finished", 8) in [tuple(row) for row in states]

    @pytest.mark.parametrize(
        "reasons", [REASONS[:1], (*REASONS, RefusedRow(11, "No SKU", "")), REASONS[::-1]]
    )
    def test_refusals_follow_the_job(self, db: Session, reasons: tuple[RefusedRow, ...]) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        first = job(failed=2, reasons=REASONS)
        import_recorder.take_jobs(db, store.id, [first])

        again = replace(first, failed=len(reasons), reasons=reasons)
        count = import_recorder.take_jobs(db, store.id, [again])

        assert count == IntakeCount(updated=1)
        assert _refusals(db) == [(row.line, row.reason) for row in reasons]

    def test_rows_without_a_reason_are_listed_as_such(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        import_recorder.take_jobs(db, store.id, [job(failed=3, reasons=REASONS[:1])])

        unexplained = (None, UNEXPLAINED.reason)
        assert _refusals(db) == [(7, "No price"), unexplained, unexplained]

    def test_more_reasons_than_failed_rows_count_as_failed(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        import_recorder.take_jobs(db, store.id, [job(failed=0, reasons=REASONS)])

        assert db.scalars(select(ImportJob.failed)).one() == 2

    def test_a_product_of_an_unknown_import_is_refused(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        theirs = job()
        enter_store(db, other.id)
        import_recorder.take_jobs(db, other.id, [theirs])
        enter_store(db, store.id)

        with pytest.raises(UnknownImportJob):
            import_recorder.take_staging(db, store.id, [staged(theirs)])

    def test_nothing_to_record_is_nothing(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)

        assert import_recorder.take_jobs(db, store.id, []) == IntakeCount()
        assert import_recorder.take_staging(db, store.id, []) == IntakeCount()


def _refusals(db: Session) -> list[tuple[int | None, str]]:
    statement = select(ImportRefusal.line, ImportRefusal.reason).order_by(ImportRefusal.position)
    return [(line, reason) for line, reason in db.execute(statement)]
