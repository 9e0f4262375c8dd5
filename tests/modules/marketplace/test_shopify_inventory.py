"""Shopify's files of stock by location, for products that the store has."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.stock import LevelIn
from app.modules.inventory.services.locations import open_location
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_format import FileTerms
from app.modules.marketplace.formats.shopify_inventory import known_column, read_products, read_row
from app.modules.marketplace.services import intakes, take_levels
from app.modules.marketplace.services.import_run import RowCount
from app.modules.marketplace.services.intakes import ProductIntakes
from app.modules.marketplace.services.take_levels import KEPT_ELSEWHERE, LevelTaking
from tests.modules.marketplace.factories import committed_store
from tests.modules.marketplace.test_import_products import levels
from tests.modules.marketplace.test_shopify import MUG, TEE, take, write
from tests.races import differences

HEADER = (
    "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,"
    "SKU,HS Code,COO,Location,Bin name,Incoming (not editable),Unavailable (not editable),"
    "Committed (not editable),Available (not editable),On hand (current),On hand (new)"
)
TERMS = FileTerms("EUR", datetime(2026, 11, 26, tzinfo=UTC), ())
PLAIN = {"Handle": "mug", "Option1 Value": "Default Title", "Location": "Barn", "Available": "3"}


def level(**said: str) -> LevelIn:
    row = {**PLAIN, **{name.replace("_", " "): value for name, value in said.items()}}
    ((_line, found),) = read_products([(2, read_row(row))], TERMS).levels
    return found


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ({}, 3),
        ({"Available": "-2", "On hand": "4"}, -2),
        ({"Available": "", "On hand": "9", "Committed": "2", "Unavailable": "1"}, 6),
        ({"On hand (new)": "9", "Committed": "2"}, 7),
    ],
)
def test_what_can_be_sold(said: dict[str, str], units: int) -> None:
    assert level(**said).available == units


def test_variants_are_called_as_files_of_products_call_them() -> None:
    chosen = {"Option1 Value": "Blue", "Option2 Value": "S"}

    assert level(SKU="'0042").sku == "0042"
    assert level().sku == "shopify-mug"
    assert level(**chosen).sku == "shopify-mug-Blue-S"


@pytest.mark.parametrize("said", [{"Available": "not stocked"}, {"Available": ""}])
def test_where_nothing_is_kept_there_is_no_level(said: dict[str, str]) -> None:
    assert read_row({**PLAIN, **said}) == {}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"Available": "many"}, "Available is not a whole number: 'many'"),
        ({"Location": ""}, "no location"),
        ({"Handle": ""}, "no handle"),
    ],
)
def test_a_row_that_is_no_use_says_why(said: dict[str, str], reason: str) -> None:
    with pytest.raises(RowRefused) as refusal:
        read_row({**PLAIN, **said})

    assert reason in refusal.value.reason


def test_a_variant_is_counted_once_at_a_place() -> None:
    found = read_products([(2, read_row(PLAIN)), (3, read_row({**PLAIN, "Available": "9"}))], TERMS)

    assert (len(found.levels), [line for line, _why, _kind in found.refused]) == (1, [3])


def test_columns_are_known_with_what_shopify_remarks() -> None:
    names = ("Available (not editable)", "On hand (current)", "On hand (new)", "Bin name")

    assert [*map(known_column, names)] == ["Available", "On hand", "On hand (new)", None]


@pytest.fixture
def store_id(committed: Database, tmp_path: Path) -> int:
    """A store with the products and a second location."""
    store_id = committed_store(committed)
    write(tmp_path / "products.csv", TEE, MUG)
    take(store_id, tmp_path / "products.csv")
    with committed.transaction() as db:
        enter_store(db, store_id)
        values = {"code": "barn", "name": "The Barn", "country": None, "priority": 5}
        open_location(db, store_id, values)
    return store_id


def written(folder: Path, *rows: str) -> Path:
    path = folder / "inventory_export.csv"
    path.write_text("\n".join([HEADER, *rows, ""]))
    return path


def test_a_file_sets_the_levels_and_leaves_the_products(
    committed: Database, store_id: int, tmp_path: Path
) -> None:
    sku, choice = TEE["Variant SKU"], TEE["Option1 Value"]
    path = written(
        tmp_path,
        f"tee,Tee,Size,{choice},,,,,{sku},,,main,,0,0,0,4,4,",
        f"tee,Tee,Size,{choice},,,,,{sku},,,The Barn,,0,0,0,2,2,",
        "mug,Mug,Title,Default Title,,,,,,,,Attic,,0,0,0,2,2,",
        "pot,Pot,Title,Default Title,,,,,,,,main,,0,0,0,2,2,",
    )

    first, again = (take(store_id, path) for _ in range(2))

    assert (first.rows, first.updated, first.created, first.levels_set) == (4, 2, 0, 2)
    assert [(row.line, row.reason) for row in first.refused] == [
        (4, "The store has no open location of the name or code 'Attic'"),
        (5, "The store has no variant 'shopify-pot'"),
    ]
    assert again.is_repeat
    assert levels(committed, store_id)[sku.lstrip("'")] == 6
    assert differences(committed) == []


def test_units_at_places_that_it_does_not_name_are_remarked(store_id: int, tmp_path: Path) -> None:
    path = written(tmp_path, f"tee,Tee,,,,,,,{TEE['Variant SKU']},,,barn,,0,0,0,2,2,")

    report = take(store_id, path)

    assert [(remark.what, remark.lines) for remark in report.remarks] == [(KEPT_ELSEWHERE, (2,))]


def test_without_a_module_that_keeps_stock_the_rows_are_skipped(
    store_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = intakes.find_product_intakes().catalog
    monkeypatch.setattr(
        "app.modules.marketplace.services.product_importer.find_product_intakes",
        lambda: ProductIntakes(catalog),
    )

    report = take(store_id, written(tmp_path, "mug,Mug,,,,,,,,,,main,,0,0,0,2,2,"))

    assert (report.rows, report.skipped, report.left_out) == (1, 1, ("stock",))


def test_a_run_that_broke_off_goes_on_behind_what_it_took(
    committed: Database, store_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_levels, "_LEVELS_OF_A_BATCH", 1)
    path = written(
        tmp_path,
        f"tee,Tee,,,,,,,{TEE['Variant SKU']},,,main,,0,0,0,4,4,",
        "mug,Mug,,,,,,,,,,main,,0,0,0,2,2,",
        "pot,Pot,,,,,,,,,,main,,0,0,0,2,2,",
    )
    whole, calls = LevelTaking.take, count()

    def broken(self: LevelTaking, db: Session, job_id: int) -> RowCount:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return whole(self, db, job_id)

    with monkeypatch.context() as patched:
        patched.setattr(LevelTaking, "take", broken)
        with pytest.raises(KeyboardInterrupt):
            take(store_id, path)
    report = take(store_id, path)

    assert (report.rows, report.updated, report.refused_rows, report.levels_set) == (3, 2, 1, 1)
    assert levels(committed, store_id) == {"TEE-S": 4, "shopify-mug": 2}
    assert differences(committed) == []
