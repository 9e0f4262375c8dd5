"""Importing files of products: what comes of them, repeated, damaged, broken off, and alone."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.errors import InvalidInput
from app.modules.catalog.models import Product, Variant
from app.modules.catalog.services.catalog_intake import StoreCatalogIntake
from app.modules.catalog.services.catalog_metrics import catalog_metrics_provider
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn
from app.modules.contracts.imports import PRODUCT_IMPORTER, ImportProgress, ImportReport
from app.modules.contracts.stock import STOCK_INTAKE, STOCK_RESERVER, StockLine
from app.modules.inventory.models import StockItem
from app.modules.inventory.services.inventory_metrics import inventory_metrics_provider
from app.modules.inventory.services.keep_stock import change_how_kept
from app.modules.inventory.services.stock_reserver import stock_reserver
from app.modules.marketplace.exceptions import (
    CatalogUnavailable,
    EmptyFile,
    FileTooLarge,
    NotAFile,
    NotText,
    UnknownFormat,
    WrongColumns,
)
from app.modules.marketplace.models import ImportJob
from app.modules.marketplace.services import import_products, intakes, product_file
from app.modules.marketplace.services.import_products import ProductImport
from app.modules.marketplace.services.marketplace_metrics import marketplace_metrics_provider
from app.modules.marketplace.services.product_importer import product_importer
from app.modules.registry import ModuleRegistry, registry
from tests.modules.marketplace.factories import committed_store, numbers, table_dumps
from tests.races import differences

REAL = Path(__file__).parents[4] / "shared" / "data" / "woocommerce_products.csv"
COLUMNS = (
    "ID", "Type", "SKU", "Name", "Published", "Stock", "Regular price", "Sale price", "Parent",
    "Attribute 1 name", "Attribute 1 value(s)", "Weight (kg)", "Description",
)  # fmt: skip
TEE = ("1", "variable", "TEE", "T-Shirt", "1", "", "", "", "", "Size", "S, M", "", "Soft")
SMALL = ("2", "variation", "TEE-S", "T-Shirt S", "1", "4", "20", "", "TEE", "Size", "S", "", "")
MEDIUM = ("3", "variation", "TEE-M", "T-Shirt M", "1", "0", "20", "", "id:1", "Size", "M", "", "")
CAP = ("4", "simple", "CAP", "Cap", "1", "7", "12,50", "", "", "", "", "0.1", "")
SONG = ("5", "simple, virtual", "SONG", "Song", "1", "", "3", "", "", "", "", "", "")
GOOD = (SMALL, TEE, CAP, MEDIUM, SONG)
Row = Sequence[str]


@pytest.fixture
def store_id(committed: Database) -> int:
    return committed_store(committed)


def text_of(*rows: Row, columns: Sequence[str] = COLUMNS) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue()


def written(folder: Path, *rows: Row, name: str = "products.csv") -> Path:
    path = folder / name
    path.write_text(text_of(*rows), encoding="utf-8", newline="")
    return path


def take(store_id: int, path: Path) -> ImportReport:
    return product_importer.import_products(
        store_id=store_id, path=path, file_format="woocommerce", on_progress=lambda _done: None
    )


def changed(row: Row, column: str, value: str) -> Row:
    place = COLUMNS.index(column)
    return (*row[:place], value, *row[place + 1 :])


def levels(database: Database, store_id: int) -> dict[str, int | None]:
    """Units on hand by SKU; None where nobody counts."""
    with database.transaction() as db:
        enter_store(db, store_id)
        ids = dict(db.execute(select(Variant.id, Variant.sku)).all())
        found = stock_reserver.availability(db, store_id, ids)
        return {ids[each]: now.available if now.is_tracked else None for each, now in found.items()}


def titles(database: Database, store_id: int) -> list[str]:
    with database.transaction() as db:
        enter_store(db, store_id)
        return sorted(db.scalars(select(Product.title)))


def jobs(database: Database, store_id: int) -> list[tuple[object, ...]]:
    with database.transaction() as db:
        enter_store(db, store_id)
        statement = select(ImportJob.kind, ImportJob.state, ImportJob.failure, ImportJob.rows)
        return [tuple(row) for row in db.execute(statement.order_by(ImportJob.id))]


def counts(report: ImportReport) -> tuple[int, ...]:
    return (report.rows, report.created, report.updated, report.unchanged, report.refused_rows)


class TestWhatComesOfTheRows:
    def test_is_found_under_its_key(self) -> None:
        assert registry().find(PRODUCT_IMPORTER) is product_importer
        assert product_importer.formats() == ("shopify", "shopify-inventory", "woocommerce")

    def test_rows_become_products_with_prices_and_stock(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        report = take(store_id, written(tmp_path, *GOOD))

        assert counts(report) == (5, 5, 0, 0, 0)
        assert (report.levels_set, report.left_out, report.is_complete) == (2, (), True)
        assert titles(committed, store_id) == ["Cap", "Song", "T-Shirt"]
        assert levels(committed, store_id) == {"TEE-S": 4, "TEE-M": 0, "CAP": 7, "SONG": None}
        with committed.transaction() as db:
            enter_store(db, store_id)
            rows = db.execute(select(Variant.sku, Variant.price_minor, Variant.currency)).all()
        assert sorted(map(tuple, rows)) == [
            ("CAP", 1250, "EUR"),
            ("SONG", 300, "EUR"),
            ("TEE-M", 2000, "EUR"),
            ("TEE-S", 2000, "EUR"),
        ]
        assert jobs(committed, store_id) == [("products", "finished", None, 5)]
        imports = numbers(committed, marketplace_metrics_provider, store_id)
        assert (imports["import_jobs"], imports["running_jobs"]) == (1, 0)
        assert (imports["success_rate"], imports["rows_failed"]) == (100, 0)
        assert numbers(committed, inventory_metrics_provider, store_id)["on_hand"] == 11
        assert numbers(committed, catalog_metrics_provider, store_id)["products"] == 3
        assert differences(committed) == []

    def test_the_same_file_again_changes_nothing_and_not_even_what_was_sold(
        self, settings: Settings, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        path = written(tmp_path, *GOOD, changed(CAP, "ID", "9"))
        first = take(store_id, path)
        sell(committed, store_id, "CAP", 2)
        before = table_dumps(settings, store_id)

        again = take(store_id, path.rename(tmp_path / "renamed.csv"))

        assert again.is_repeat
        assert counts(again) == (6, 0, 0, 5, 1)
        assert (again.refused, again.job_id, again.levels_set) == (first.refused, first.job_id, 0)
        assert table_dumps(settings, store_id) == before
        assert differences(committed) == []

    def test_a_file_that_counts_leaves_the_threshold_of_the_store(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        take(store_id, written(tmp_path, *GOOD))
        kept = select(StockItem.is_tracked, StockItem.low_stock_threshold, StockItem.version)
        with committed.transaction() as db:
            enter_store(db, store_id)
            variant_id = db.scalars(select(Variant.id).where(Variant.sku == "CAP")).one()
            said = {"is_tracked": False, "low_stock_threshold": 3}
            change_how_kept(db, store_id, variant_id, said, lambda _version: None)

        take(store_id, written(tmp_path, changed(CAP, "Stock", "30"), name="b"))

        with committed.transaction() as db:
            enter_store(db, store_id)
            found = db.execute(kept.where(StockItem.variant_id == variant_id)).one()
        assert tuple(found) == (True, 3, 3)

    def test_empty_values_behind_the_last_column_are_none(
        self, store_id: int, tmp_path: Path
    ) -> None:
        path = tmp_path / "products.csv"
        path.write_text("sep=,\nID,Name,Regular price\n1,Cap,12,,,\n2,Mug,9,, \n3,Pen,1,x\n")

        report = take(store_id, path)

        assert counts(report) == (3, 2, 0, 0, 1)
        assert [(row.line, row.reason) for row in report.refused] == [(5, "4 columns instead of 3")]

    def test_a_description_of_many_lines_is_one_row(self, store_id: int, tmp_path: Path) -> None:
        table = "\n".join(f"<td>{number}</td>" for number in range(3000))

        report = take(store_id, written(tmp_path, changed(CAP, "Description", table), SONG))

        assert counts(report) == (2, 2, 0, 0, 0)

    def test_what_may_be_sold_beyond_its_stock_can_be(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        path = tmp_path / "products.csv"
        head = "ID,SKU,Name,Stock,Backorders allowed?"
        path.write_text(f"{head}\n1,CAP,Cap,0,notify\n2,MUG,Mug,0,0\n")

        take(store_id, path)

        sell(committed, store_id, "CAP", 2)
        with pytest.raises(AssertionError):
            sell(committed, store_id, "MUG", 2)
        assert levels(committed, store_id) == {"CAP": -2, "MUG": 0}
        assert differences(committed) == []

    def test_a_later_file_changes_what_it_says_otherwise(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        take(store_id, written(tmp_path, *GOOD))
        sell(committed, store_id, "CAP", 2)
        dearer = changed(SMALL, "Regular price", "22")
        fuller = changed(CAP, "Stock", "30")

        report = take(store_id, written(tmp_path, TEE, dearer, MEDIUM, fuller, SONG, name="b"))

        assert counts(report) == (5, 0, 3, 2, 0)
        assert report.levels_set == 1
        assert levels(committed, store_id) == {"TEE-S": 4, "TEE-M": 0, "CAP": 30, "SONG": None}
        assert differences(committed) == []

    def test_leaves_another_store_alone(
        self, settings: Settings, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        other_id = committed_store(committed)
        path = written(tmp_path, *GOOD)
        take(other_id, path)
        before = table_dumps(settings, other_id)

        take(store_id, path)
        take(store_id, written(tmp_path, changed(CAP, "Stock", "1"), name="b"))

        assert table_dumps(settings, other_id) == before

    def test_tells_bytes_and_rows_up_to_the_end(self, store_id: int, tmp_path: Path) -> None:
        path, seen = written(tmp_path, *GOOD), list[ImportProgress]()

        product_importer.import_products(
            store_id=store_id, path=path, file_format="woocommerce", on_progress=seen.append
        )

        size = path.stat().st_size
        assert [done.rows for done in seen] == [2, 5, 5]
        assert seen[-1] == ImportProgress(size, size, 5, 0)


class TestDamage:
    def test_rows_that_cannot_be_used_are_named_and_no_good_one_is_lost(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        wordy = changed(CAP, "Description", "Two\nlines")
        orphan = changed(changed(changed(SMALL, "ID", "8"), "SKU", "X"), "Parent", "GONE")
        free = changed(changed(CAP, "ID", "9"), "Regular price", "free")
        empty = ("",) * len(COLUMNS)

        report = take(store_id, written(tmp_path, wordy, orphan, free, ("1", "2"), empty, SONG))

        assert counts(report) == (5, 2, 0, 0, 3)
        assert [(row.line, row.problem) for row in report.refused] == [
            (4, "product"),
            (5, "number"),
            (6, "columns"),
        ]
        assert report.refused[0].text.startswith("8,variation,X,")
        assert "'free'" in report.refused[1].reason
        assert titles(committed, store_id) == ["Cap", "Song"]
        imports = numbers(committed, marketplace_metrics_provider, store_id)
        assert (imports["rows_failed"], imports["success_rate"]) == (3, 40)
        assert report.job_id is not None
        kept = product_importer.refusals(store_id=store_id, job_id=report.job_id)
        assert tuple(kept) == report.refused
        assert differences(committed) == []

    @pytest.mark.parametrize("error", [InvalidInput(), IntegrityError("", None, ValueError("bad"))])
    def test_what_the_catalogue_refuses_is_named_with_its_variations(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        error: Exception,
    ) -> None:
        whole = StoreCatalogIntake.take_products

        def choosy(
            self: StoreCatalogIntake, db: Session, store_id: int, products: Sequence[ProductIn]
        ) -> Any:
            taken = whole(self, db, store_id, products)
            if any(product.title == "T-Shirt" for product in products):
                raise error
            return taken

        monkeypatch.setattr(StoreCatalogIntake, "take_products", choosy)

        report = take(store_id, written(tmp_path, *GOOD))

        assert counts(report) == (5, 2, 0, 0, 3)
        assert [row.line for row in report.refused] == [3, 2, 5]
        assert titles(committed, store_id) == ["Cap", "Song"]
        assert differences(committed) == []

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_reads_every_encoding_plain_and_packed(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        encoding: str,
        pack: Callable[[bytes], bytes],
    ) -> None:
        path = tmp_path / "file"
        path.write_bytes(pack(text_of(changed(CAP, "Name", "Mütze – 5 €")).encode(encoding)))

        assert take(store_id, path).created == 1
        assert titles(committed, store_id) == ["Mütze – 5 €"]

    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_takes_columns_parted_by_something_else(
        self, committed: Database, store_id: int, tmp_path: Path, separator: str
    ) -> None:
        path = tmp_path / "file"
        head, *rows = csv.reader(io.StringIO(text_of(TEE, SMALL, changed(CAP, "Name", "Cap, red"))))
        with path.open("w", newline="") as file:
            csv.writer(file, delimiter=separator).writerows([head, *rows])

        report = take(store_id, path)

        assert (report.created, report.refused_rows) == (3, 0)
        assert titles(committed, store_id) == ["Cap, red", "T-Shirt"]

    @pytest.mark.parametrize(
        ("head", "unused"),
        [
            ("id;  name ;regular price;stock;Colour", ("Colour",)),
            ("ID;Name;Regulärer Preis;Bestand;Position", ("Position",)),
            ("ID;Nom;Tarif régulier;Stock;Longueur (cm)", ("Longueur (cm)",)),
        ],
    )
    def test_knows_columns_however_a_shop_writes_them(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        head: str,
        unused: tuple[str, ...],
    ) -> None:
        path = tmp_path / "file"
        path.write_text(f"{head}\n1;Mug;12,50;3;1\n")

        report = take(store_id, path)

        assert (report.created, report.levels_set, report.unused_columns) == (1, 1, unused)
        with committed.transaction() as db:
            enter_store(db, store_id)
            assert db.scalars(select(Variant.price_minor)).all() == [1250]

    def test_says_what_was_taken_otherwise_than_the_file_means(
        self, store_id: int, tmp_path: Path
    ) -> None:
        sharing = [changed(row, "Stock", "") for row in (SMALL, MEDIUM)]
        path = written(tmp_path, CAP, *sharing, changed(TEE, "Stock", "5"))

        report = take(store_id, path)

        assert report.levels_set == 3
        (remark,) = report.remarks
        assert remark.lines == (5,)
        assert "one stock" in remark.what

    def test_a_file_of_prices_alone_changes_nothing_else(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        take(store_id, written(tmp_path, TEE, SMALL, CAP))
        prices = tmp_path / "prices.csv"
        prices.write_text("ID,SKU,Name,Regular price\n4,CAP,Cap,14\n9,NEW,New,5\n")

        report = take(store_id, prices)

        assert (report.updated, report.created, len(report.remarks)) == (1, 1, 1)
        with committed.transaction() as db:
            enter_store(db, store_id)
            products = {product.title: product for product in db.scalars(select(Product))}
            priced = db.scalars(select(Variant).where(Variant.sku == "CAP")).one()
        assert priced.price_minor == 1400
        assert products["Cap"].published_at is not None
        assert products["New"].published_at is None
        assert differences(committed) == []

    def test_a_file_without_numbers_means_the_products_of_its_skus(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        take(store_id, written(tmp_path, TEE, SMALL, MEDIUM, CAP))
        path = tmp_path / "by_sku.csv"
        path.write_text(
            "SKU,Type,Name,Regular price,Parent\nCAP,simple,Hat,14,\n"
            "TEE,variable,Shirt,,\nTEE-S,variation,Shirt S,21,TEE\n"
        )

        report = take(store_id, path)

        assert (report.created, report.updated) == (0, 3)
        assert titles(committed, store_id) == ["Hat", "Shirt"]
        assert differences(committed) == []

    def test_one_damaged_row_does_not_change_how_the_others_are_read(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        path = written(tmp_path, changed(CAP, "Name", "Mütze"))
        path.write_bytes(path.read_bytes() + text_of(SONG).splitlines()[1].encode() + b"\xfc\n")

        report = take(store_id, path)

        assert [(row.line, row.problem) for row in report.refused] == [(3, "encoding")]
        assert titles(committed, store_id) == ["Mütze"]

    def test_a_file_that_is_cut_keeps_its_whole_rows(self, store_id: int, tmp_path: Path) -> None:
        path = written(tmp_path, CAP, SONG)
        path.write_bytes(path.read_bytes()[:-30])

        report = take(store_id, path)

        assert (report.is_complete, report.created, report.refused_rows) == (False, 1, 1)

    @pytest.mark.parametrize(
        ("data", "refusal", "failure"),
        [
            (b"", EmptyFile, "empty"),
            (b"Name,Price\nCap,1\n", WrongColumns, "wrong-columns"),
            (b"ID|Name\n1|Cap\n", WrongColumns, "wrong-columns"),
            (b"ID,Name,Name\n1,Cap,Cap\n", WrongColumns, "wrong-columns"),
            ("ID,Name\n1,Cap\n".encode("utf-16"), NotText, "not-text"),
            (b"ID,Name\n" + b"1,Cap\n" * 300, FileTooLarge, "too-large"),
            (gzip.compress(b"ID,Name\n" + b"1,Cap\n" * 300), FileTooLarge, "too-large"),
        ],
        ids=[
            "nothing in it",
            "no column of ids",
            "columns parted by something else",
            "a column twice",
            "UTF-16",
            "too large",
            "too large when unpacked",
        ],
    )
    def test_a_file_of_another_kind_is_refused_and_leaves_a_failed_job(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        data: bytes,
        refusal: type[Exception],
        failure: str,
    ) -> None:
        monkeypatch.setattr(product_file, "MOST_BYTES", 1000)
        path = tmp_path / "file"
        path.write_bytes(data)

        for _attempt in range(2):
            with pytest.raises(refusal):
                take(store_id, path)

        assert jobs(committed, store_id) == [("products", "failed", failure, 0)]
        assert titles(committed, store_id) == []

    def test_what_is_no_file_or_no_format_leaves_no_trace(
        self, committed: Database, store_id: int, tmp_path: Path
    ) -> None:
        for path in (tmp_path, tmp_path / "missing.csv"):
            with pytest.raises(NotAFile):
                take(store_id, path)
        with pytest.raises(UnknownFormat):
            product_importer.import_products(
                store_id=store_id, path=tmp_path, file_format="xls", on_progress=print
            )
        assert jobs(committed, store_id) == []


class TestInterruption:
    @pytest.mark.parametrize("stop", [1, 2])
    def test_going_on_ends_as_never_having_been_interrupted(
        self, committed: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
    ) -> None:
        monkeypatch.setattr(import_products, "PRODUCTS_OF_A_BATCH", 1)
        path = written(tmp_path, *GOOD, ("1", "2"))
        unbroken, broken = committed_store(committed), committed_store(committed)
        expected = take(unbroken, path)
        taken, calls = ProductImport._taken, iter(range(9))

        def failing(self: ProductImport, *given: Any) -> Any:
            count = taken(self, *given)
            if next(calls) == stop:
                raise KeyboardInterrupt
            return count

        with monkeypatch.context() as patched:
            patched.setattr(ProductImport, "_taken", failing)
            with pytest.raises(KeyboardInterrupt):
                take(broken, path)
        assert jobs(committed, broken) == [("products", "failed", "interrupted", 1 + stop)]

        assert counts(take(broken, path)) == counts(expected)
        assert jobs(committed, broken) == jobs(committed, unbroken)
        assert titles(committed, broken) == titles(committed, unbroken)
        assert levels(committed, broken) == levels(committed, unbroken)
        assert differences(committed) == []


class TestStrangers:
    def test_without_a_catalogue_it_refuses(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(intakes, "registry", lambda: _Without(CATALOG_INTAKE))

        with pytest.raises(CatalogUnavailable):
            take(store_id, written(tmp_path, CAP))

        assert jobs(committed, store_id) == []

    def test_without_inventory_stock_is_left_out(
        self,
        committed: Database,
        store_id: int,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(intakes, "registry", lambda: _Without(STOCK_INTAKE, STOCK_RESERVER))

        report = take(store_id, written(tmp_path, *GOOD))

        assert (report.left_out, report.levels_set, report.created) == (("stock",), 0, 5)
        assert set(levels(committed, store_id).values()) == {None}


@pytest.mark.skipif(not REAL.is_file(), reason="the file is not in ../shared/data")
def test_a_real_file_comes_in_whole_and_only_once(
    settings: Settings, committed: Database, store_id: int
) -> None:
    other_id = committed_store(committed)
    untouched = table_dumps(settings, other_id)

    report = take(store_id, REAL)

    assert counts(report) == (24, 24, 0, 0, 0)
    numbers_then = numbers(committed, catalog_metrics_provider, store_id)
    # One of them is hidden in the shop, and a draft here.
    assert (numbers_then["products"], numbers_then["active_products"]) == (15, 14)
    before = table_dumps(settings, store_id)
    again = take(store_id, REAL)
    assert again.is_repeat
    assert counts(again) == (24, 0, 0, 24, 0)
    assert table_dumps(settings, store_id) == before
    assert table_dumps(settings, other_id) == untouched
    assert differences(committed) == []


def sell(database: Database, store_id: int, sku: str, units: int) -> None:
    with database.transaction() as db:
        enter_store(db, store_id)
        variant_id = db.scalars(select(Variant.id).where(Variant.sku == sku)).one()
        lines = [StockLine(variant_id, units)]
        assert not stock_reserver.reserve(db, store_id, "order:1", lines, expires_at=None)


class _Without:
    """The modules that are there but those of some capabilities."""

    def __init__(self, *absent: Capability[Any]) -> None:
        self._absent = absent

    def find(self, capability: Capability[Any]) -> Any:
        modules: ModuleRegistry = registry()
        return None if capability in self._absent else modules.find(capability)
