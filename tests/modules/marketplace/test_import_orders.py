"""Importing files of orders: what comes of them, repeated, in pieces, damaged and interrupted."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Product, Variant
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.catalog import CATALOG_INTAKE
from app.modules.contracts.customers import CUSTOMER_INTAKE
from app.modules.contracts.imports import ORDER_IMPORTER, ImportProgress
from app.modules.contracts.orders import ORDER_INTAKE
from app.modules.contracts.stock import STOCK_INTAKE
from app.modules.customers.services.customer_metrics import customer_metrics_provider
from app.modules.inventory.models import StockItem
from app.modules.inventory.services.keep_stock import change_how_kept
from app.modules.marketplace.exceptions import (
    EmptyFile,
    ImportRunsElsewhere,
    NotAFile,
    OrdersUnavailable,
    UnknownFormat,
    WrongColumns,
)
from app.modules.marketplace.services import batches, import_run, intakes
from app.modules.marketplace.services.order_importer import order_importer
from app.modules.marketplace.services.take_batch import BatchTaking
from app.modules.orders.services.order_metrics import order_metrics_provider
from app.modules.registry import ModuleRegistry, registry
from tests.modules.marketplace.factories import (
    committed_store,
    import_file,
    line,
    numbers,
    retail_rows,
    table_dumps,
    write_file,
)

JOBS = "marketplace_import_job"


@pytest.fixture
def store_id(committed: Database) -> int:
    return committed_store(committed)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few invoices, so that small files have several."""
    monkeypatch.setattr(batches, "DOCUMENTS_OF_A_BATCH", 4)
    monkeypatch.setattr(batches, "ROWS_OF_A_BATCH", 9)


