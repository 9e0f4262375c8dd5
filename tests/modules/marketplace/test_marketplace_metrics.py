"""The numbers of marketplace on hand-made histories, and that its lists show the rows counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.imports import ImportJobIn, RefusedRow, StagingProductIn
from app.modules.contracts.listings import ListScope
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.contracts.widgets import WidgetProviderProtocol
from app.modules.marketplace.listings import LISTINGS
from app.modules.marketplace.metric_descriptions import DESCRIPTIONS
from app.modules.marketplace.models import (
    ImportJob,
    ImportRefusal,
    OpenInvoice,
    Sighting,
    StagingProduct,
)
from app.modules.marketplace.services.import_recorder import import_recorder
from app.modules.marketplace.services.import_widgets import import_widgets
from app.modules.marketplace.services.marketplace_metrics import marketplace_metrics_provider
from app.modules.tenancy.models import Store
from tests.factories import make_platform, make_store
from tests.modules.marketplace.recorded import at, job, staged

MARCH = ("2024-03-01", "2024-04-01")


def window(start: str, end: str) -> MetricsContext:
    return MetricsContext(
        date_from=at(start), date_to=at(end), include_trends=True, now=at("2024-12-31")
    )


def by_key(values: list[MetricValue]) -> dict[str, MetricValue]:
    return {value.key.removeprefix("marketplace."): value for value in values}


def figures(db: Session, store: Store, start: str, end: str) -> dict[str, object]:
    values = marketplace_metrics_provider.get_store_metrics(db, store.id, window(start, end))
    return {key: value.value for key, value in by_key(values).items()}


def record(db: Session, store: Store, *jobs: ImportJobIn) -> None:
    enter_store(db, store.id)
    import_recorder.take_jobs(db, store.id, jobs)


def stage(db: Session, store: Store, *products: StagingProductIn) -> None:
    enter_store(db, store.id)
    import_recorder.take_staging(db, store.id, products)


def fill(db: Session, store: Store) -> None:
    """Three imports (one unfinished, one before March) and three staged products."""
    reasons = tuple(RefusedRow(number, "Too short", "x", "length") for number in range(2, 7))
    march = job(created=70, updated=10, unchanged=15, skipped=40, failed=5, reasons=reasons)
    before = job(at("2024-02-27"), created=1, failed=1, reasons=reasons[:1])
    running = job(at("2024-03-31T23:00:00"), finished_at=None, state="running")
    record(db, store, march, before, running)
    resolved = {"resolved_at": at("2024-03-20"), "resolution": "accepted"}
    stage(db, store, staged(march), staged(march, **resolved), staged(before, price_minor=None))


class TestMarketplaceMetrics:
    def test_fulfils_the_contract(self) -> None:
        assert isinstance(marketplace_metrics_provider, MetricsProviderProtocol)
        assert marketplace_metrics_provider.metrics_category == "marketplace"

    def test_counts_imports_rows_and_what_waits(self, db: Session) -> None:
        store = make_store(db)
        fill(db, store)

        assert figures(db, store, *MARCH) == {
            "import_jobs": 2,
            "running_jobs": 1,
            "staging_products": 2,
            "success_rate": 95.0,
            "rows_failed": 5,
        }
        assert figures(db, store, "2024-02-01", "2024-03-01") == {
            "import_jobs": 1,
            "running_jobs": 0,
            "staging_products": 0,
            "success_rate": 50.0,
            "rows_failed": 1,
        }

    def test_without_rows_there_is_no_rate(self, db: Session) -> None:
        store = make_store(db)
        record(db, store, job(skipped=3))

        assert figures(db, store, *MARCH)["success_rate"] is None
        assert figures(db, store, *MARCH)["import_jobs"] == 1

    def test_a_rate_moves_in_points_and_is_computed_from_its_parts(self, db: Session) -> None:
        platform = make_platform(db)
        first, second = (make_store(db, platforms=[platform]) for _ in range(2))
        record(db, first, job(created=99, failed=1), job(at("2024-02-15"), created=1, failed=1))
        record(db, second, job(created=0, failed=100))

        values = marketplace_metrics_provider.get_platform_metrics(db, platform.id, window(*MARCH))
        rate = by_key(values)["success_rate"]

        assert (rate.value, rate.previous_value) == (49.5, 50.0)
        assert (rate.trend, rate.trend_value) == ("down", -0.5)

    @pytest.mark.parametrize(
        ("started", "expected"),
        [
            ("2024-02-29T23:59:59", 0),
            ("2024-03-01T00:00:00", 1),
            ("2024-03-31T23:59:59", 1),
            ("2024-04-01T00:00:00", 0),
        ],
    )
    def test_the_start_of_an_import_decides(self, db: Session, started: str, expected: int) -> None:
        store = make_store(db)
        record(db, store, job(at(started), failed=1))

        found = figures(db, store, *MARCH)

        assert found["import_jobs"] == found["rows_failed"] == expected

    def test_one_store_does_not_move_the_other(self, db: Session) -> None:
        store, other = make_store(db), make_store(db)
        fill(db, store)
        before = figures(db, store, *MARCH)

        fill(db, other)

        assert figures(db, store, *MARCH) == before


class TestLists:
    @pytest.mark.parametrize("span", [MARCH, ("2024-02-01", "2024-03-01")])
    def test_every_list_sums_to_its_number(self, db: Session, span: tuple[str, str]) -> None:
        platform = make_platform(db)
        stores = [make_store(db, platforms=[platform]) for _ in range(2)]
        for store in stores:
            fill(db, store)
        values = by_key(
            marketplace_metrics_provider.get_platform_metrics(db, platform.id, window(*span))
        )
        ids = tuple(store.id for store in stores)
        enter_stores(db, ids)
        scope = ListScope(ids, platform.id, at(span[0]), at(span[1]))
        checked = set()
        for listing in LISTINGS:
            for view in listing.views:
                statement = listing.statement(view.code, scope)
                _assert_columns(statement, {column.name for column in listing.columns})
                for key, column in view.counts.items():
                    name = key.removeprefix("marketplace.")
                    assert _total(db, statement, column) == values[name].value
                    checked.add(key)
        ratios = {"marketplace.success_rate"}
        assert checked == {description.key for description in DESCRIPTIONS} - ratios

    def test_the_rate_is_that_of_the_rows_it_links_to(self, db: Session) -> None:
        store = make_store(db)
        fill(db, store)
        scope = ListScope((store.id,), None, at(MARCH[0]), at(MARCH[1]))
        rows = db.execute(LISTINGS[0].statement("started", scope)).all()

        good = sum(row.created + row.updated + row.unchanged for row in rows)
        failed = sum(row.failed for row in rows)

        assert figures(db, store, *MARCH)["success_rate"] == 100 * good / (good + failed)

    def test_an_open_window_means_ever_and_now(self, db: Session) -> None:
        store = make_store(db)
        fill(db, store)
        scope = ListScope((store.id,), None, None, None)

        with freeze(at("2024-03-11")):
            counts = {
                (listing.code, view.code): _total(db, listing.statement(view.code, scope), "")
                for listing in LISTINGS
                for view in listing.views
            }

        assert counts == {
            ("imports", "started"): 2,
            ("imports", "running"): 0,
            ("imports", "to-check"): 1,
            ("refusals", "refused"): 6,
            ("staging", "waiting"): 3,
            ("staging", "all"): 3,
        }

    def test_every_number_links_to_a_view(self) -> None:
        views = {(entry.code, view.code) for entry in LISTINGS for view in entry.views}
        links = [description.link for description in DESCRIPTIONS]
        assert {(link.listing, link.view) for link in links if link} <= views
        assert all(links)


class TestWidgets:
    def test_fulfil_the_contract(self) -> None:
        assert isinstance(import_widgets, WidgetProviderProtocol)

    @pytest.mark.parametrize(
        ("now", "count"),
        [("2024-03-05", 0), ("2024-03-06", 2), ("2024-03-12T09:59", 2), ("2024-03-13", 0)],
    )
    def test_the_to_do_counts_what_its_list_shows(self, db: Session, now: str, count: int) -> None:
        store = make_store(db)
        day = at("2024-03-05T10:00")
        record(db, store, job(day, failed=2), job(day, created=5), job(day, state="failed"))

        with freeze(at(now)):
            todos = import_widgets.get_todos(db, [store.id])
            listed = LISTINGS[0].statement("to-check", ListScope((store.id,), None, None, None))

        assert [todo.count for todo in todos] == ([count] if count else [])
        assert _total(db, listed, "") == count

    def test_the_panel_shows_the_latest_five(self, db: Session) -> None:
        store = make_store(db)
        days = [at(f"2024-03-{day:02}") for day in range(1, 9)]
        record(db, store, *(job(day, file_name=f"{day:%d}.csv") for day in days))

        (panel,) = import_widgets.get_panels(db, [store.id])

        names = [row["file_name"] for row in panel.rows]
        assert names == ["08.csv", "07.csv", "06.csv", "05.csv", "04.csv"]
        assert set(panel.rows[0]) == {column.name for column in panel.columns}


class TestIsolation:
    @pytest.mark.parametrize(
        "entity", [ImportJob, ImportRefusal, StagingProduct, Sighting, OpenInvoice]
    )
    def test_no_row_is_seen_without_a_scope_or_in_another_stores(
        self, db: Session, entity: type[ImportJob]
    ) -> None:
        store, other = make_store(db), make_store(db)
        fill(db, store)
        (job_id,) = db.scalars(select(ImportJob.id).limit(1))
        seen: dict[str, object] = {"source": "x", "kind": "product", "external_ref": "y"}
        db.add(Sighting(store_id=store.id, first_seen_at=at("2024-01-01"), **seen))
        db.add(OpenInvoice(store_id=store.id, job_id=job_id, number="1", digests=""))
        db.flush()
        everything = select(func.count()).select_from(entity)
        assert db.scalars(everything).one() > 0

        enter_store(db, other.id)
        assert db.scalars(everything).one() == 0
        enter_stores(db, [])
        assert db.scalars(everything).one() == 0


def _assert_columns(statement: Select[tuple[object, ...]], names: set[str]) -> None:
    selected = {column.name for column in statement.selected_columns}
    assert names | {"id", "store_name"} <= selected


def _total(db: Session, statement: Select[tuple[object, ...]], column: str) -> Decimal:
    rows = statement.subquery()
    amount = func.coalesce(func.sum(rows.c[column]), 0) if column else func.count()
    total: Decimal = db.scalars(select(amount).select_from(rows)).one()
    return total
