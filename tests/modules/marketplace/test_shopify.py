"""Product files of Shopify: rows that make a product, and rows that are no use."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.catalog.models import Slug, Variant
from app.modules.contracts.catalog import ProductIn
from app.modules.contracts.imports import ImportReport
from app.modules.marketplace.formats import known_product_formats
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_format import (
    ALWAYS,
    NO_ADDRESS,
    FileTerms,
    ProductFile,
)
from app.modules.marketplace.formats.product_values import MOST_NAMED, TOO_MANY
from app.modules.marketplace.formats.shopify import (
    GIFT_CARD,
    NO_NUMBERS,
    PRODUCT_FORMAT,
    UNLISTED,
    read_products,
    read_row,
)
from app.modules.marketplace.formats.shopify_columns import COLUMNS
from app.modules.marketplace.services.product_importer import product_importer
from tests.modules.marketplace.factories import committed_store
from tests.modules.marketplace.test_import_products import levels
from tests.races import differences

NOW = datetime(2026, 11, 26, tzinfo=UTC)
EVERY_COLUMN = frozenset(COLUMNS)
TEE = {
    "Handle": "tee",
    "Title": "Tee",
    "Body (HTML)": "<p>Soft</p>",
    "Vendor": "Mill",
    "Type": "Shirts",
    "Tags": "summer, basic, summer",
    "Published": "true",
    "Status": "active",
    "Option1 Name": "Size",
    "Option1 Value": "S",
    "Option2 Name": "Color",
    "Option2 Value": "Red",
    "Variant SKU": "TEE-S",
    "Variant Grams": "180.0",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "7",
    "Variant Price": "15.00",
    "Variant Compare At Price": "20.00",
    "Image Src": "https://cdn.example/1.jpg",
}
LARGE = {
    "Handle": "tee",
    "Option1 Value": "L",
    "Option2 Value": "Red",
    "Variant SKU": "'00123",
    "Variant Price": "20,00",
    "Variant Compare At Price": "",
    "Variant Inventory Qty": "0",
    "Image Src": "javascript:alert(1)",
}
PICTURE = {"Handle": "tee", "Image Src": "https://cdn.example/2.jpg"}
MUG = {
    "Handle": "mug",
    "Title": "Mug",
    "Option1 Name": "Title",
    "Option1 Value": "Default Title",
    "Variant Price": "9.90",
}


def read(*rows: dict[str, str]) -> ProductFile:
    lines = ((line, read_row(row, currency="EUR")) for line, row in enumerate(rows, 2))
    return read_products(lines, FileTerms("EUR", NOW, EVERY_COLUMN))


def only(*rows: dict[str, str]) -> ProductIn:
    (product,) = read(*rows).products
    return product


class TestReadProducts:
    def test_the_rows_of_a_handle_are_one_product(self) -> None:
        found = read(TEE, LARGE, PICTURE)

        (product,) = found.products
        assert found.lines == [(2, 3, 4)]
        assert (product.source, product.external_ref, product.title) == ("shopify", "tee", "Tee")
        assert (product.brand, product.tags) == ("Mill", ("summer", "basic"))
        assert product.categories == (("Shirts",),)
        assert [(one.name, one.values) for one in product.options or ()] == [
            ("Size", ("S", "L")),
            ("Color", ("Red",)),
        ]
        assert [(one.sku, one.choices) for one in product.variants] == [
            ("TEE-S", ("S", "Red")),
            ("00123", ("L", "Red")),
        ]
        assert [image.url for image in product.images or ()] == [
            "https://cdn.example/1.jpg",
            "https://cdn.example/2.jpg",
        ]
        assert product.variants[0].weight_grams == 180

    def test_pictures_stand_at_their_positions_with_their_words(self) -> None:
        front = {**PICTURE, "Image Position": "1", "Image Alt Text": "From the front"}
        back = {"Handle": "tee", "Image Src": "https://cdn.example/3.jpg"}

        product = only({**TEE, "Image Position": "2"}, back, front, front)

        assert [(image.url[-5:], dict(image.alt)) for image in product.images or ()] == [
            ("2.jpg", {"": "From the front"}),
            ("1.jpg", {}),
            ("3.jpg", {}),
        ]

    def test_a_higher_price_before_makes_a_reduction(self) -> None:
        first, second = (one.prices[0] for one in only(TEE, LARGE).variants)

        assert (first.amount_minor, first.sale_minor) == (2000, 1500)
        assert (second.amount_minor, second.sale_minor) == (2000, None)

    def test_only_what_is_tracked_has_units(self) -> None:
        assert read(TEE, LARGE).stock == {"TEE-S": 7}

    def test_what_sells_on_when_it_is_out_of_stock_says_so(self) -> None:
        said = {"Variant Inventory Policy": "continue"}

        assert read({**TEE, **said}, LARGE).backorders == {"TEE-S": True}
        assert read({**TEE, "Variant Inventory Policy": "deny"}).backorders == {"TEE-S": False}

    def test_the_default_title_is_no_option(self) -> None:
        product = only(MUG)

        assert product.options == ()
        assert [(one.sku, one.choices) for one in product.variants] == [("shopify-mug", ())]

    def test_variants_of_a_long_handle_are_told_apart(self) -> None:
        handle = "h" * 255
        large = {"Handle": handle, "Option1 Value": "L", "Variant Price": "9"}
        found = read({**MUG, "Handle": handle, "Option1 Value": "S"}, large)

        skus = [variant.sku for variant in found.products[0].variants]
        assert found.refused == []
        assert (found.products[0].external_ref, len(set(skus))) == (handle, 2)
        assert all(len(sku) == 100 for sku in skus)

    @pytest.mark.parametrize(
        ("written", "grams"), [("150.2524725625", 150), (".6", 1), ("0.0", 0), ("heavy", None)]
    )
    def test_a_weight_is_read_as_programs_write_it(self, written: str, grams: int | None) -> None:
        assert only({**MUG, "Variant Grams": written}).variants[0].weight_grams == grams

    @pytest.mark.parametrize(
        ("said", "categories"),
        [
            ({"Product Category": "Home > Decor", "Type": "Vases"}, (("Vases",),)),
            ({"Product Category": "Home > Decor"}, (("Home", "Decor"),)),
            ({"Product Category": "Uncategorized"}, ()),
            ({"Type": " > "}, ()),
            ({}, ()),
        ],
    )
    def test_categories(self, said: dict[str, str], categories: tuple[object, ...]) -> None:
        assert only({**MUG, **said}).categories == categories

    @pytest.mark.parametrize(
        ("handle", "slugs"),
        [
            ("blue-mug-2", {"": "blue-mug-2"}),
            ("m" * 121, None),
            ("12345", None),
            ("Mug", None),
            ("\u30de\u30b0", None),
        ],
    )
    def test_the_handle_is_the_slug(self, handle: str, slugs: dict[str, str] | None) -> None:
        assert only({**MUG, "Handle": handle}).slugs == slugs

    @pytest.mark.parametrize(
        ("held", "unit", "measure"),
        [
            ("330", "ml", (Decimal(330), "ml")),
            ("0,75", "L", (Decimal("0.75"), "l")),
            ("6", "item", (Decimal(6), "piece")),
            ("0", "ml", (None, None)),
            ("9999999999", "ml", (None, None)),
            ("330", "", (None, None)),
            ("330", "ft2", (None, None)),
        ],
    )
    def test_what_one_piece_holds(
        self, held: str, unit: str, measure: tuple[Decimal | None, str | None]
    ) -> None:
        said = {"Unit Price Total Measure": held, "Unit Price Total Measure Unit": unit}

        (variant,) = only({**MUG, **said}).variants

        assert (variant.measure_quantity, variant.measure_unit) == measure

    def test_what_a_file_has_no_column_for_it_does_not_speak_of(self) -> None:
        row = read_row({"Handle": "mug", "Title": "Mug", "Variant SKU": "M"}, currency="EUR")

        found = read_products([(2, row)], FileTerms("EUR", NOW, ("Handle", "Title", "Variant SKU")))

        (product,) = found.products
        (variant,) = product.variants
        assert (product.keeps_state, variant.prices) == (True, ())
        assert {
            product.description, product.seo_title, product.seo_description, product.brand,
            product.tags, product.tax_class, product.options, product.needs_shipping,
            product.images, product.categories, variant.choices, variant.barcode,
            variant.image_url,
        } == {None}  # fmt: skip

    def test_the_rows_of_a_product_that_is_left_out_name_the_row_that_is_why(self) -> None:
        other = {**TEE, "Handle": "other"}

        found = read(TEE, other, {**LARGE, "Handle": "other"})

        assert [(line, why) for line, why, _kind in found.refused] == [
            (3, "'TEE-S' is the variant in line 2 already"),
            (4, "Its product is left out with the row in line 3"),
        ]

    def test_tags_beyond_the_most_are_left_out_and_told(self) -> None:
        most, more = (
            read({**MUG, "Tags": ", ".join(map(str, range(count)))})
            for count in (MOST_NAMED, MOST_NAMED + 1)
        )

        assert (most.products[0].tags, most.remarks) == (more.products[0].tags, {})
        assert more.remarks == {TOO_MANY: [2]}

    def test_a_gift_card_is_a_draft(self) -> None:
        card, mug = read({**MUG, "Gift Card": "TRUE"}), read({**MUG, "Gift Card": "false"})

        assert (card.products[0].published_at, card.remarks) == (None, {GIFT_CARD: [2]})
        assert (mug.products[0].published_at, mug.remarks) == (ALWAYS, {})

    def test_pictures_without_an_address_are_left_out_and_told(self) -> None:
        found = read({**MUG, "Image Src": "mug.jpg"})

        assert (found.products[0].images, found.remarks) == ((), {NO_ADDRESS: [2]})

    def test_what_is_not_taxed_or_not_sent_says_so(self) -> None:
        not_taxed = {"Variant Taxable": "false", "Variant Requires Shipping": "FALSE"}

        card, mug = only({**MUG, **not_taxed}), only(MUG)

        assert (card.tax_class, card.needs_shipping) == ("exempt", False)
        assert (mug.tax_class, mug.needs_shipping) == ("standard", True)

    @pytest.mark.parametrize(
        ("said", "is_shown", "is_archived"),
        [
            ({}, True, False),
            ({"Status": "draft"}, False, False),
            ({"Status": "archived"}, False, True),
            ({"Status": "unlisted"}, False, False),
            ({"Published": "FALSE"}, False, False),
        ],
    )
    def test_state(self, said: dict[str, str], *, is_shown: bool, is_archived: bool) -> None:
        found = read({**MUG, **said})

        product = found.products[0]
        assert found.remarks == ({UNLISTED: [2]} if "unlisted" in said.values() else {})
        assert product.published_at == (ALWAYS if is_shown else None)
        assert product.archived_at == (ALWAYS if is_archived else None)

    @pytest.mark.parametrize(
        ("row", "problem", "reason"),
        [
            ({"Title": "X"}, "product", "no handle"),
            ({**MUG, "Variant Price": "1,299"}, "number", "decimals or thousands: '1,299'"),
            ({**MUG, "Variant Price": "$12.99"}, "number", "no amount in EUR: '$12.99'"),
            ({**MUG, "Variant Compare At Price": "more"}, "number", "Compare"),
            ({**MUG, "Variant Inventory Qty": "1.5"}, "number", "'1.5'"),
            ({**MUG, "Handle": "h" * 256}, "length", "255 characters"),
            ({**MUG, "Variant SKU": "s" * 101}, "length", "100 characters"),
        ],
    )
    def test_a_row_that_is_no_use_says_why(
        self, row: dict[str, str], problem: str, reason: str
    ) -> None:
        with pytest.raises(RowRefused) as refusal:
            read_row(row, currency="EUR")

        assert refusal.value.problem == problem
        assert reason in refusal.value.reason

    def test_rows_that_do_not_go_together_are_named(self) -> None:
        orphan = {"Handle": "none", "Variant Price": "1"}
        same_sku = {**MUG, "Handle": "cup", "Title": "Cup", "Variant SKU": "TEE-S"}
        same_choices = {**LARGE, "Variant SKU": "OTHER"}

        found = read(LARGE, TEE, orphan, same_sku, same_choices)

        assert sorted((line, why) for line, why, _kind in found.refused) == [
            (4, "No row of the handle 'none' has a title"),
            (5, "'TEE-S' is the variant in line 3 already"),
            (6, "'OTHER' is the variant in line 2 already"),
        ]
        assert [product.external_ref for product in found.products] == ["tee"]
        assert found.lines == [(3, 2)]


def test_is_found_by_its_place() -> None:
    assert list(known_product_formats()) == ["shopify", "shopify-inventory", "woocommerce"]
    assert PRODUCT_FORMAT.read_as(["HANDLE", " title", "Metafield"]) == [
        "Handle",
        "Title",
        "Metafield",
    ]
    assert PRODUCT_FORMAT.missing_columns(["Name"]) == ["Handle", "Title"]


def test_the_newer_names_of_columns_are_read_as_the_older_ones() -> None:
    newer = (
        "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,"
        "Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,Price,Compare-at price,"
        "Charge tax,Inventory tracker,Inventory quantity,Weight value (grams),Requires shipping,"
        "Product image URL,Variant image URL,SEO title,SEO description"
    )

    assert PRODUCT_FORMAT.read_as(newer.split(",")) == [
        "Title",
        "Handle",
        "Body (HTML)",
        "Vendor",
        "Product Category",
        "Type",
        "Tags",
        "Published",
        "Status",
        "Variant SKU",
        "Variant Barcode",
        "Option1 Name",
        "Option1 Value",
        "Option1 Linked To",
        "Variant Price",
        "Variant Compare At Price",
        "Variant Taxable",
        "Variant Inventory Tracker",
        "Variant Inventory Qty",
        "Variant Grams",
        "Variant Requires Shipping",
        "Image Src",
        "Variant Image",
        "SEO Title",
        "SEO Description",
    ]


def test_a_file_comes_in_whole_and_only_once(committed: Database, tmp_path: Path) -> None:
    store_id = committed_store(committed)
    path = tmp_path / "products_export.csv"
    write(path, TEE, LARGE, PICTURE, MUG)

    first, again = (take(store_id, path) for _ in range(2))

    assert (first.rows, first.created, first.refused_rows, first.levels_set) == (4, 4, 0, 1)
    assert first.unused_columns == ("Cost per item",)
    assert (again.is_repeat, again.unchanged) == (True, 4)
    assert differences(committed) == []
    assert slugs(committed, store_id) == {"tee", "mug"}


def test_what_is_counted_without_a_number_is_not_sold_until_it_has_one(
    committed: Database, tmp_path: Path
) -> None:
    store_id = committed_store(committed)
    lacking = {name: said for name, said in TEE.items() if name != "Variant Inventory Qty"}
    path = tmp_path / "several_locations.csv"
    rows = (
        {**lacking, "Variant Barcodes": "42", "Variant Inventory Policy": "deny"},
        {**lacking, **MUG, "Variant SKU": "MUG", "Variant Inventory Tracker": ""},
    )
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)

    first = take(store_id, path)
    before = levels(committed, store_id)
    with committed.transaction() as db:
        enter_store(db, store_id)
        barcodes = dict(db.execute(select(Variant.sku, Variant.barcode)).all())
    write(tmp_path / "with_numbers.csv", TEE)
    take(store_id, tmp_path / "with_numbers.csv")
    path.write_text(path.read_text().replace("Soft", "Softer"))
    again = take(store_id, path)

    assert before == {"TEE-S": 0, "MUG": None}
    assert barcodes == {"TEE-S": "42", "MUG": ""}
    assert levels(committed, store_id) == {"TEE-S": 7, "MUG": None}
    assert (first.created, again.updated) == (2, 2)
    assert [remark.what for remark in (*first.remarks, *again.remarks)] == [NO_NUMBERS] * 2
    assert differences(committed) == []


def test_a_later_file_changes_only_what_it_says_otherwise(
    committed: Database, tmp_path: Path
) -> None:
    store_id = committed_store(committed)
    reports: list[ImportReport] = []
    for rows in ((TEE, MUG), (TEE, {**MUG, "Vendor": "Mill"})):
        path = tmp_path / str(len(reports))
        write(path, *rows)
        reports.append(take(store_id, path))

    assert [(one.created, one.updated, one.unchanged) for one in reports] == [(2, 0, 0), (0, 1, 1)]
    assert differences(committed) == []


def take(store_id: int, path: Path) -> ImportReport:
    return product_importer.import_products(
        store_id=store_id, path=path, file_format=None, on_progress=lambda _done: None
    )


def write(path: Path, *rows: dict[str, str]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*TEE, "Cost per item"])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), newline="")


def slugs(database: Database, store_id: int) -> set[str]:
    with database.transaction() as db:
        enter_store(db, store_id)
        return set(db.scalars(select(Slug.slug).where(Slug.kind == "product")))