class TestWhatComesOfTheRows:
    def test_is_found_under_its_key(self) -> None:
        assert registry().find(ORDER_IMPORTER) is order_importer
        assert order_importer.formats() == ("online-retail",)

    def test_invoices_become_orders_and_returns_stand_on_their_own_day(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        rows = [
            line(quantity=3, price="0.335"),
            line(code="POST", title="POSTAGE", quantity=1, price="18.0"),
            line(invoice="536366", quantity=1, price="0.001", customer=""),
            line(invoice="C536400", quantity=-2, price="0.335", moment="2010-12-09T10:00:00"),
            line(invoice="536500", quantity=-5, price="0.0", customer="", title="damaged"),
        ]

        report = import_file(store_id, write_file(tmp_path, rows))

        assert (report.rows, report.created, report.refused_rows) == (5, 5, 0)
        orders = numbers(committed, order_metrics_provider, store_id)
        assert (orders["total"], orders["gross_sales"], orders["returns"]) == (2, 19.01, 0.67)
        assert numbers(committed, customer_metrics_provider, store_id)["total"] == 1

    def test_equal_lines_of_an_invoice_are_both_real(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        import_file(store_id, write_file(tmp_path, [line(price="2.00", quantity=1)] * 3))

        assert numbers(committed, order_metrics_provider, store_id)["gross_sales"] == 6.0

    def test_a_product_keeps_its_first_real_title_and_its_last_real_price(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        rows = [
            line(invoice="1", title="found", price="0.0", moment="2010-12-01 08:00"),
            line(invoice="2", title="", price="3.00", moment="2010-12-02 08:00"),
            line(invoice="3", title="WHITE LANTERN", price="2.00", moment="2010-12-03 08:00"),
            line(invoice="4", title="LANTERN, WHITE", price="2.50", moment="2010-12-04 08:00"),
            line(invoice="5", title="WHITE LANTERN", price="0.0", moment="2010-12-05 08:00"),
            line(invoice="C6", title="x", price="9.00", quantity=-1, moment="2010-12-06 08:00"),
            line(invoice="7", code="21111", title="", quantity=-1, price="0", customer=""),
        ]

        import_file(store_id, write_file(tmp_path, rows))

        with committed.transaction() as db:
            enter_store(db, store_id)
            statement = select(Variant.sku, Product.title, Variant.price_minor).join(
                Product, Product.id == Variant.product_id
            )
            assert sorted(db.execute(statement).all()) == [
                ("21111", "21111", None),
                ("85123A", "WHITE LANTERN", 250),
            ]

    def test_stock_is_not_invented(self, settings: Settings, store_id: int, tmp_path: Path) -> None:
        rows = [line(), line(code="POST"), line(invoice="9", quantity=-7, price="0", title="wet")]

        import_file(store_id, write_file(tmp_path, rows))

        dumps = table_dumps(settings, store_id)
        assert len(dumps["inventory_stock_item"]) == 1
        assert "wet" in dumps["inventory_movement"][0]

    def test_stock_that_the_store_counts_since_stays_counted(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        import_file(store_id, write_file(tmp_path, [line(quantity=-7, price="0")]))
        kept = select(StockItem.variant_id, StockItem.is_tracked, StockItem.low_stock_threshold)
        with committed.transaction() as db:
            enter_store(db, store_id)
            variant_id = db.scalars(select(StockItem.variant_id)).one()
            said = {"is_tracked": True, "low_stock_threshold": 3}
            change_how_kept(db, store_id, variant_id, said, lambda _version: None)

        later = [line(invoice="9", quantity=-1, price="0")]
        import_file(store_id, write_file(tmp_path, later, name="later.csv"))

        with committed.transaction() as db:
            enter_store(db, store_id)
            assert db.execute(kept).all() == [(variant_id, True, 3)]

    def test_leaves_another_store_alone(
        self, settings: Settings, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        other_id = committed_store(committed)
        path = write_file(tmp_path, retail_rows(5))
        import_file(other_id, path)
        before = table_dumps(settings, other_id)

        import_file(store_id, path)

        assert table_dumps(settings, other_id) == before
        assert table_dumps(settings, store_id) == before


class TestRepeating:
    def test_a_finished_file_is_known_again_and_nothing_changes(
        self, settings: Settings, store_id: int, tmp_path: Path
    ) -> None:
        path = write_file(tmp_path, [*retail_rows(5), line(quantity="x")])
        first = import_file(store_id, path)
        before = table_dumps(settings, store_id)
        path.rename(path.with_name("renamed.csv"))

        again = import_file(store_id, path.with_name("renamed.csv"))

        assert again.is_repeat
        assert not first.is_repeat
        assert (again.created, again.unchanged) == (0, first.created)
        assert (again.refused, again.job_id) == (first.refused, first.job_id)
        assert table_dumps(settings, store_id) == before

    @pytest.mark.usefixtures("small_batches")
    @pytest.mark.parametrize("cut", [0.1, 0.5, 0.93])
    def test_a_part_of_a_file_and_then_all_of_it_ends_as_all_of_it_alone(
        self, settings: Settings, committed: Database, tmp_path: Path, cut: float
    ) -> None:
        rows = [*retail_rows(12), *[line(price="1.00")] * 3, *retail_rows(12, start=700_000)]
        whole = write_file(tmp_path, rows)
        part = write_file(tmp_path, rows[: int(len(rows) * cut)], name="part.csv")
        in_one, in_two = committed_store(committed), committed_store(committed)
        import_file(in_one, whole)

        first = import_file(in_two, part)
        second = import_file(in_two, whole)

        assert (second.created, second.unchanged) == (len(rows) - first.rows, first.rows)
        assert _without_jobs(settings, in_two) == _without_jobs(settings, in_one)

    @pytest.mark.usefixtures("small_batches")
    def test_an_invoice_in_pieces_ends_as_one_in_one_piece(
        self, settings: Settings, committed: Database, tmp_path: Path
    ) -> None:
        pieces = [line(price="1.00", moment="2010-12-01 08:27"), line(price="1.00"), line(code="2")]
        between = list(retail_rows(8))
        together, apart = committed_store(committed), committed_store(committed)
        import_file(together, write_file(tmp_path, [*pieces, *pieces, *between]))

        report = import_file(apart, write_file(tmp_path, [*pieces, *between, *pieces], name="b"))

        assert report.created == report.rows
        assert _without_jobs(settings, apart) == _without_jobs(settings, together)

    @pytest.mark.usefixtures("small_batches")
    def test_an_invoice_longer_than_a_batch_is_one_order(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        report = import_file(store_id, write_file(tmp_path, [line(price="1", quantity=1)] * 40))

        orders = numbers(committed, order_metrics_provider, store_id)
        assert (report.created, orders["total"], orders["gross_sales"]) == (40, 1, 40.0)


class TestInterruption:
    @pytest.mark.usefixtures("small_batches")
    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    @pytest.mark.parametrize("batch", [1, 3])
    def test_going_on_ends_as_never_having_been_interrupted(
        self,
        settings: Settings,
        committed: Database,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        error: type[BaseException],
        batch: int,
    ) -> None:
        bad = [line(quantity="x")] * 3
        rows = [*retail_rows(9), *bad, line(), *retail_rows(9, start=700_000), line(), *bad]
        path = write_file(tmp_path, rows)
        unbroken, broken = committed_store(committed), committed_store(committed)
        expected = import_file(unbroken, path)

        with monkeypatch.context() as patched:
            patched.setattr(BatchTaking, "take", _failing(BatchTaking.take, batch, error))
            with pytest.raises(error):
                import_file(broken, path)
        code = "interrupted" if error is KeyboardInterrupt else "error"
        assert _job(committed, broken) == ("failed", code, True)
        report = import_file(broken, path)

        assert _counts(report) == _counts(expected)
        assert table_dumps(settings, broken) == table_dumps(settings, unbroken)
        assert _job(committed, broken) == ("finished", None, True)

    @pytest.mark.usefixtures("small_batches")
    def test_two_runs_of_one_file_notice_each_other(
        self, store_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write_file(tmp_path, retail_rows(30))
        take = import_run.ImportRun.take
        is_first = [True]

        def take_after_other(self: import_run.ImportRun, *args: object) -> None:
            if is_first.pop() if is_first else False:
                import_file(store_id, path)
            take(self, *args)  # type: ignore[arg-type]  # handed through

        monkeypatch.setattr(import_run.ImportRun, "take", take_after_other)
        with pytest.raises(ImportRunsElsewhere):
            import_file(store_id, path)

        assert import_file(store_id, path).is_repeat


class TestDamage:
    def test_refused_rows_are_named_and_no_good_row_is_lost(
        self, store_id: int, tmp_path: Path
    ) -> None:
        rows = list(retail_rows(20, lines_each=1))
        good = len(rows)
        rows.insert(3, line(moment="yesterday"))
        rows.insert(9, line(quantity="x" * 900))
        path = write_file(tmp_path, rows)
        path.write_bytes(path.read_bytes() + b"5,1,caf\xe9,1,2010-12-01T08:26:00,1.0,,\n")

        report = import_file(store_id, path)

        assert [(row.line, row.problem) for row in report.refused] == [
            (5, "date"),
            (11, "number"),
            (good + 4, "encoding"),
        ]
        assert [len(row.text) for row in report.refused][1] == 500
        assert "'yesterday'" in report.refused[0].reason
        assert (report.rows, report.created) == (good + 3, good)
        assert (report.refused_rows, report.is_complete) == (3, True)
        assert report.job_id is not None
        kept = list(order_importer.refusals(store_id=store_id, job_id=report.job_id))
        assert tuple(kept) == report.refused

    def test_a_plain_file_that_is_cut_keeps_its_whole_rows(
        self, store_id: int, tmp_path: Path
    ) -> None:
        path = write_file(tmp_path, retail_rows(20))
        data = path.read_bytes()
        path.write_bytes(data[: data.rindex(b"THING")])

        report = import_file(store_id, path)

        assert not report.is_complete
        assert (report.created, report.refused_rows) == (report.rows - 1, 1)
        assert (report.refused[0].line, report.refused[0].problem) == (
            report.rows + 1,
            "incomplete",
        )

    def test_a_gzip_file_that_is_cut_keeps_its_whole_rows(
        self, store_id: int, tmp_path: Path
    ) -> None:
        whole = write_file(tmp_path, retail_rows(200))
        packed = gzip.compress(whole.read_bytes())
        path = tmp_path / "cut.csv.gz"
        path.write_bytes(packed[: len(packed) // 2])

        report = import_file(store_id, path)

        assert not report.is_complete
        assert report.created > 100
        assert report.refused_rows <= 1
        assert import_file(store_id, whole).unchanged == report.created

    def test_a_file_of_nothing_but_bad_rows_reports_the_first_and_keeps_all(
        self, store_id: int, tmp_path: Path
    ) -> None:
        report = import_file(store_id, write_file(tmp_path, ["nonsense"] * 2500))

        assert (report.rows, report.refused_rows, len(report.refused)) == (2500, 2500, 1000)
        assert report.job_id is not None
        rows = order_importer.refusals(store_id=store_id, job_id=report.job_id)
        assert [row.line for row in rows] == list(range(2, 2502))

    def test_a_wrong_header_refuses_the_file_and_leaves_a_failed_job(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        path = write_file(tmp_path, [line()], header="InvoiceNo,StockCode")

        for _attempt in range(2):
            with pytest.raises(WrongColumns):
                import_file(store_id, path)

        assert _job(committed, store_id) == ("failed", "wrong-columns", True)

    def test_what_is_no_file_leaves_no_trace(
        self, settings: Settings, store_id: int, tmp_path: Path
    ) -> None:
        for path in (tmp_path, tmp_path / "missing.csv"):
            with pytest.raises(NotAFile):
                import_file(store_id, path)
        assert table_dumps(settings, store_id)[JOBS] == []

    def test_an_empty_file_is_refused(self, store_id: int, tmp_path: Path) -> None:
        for data in (b"", gzip.compress(b"")):
            path = tmp_path / "empty"
            path.write_bytes(data)
            with pytest.raises(EmptyFile):
                import_file(store_id, path)

    def test_a_file_with_a_header_alone_is_complete(self, store_id: int, tmp_path: Path) -> None:
        report = import_file(store_id, write_file(tmp_path, []))

        assert (report.rows, report.is_complete, report.refused) == (0, True, ())

    def test_an_unknown_format_names_the_known_ones(self, store_id: int, tmp_path: Path) -> None:
        with pytest.raises(UnknownFormat) as refusal:
            order_importer.import_orders(
                store_id=store_id,
                path=write_file(tmp_path, []),
                file_format="xls",
                on_progress=lambda _done: None,
            )
        assert refusal.value.params == {"format": "xls", "known": "online-retail"}


class TestStrangers:
    def test_without_orders_it_refuses(
        self, store_id: int, tmp_path: Path, without: Callable[..., None]
    ) -> None:
        without(ORDER_INTAKE)

        with pytest.raises(OrdersUnavailable):
            import_file(store_id, write_file(tmp_path, [line()]))

    @pytest.mark.parametrize(
        ("absent", "left_out", "skipped"),
        [
            ((CATALOG_INTAKE,), ("products", "stock"), 1),
            ((CUSTOMER_INTAKE,), ("customers",), 0),
            ((STOCK_INTAKE,), ("stock",), 1),
            (
                (CATALOG_INTAKE, CUSTOMER_INTAKE, STOCK_INTAKE),
                ("products", "customers", "stock"),
                1,
            ),
        ],
    )
    def test_without_another_module_its_part_is_left_out(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        without: Callable[..., None],
        absent: tuple[Capability[object], ...],
        left_out: tuple[str, ...],
        skipped: int,
    ) -> None:
        without(*absent)
        rows = [line(price="2.00"), line(invoice="9", quantity=-1, price="0", customer="")]

        report = import_file(store_id, write_file(tmp_path, rows))

        assert (report.left_out, report.skipped, report.refused_rows) == (left_out, skipped, 0)
        assert numbers(committed, order_metrics_provider, store_id)["gross_sales"] == 12.0


class TestProgress:
    def test_tells_bytes_and_rows_up_to_the_end(self, store_id: int, tmp_path: Path) -> None:
        path = write_file(tmp_path, [*retail_rows(700), "nonsense"])
        seen: list[ImportProgress] = []

        order_importer.import_orders(
            store_id=store_id, path=path, file_format="online-retail", on_progress=seen.append
        )

        size = path.stat().st_size
        assert len(seen) > 2
        assert [done.rows for done in seen] == sorted(done.rows for done in seen)
        assert seen[-1] == ImportProgress(size, size, seen[-1].rows, 1)


def test_half_a_penny_is_rounded_up_line_by_line(
    committed: Database, store_id: int, tmp_path: Path
) -> None:
    rows = [line(price="0.335", quantity=3), line(price="0.335", quantity=1)]

    import_file(store_id, write_file(tmp_path, rows))

    gross = numbers(committed, order_metrics_provider, store_id)["gross_sales"]
    assert Decimal(str(gross)) == Decimal("1.35")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Takes capabilities away, as if their modules were not installed."""
    find = ModuleRegistry.find

    def remove(*absent: Capability[object]) -> None:
        def found(self: ModuleRegistry, capability: Capability[object]) -> object:
            return None if capability in absent else find(self, capability)

        monkeypatch.setattr(intakes, "registry", lambda: _Finder(found))

    return remove


class _Finder:
    def __init__(self, found: Callable[[ModuleRegistry, Capability[object]], object]) -> None:
        self._found = found

    def find(self, capability: Capability[object]) -> object:
        return self._found(registry(), capability)


def _failing(
    take: Callable[..., object], batch: int, error: type[BaseException]
) -> Callable[..., object]:
    """`take`, failing after the batch of that number was written and before it is committed."""
    calls = iter(range(1, 1000))

    def failing(self: BatchTaking, *args: object) -> object:
        count = take(self, *args)
        if next(calls) == batch:
            raise error
        return count

    return failing


def _job(database: Database, store_id: int) -> tuple[object, ...]:
    with database.transaction() as db:
        enter_store(db, store_id)
        row = db.execute(
            text("SELECT state, failure, finished_at IS NOT NULL FROM marketplace_import_job")
        ).one()
        return tuple(row)


def _counts(report: object) -> tuple[object, ...]:
    names = ("rows", "created", "updated", "unchanged", "skipped", "refused_rows", "refused")
    return tuple(getattr(report, name) for name in names)


def _without_jobs(settings: Settings, store_id: int) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows for table, rows in table_dumps(settings, store_id).items() if table != JOBS}
