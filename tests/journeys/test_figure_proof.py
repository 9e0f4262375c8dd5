"""A wrong figure is found and named, and mending it mends nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.repositories.figure_audit import Difference
from app.modules.core.services import figure_proof as proof
from app.modules.core.services.figure_upkeep import align_platform, fold_store
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.tenancy.models import Platform, Store
from tests.factories import make_platform, make_store
from tests.modules.orders.factories import order_in, reversal_in, take

YESTERDAY = utc_now() - timedelta(days=1)
EVERYTHING = proof.Span()
PLANTED = {
    "day": "UPDATE core_figure SET amounts[1] = coalesce(amounts[1], 0) + 5 WHERE grain = 1",
    "total": "UPDATE core_figure SET amounts[1] = coalesce(amounts[1], 0) + 5 WHERE grain = 2",
    "course": "UPDATE core_day_course SET amounts[1] = amounts[1] + 5",
}


@pytest.fixture
def platform(db: Session) -> Platform:
    return make_platform(db, time_zone="Asia/Kathmandu")


@pytest.fixture
def store(db: Session, platform: Platform) -> Store:
    """A store with two days of trade, folded, and one order that is not."""
    store = make_store(db, platforms=[platform])
    take(db, store.id, order_in(YESTERDAY, paid_at=YESTERDAY), order_in(utc_now()))
    take(db, store.id, reversal_in(YESTERDAY))
    align_platform(db, platform.id, ORDER_FIGURES)
    fold_store(db, store.id)
    take(db, store.id, order_in(utc_now()))
    return store


def differences_of(db: Session, store_id: int) -> list[Difference]:
    audited = proof.of_store(db, store_id, ORDER_FIGURES)
    assert audited is not None
    return proof.differences(db, ORDER_FIGURES, audited, EVERYTHING)


def differences_of_platform(db: Session, platform_id: int) -> list[Difference]:
    audited = proof.of_platform(db, platform_id, ORDER_FIGURES)
    assert audited is not None
    return proof.differences(db, ORDER_FIGURES, audited, EVERYTHING)


def mend(db: Session, store_id: int) -> None:
    audited = proof.of_store(db, store_id, ORDER_FIGURES)
    assert audited is not None
    found = proof.differences(db, ORDER_FIGURES, audited, EVERYTHING)
    proof.mend(db, ORDER_FIGURES, audited, found)


def mend_platform(db: Session, platform_id: int) -> None:
    audited = proof.of_platform(db, platform_id, ORDER_FIGURES)
    assert audited is not None
    found = proof.differences(db, ORDER_FIGURES, audited, EVERYTHING)
    proof.mend(db, ORDER_FIGURES, audited, found)


class TestAligning:
    def test_by_two_processes_at_once_counts_each_store_once(self, committed: Database) -> None:
        with committed.transaction() as db:
            platform = make_platform(db)
            store = make_store(db, platforms=[platform])
            take(db, store.id, order_in(utc_now()))
            fold_store(db, store.id)

        def align() -> None:
            with committed.transaction(for_job=True) as other:
                align_platform(other, platform.id, ORDER_FIGURES)

        with ThreadPoolExecutor() as pool:
            with committed.transaction(for_job=True) as db:
                align_platform(db, platform.id, ORDER_FIGURES)
                second = pool.submit(align)
                assert not wait([second], timeout=0.5).done
            second.result()

        with committed.transaction() as db:
            assert differences_of_platform(db, platform.id) == []


class TestProof:
    def test_finds_nothing_where_nothing_is_wrong(
        self, db: Session, store: Store, platform: Platform
    ) -> None:
        assert differences_of(db, store.id) == []
        assert differences_of_platform(db, platform.id) == []

    @pytest.mark.parametrize("grain", PLANTED)
    def test_names_a_wrong_figure_and_mends_it(self, db: Session, store: Store, grain: str) -> None:
        enter_store(db, store.id)
        db.execute(text(PLANTED[grain]))

        found = differences_of(db, store.id)
        mend(db, store.id)

        assert {difference.grain for difference in found} == {grain}
        assert all(one.kept - one.counted == 5 for one in found if one.grain != "course")
        assert differences_of(db, store.id) == []

    @pytest.mark.parametrize("grain", PLANTED)
    def test_names_and_mends_wrong_sums_of_a_platform(
        self, db: Session, store: Store, platform: Platform, grain: str
    ) -> None:
        planted = PLANTED[grain].replace("core_figure", "core_platform_figure")
        db.execute(text(planted.replace("core_day_course", "core_platform_course")))

        found = differences_of_platform(db, platform.id)
        mend_platform(db, platform.id)

        assert {difference.grain for difference in found} == {grain}
        assert differences_of_platform(db, platform.id) == []
        assert differences_of(db, store.id) == []

    def test_finds_a_write_that_went_past_the_read_models(
        self, db: Session, store: Store, platform: Platform
    ) -> None:
        enter_store(db, store.id)
        db.execute(
            text("UPDATE orders_order SET gross_minor = gross_minor + 7 WHERE paid_at IS NOT NULL")
        )

        found = differences_of(db, store.id)
        mend(db, store.id)
        mend_platform(db, platform.id)

        days = [one for one in found if one.grain == "day"]
        assert [(one.measure, one.currency, one.counted - one.kept) for one in days] == [
            ("orders.gross_sales", "EUR", 7)
        ]
        assert differences_of(db, store.id) == []
        assert differences_of_platform(db, platform.id) == []
