"""Product files of WooCommerce: a real one, and rows that are no use."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import (
    CATALOG_INTAKE,
    CATALOG_READER,
    ImageIn,
    OptionIn,
    PriceIn,
    ProductIn,
)
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_format import (
    ALWAYS,
    NO_ADDRESS,
    FileTerms,
    ProductFile,
)
from app.modules.marketplace.formats.product_values import MOST_NAMED, TOO_MANY
from app.modules.marketplace.formats.woocommerce import STATE_NOT_SAID, read_products, read_row
from app.modules.marketplace.formats.woocommerce_columns import COLUMNS
from app.modules.registry import registry
from tests.factories import make_store

NOW = datetime(2026, 11, 26, tzinfo=UTC)
EVERY_COLUMN = frozenset({*COLUMNS, "Attribute 1 name"})
REAL = Path(__file__).parents[4] / "shared" / "data" / "woocommerce_products.csv"


def read(*rows: dict[str, str]) -> ProductFile:
    return read_lines(rows)


def read_lines(rows: Iterable[Mapping[Any, Any]]) -> ProductFile:
    lines = ((line, read_row(row, currency="EUR")) for line, row in enumerate(rows, 2))
    return read_products(lines, FileTerms("EUR", NOW, EVERY_COLUMN))


def only(*rows: dict[str, str]) -> ProductIn:
    return read(*rows).products[0]


class TestReadProducts:
    def test_a_simple_product_tells_all_that_it_has(self) -> None:
        row = {
            "ID": "7",
            "Type": "simple",
            "SKU": "CAP",
            "Name": "Cap",
            "Published": "1",
            "Is featured?": "1",
            "Short description": "Short",
            "Description": "Long\\ntext",
            "Regular price": "20",
            "Sale price": "16,5",
            "Weight (kg)": "0.25",
            "Categories": "Clothing > Caps, Fish\\, Chips",
            "Tags": "a, b",
            "Images": "https://e.test/1.png, https://e.test/2.png",
            "Stock": "12",
            "Attribute 1 name": "Color",
            "Attribute 1 value(s)": "Blue, Red",
        }

        found = read(row)

        product = found.products[0]
        variant = product.variants[0]
        price = variant.prices[0]
        assert (product.title, product.published_at, product.featured_at) == ("Cap", ALWAYS, ALWAYS)
        assert product.description == "Short\n\nLong\ntext"
        assert product.categories == (("Clothing", "Caps"), ("Fish, Chips",))
        assert (product.tags, product.attributes) == (("a", "b"), {"Color": "Blue, Red"})
        assert [image.url[-5:] for image in product.images or ()] == ["1.png", "2.png"]
        assert (price.amount_minor, price.sale_minor, variant.weight_grams) == (2000, 1650, 250)
        assert found.stock == {"CAP": 12}

    def test_variations_become_variants_of_their_parent(self) -> None:
        parent = {
            "ID": "1",
            "Type": "variable",
            "SKU": "TEE",
            "Name": "Tee",
            "Attribute 1 name": "Size",
            "Attribute 1 value(s)": "S, M",
            "Attribute 2 name": "Made in",
            "Attribute 2 value(s)": "Portugal",
        }
        variation = {"Type": "variation", "Name": "Tee - S", "Attribute 1 name": "Size"}
        small = {**variation, "ID": "2", "Parent": "TEE", "Attribute 1 value(s)": "S"}
        large = {**variation, "ID": "3", "Parent": "id:1", "Attribute 1 value(s)": "L"}

        product = only(small, parent, large)

        assert [(o.name, o.values) for o in product.options or ()] == [("Size", ("S", "M", "L"))]
        assert [(v.sku, v.choices) for v in product.variants] == [
            ("woo-2", ("S",)),
            ("woo-3", ("L",)),
        ]
        assert product.attributes == {"Made in": "Portugal"}

    @pytest.mark.parametrize(
        ("row", "problem", "reason"),
        [
            ({"Name": "X"}, "product", "neither an ID nor a SKU"),
            ({"ID": "1"}, "product", "no name"),
            ({"ID": "1", "Name": "X", "Regular price": "1,299"}, "number", "'1,299'"),
            ({"ID": "1", "Name": "X", "Sale price": "free"}, "number", "Sale price"),
            ({"ID": "1", "Name": "X", "Type": "subscription"}, "product", "'subscription'"),
            ({"ID": "1", "Type": "subscription_variation, virtual"}, "product", "no name"),
            ({"ID": "1", "Name": "X", "Stock": "1.5"}, "number", "'1.5'"),
            ({"ID": "1", "Name": "X", "SKU": "s" * 101}, "length", "100 characters"),
        ],
    )
    def test_a_row_that_is_no_use_says_why(
        self, row: dict[str, str], problem: str, reason: str
    ) -> None:
        with pytest.raises(RowRefused) as refusal:
            read(row)

        assert refusal.value.problem == problem
        assert reason in refusal.value.reason

    def test_rows_that_do_not_go_together_are_named(self) -> None:
        tee = {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": "Tee"}
        cap = {"ID": "2", "Name": "Cap"}
        orphan = {"ID": "3", "Type": "variation", "Parent": "none"}
        of_cap = {"ID": "4", "Type": "variation", "Parent": "id:2"}
        same_sku = {"ID": "5", "Name": "Other", "SKU": "TEE"}
        same_id = {"ID": "1", "Name": "Other", "SKU": "X"}

        found = read(tee, cap, orphan, of_cap, same_sku, same_id)

        assert sorted((line, why) for line, why, _problem in found.refused) == [
            (4, "There is no variable product 'none' for the variation"),
            (5, "There is no variable product 'id:2' for the variation"),
            (6, "'TEE' is in line 2 already"),
            (7, "'1' is in line 2 already"),
        ]
        assert found.lines == [(2,), (3,)]

    def test_variations_that_differ_in_nothing_are_named(self) -> None:
        tee = {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": "Tee"}
        red = {"Type": "variation", "Parent": "TEE", "Attribute 1 name": "Color"}
        red["Attribute 1 value(s)"] = "Red"
        any_color = {"Type": "variation", "Parent": "TEE"}

        reds = [{**red, "ID": number} for number in ("2", "3", "5")]
        found = read(*reds[:2], tee, {**any_color, "ID": "4"}, reds[2])

        assert found.refused == [
            (3, "'woo-3' differs in nothing from the variation in line 2", "product"),
            (6, "'woo-5' differs in nothing from the variation in line 2", "product"),
        ]
        assert [variant.sku for variant in found.products[0].variants] == ["woo-2", "woo-4"]

    @pytest.mark.parametrize(
        ("said", "begins", "ends"),
        [
            (("2026-11-27", "2026-11-30"), "2026-11-26T23:00", "2026-11-30T23:00"),
            (("2026-07-01", "2026-07-01"), "2026-06-30T22:00", "2026-07-01T22:00"),
            (
                ("2026-11-27 08:30:00", "2026-11-30T23:59:59"),
                "2026-11-27T07:30",
                "2026-11-30T22:59:59",
            ),
            (("soon", "2026-13-40"), None, None),
            (("", "9999-12-31"), None, None),
        ],
    )
    def test_a_sale_holds_until_its_last_day_is_over_where_the_store_is(
        self, said: tuple[str, str], begins: str | None, ends: str | None
    ) -> None:
        row = {"ID": "1", "Name": "X", "Regular price": "20", "Sale price": "15"}
        dates = dict(zip(("Date sale price starts", "Date sale price ends"), said, strict=True))
        now = NOW.astimezone(ZoneInfo("Europe/Luxembourg"))

        found = read_products(
            [(2, read_row({**row, **dates}, currency="EUR"))],
            FileTerms("EUR", now, EVERY_COLUMN),
        )

        (price,) = found.products[0].variants[0].prices
        wanted = [
            None if one is None else datetime.fromisoformat(f"{one}Z") for one in (begins, ends)
        ]
        assert [price.sale_from, price.sale_until] == wanted

    @pytest.mark.parametrize(
        ("said", "tax_class"),
        [
            ({}, "standard"),
            ({"Tax class": "reduced-rate"}, "reduced"),
            ({"Tax class": "zero-rate"}, "zero"),
            ({"Tax class": "books"}, "books"),
            ({"Tax class": "books", "Tax status": "none"}, "exempt"),
            ({"Tax class": "books", "Tax status": "taxable"}, "books"),
        ],
    )
    def test_usual_tax_classes_are_categories(self, said: dict[str, str], tax_class: str) -> None:
        assert only({"ID": "1", "Name": "X", **said}).tax_class == tax_class

    def test_pictures_have_addresses(self) -> None:
        named = "javascript:alert(1), cap.jpg, https://x.example/müt ze.jpg, /media/cap.jpg"
        product = only({"ID": "1", "Name": "X", "Images": f"{named}, https://x.example/mütze.jpg"})

        assert [image.url for image in product.images or ()] == [
            "/media/cap.jpg",
            "https://x.example/mütze.jpg",
        ]
        assert product.variants[0].image_url == "/media/cap.jpg"

    def test_a_variation_finds_its_product_by_sku_before_it_does_by_number(self) -> None:
        by_number = {"ID": "7", "Type": "variable", "SKU": "A", "Name": "A"}
        by_sku = {"ID": "8", "Type": "variable", "SKU": "7", "Name": "B"}
        one = {"ID": "9", "Type": "variation", "Parent": "7"}
        other = {"ID": "10", "Type": "variation", "Parent": "id:7"}

        assert read(by_number, by_sku, one, other).lines == [(2, 5), (3, 4)]

    def test_stock_of_the_parent_is_nobodys_number(self) -> None:
        found = read(
            {"ID": "1", "Name": "X", "Stock": "parent"}, {"ID": "2", "Name": "Y", "Stock": "3.0"}
        )

        assert found.stock == {"woo-2": 3}

    def test_an_apostrophe_before_what_may_be_a_formula_is_none_of_it(self) -> None:
        found = read({"ID": "1", "Name": "'-10 % Voucher", "Stock": "'-3", "Published": "'-1"})
        own = only({"ID": "1", "Name": "'t Zand", "Description": "'@home'"})

        assert (found.products[0].title, found.stock) == ("-10 % Voucher", {"woo-1": -3})
        assert (own.title, own.description) == ("'t Zand", "@home'")

    def test_what_nobody_counts_and_is_out_of_stock_is_none(self) -> None:
        names = {"ID": "1", "Name": "X"}
        sold_out, counted, of_parent, there = (
            read({**names, **said}).stock
            for said in (
                {"In stock?": "0"},
                {"In stock?": "0", "Stock": "-2"},
                {"In stock?": "0", "Stock": "parent"},
                {"In stock?": "1"},
            )
        )

        assert (sold_out, counted, of_parent, there) == (
            {"woo-1": 0},
            {"woo-1": -2},
            {"woo-1": 0},
            {},
        )

    def test_what_is_published_may_be_told_by_a_word(self) -> None:
        shown, draft = (
            only({"ID": "1", "Name": "X", "Published": s}) for s in ("publish", "draft")
        )

        assert (shown.published_at, draft.published_at) == (ALWAYS, None)

    def test_yes_and_no_may_be_words(self) -> None:
        said = {"In stock?": "FALSE", "Backorders allowed?": "yes", "Is featured?": "True"}

        found = read({"ID": "1", "Name": "X", **said})
        there = read({"ID": "1", "Name": "X", "In stock?": "backorder", "Is featured?": "no"})

        assert (found.stock, found.backorders) == ({"woo-1": 0}, {"woo-1": True})
        assert (found.products[0].featured_at, there.products[0].featured_at) == (ALWAYS, None)
        assert there.stock == {}

    def test_what_may_be_sold_beyond_its_stock_says_so(self) -> None:
        said = {"1": "0", "2": "1", "3": "notify", "4": ""}
        rows = ({"ID": each, "Name": "X", "Backorders allowed?": said[each]} for each in said)

        assert read(*rows).backorders == {"woo-1": False, "woo-2": True, "woo-3": True}

    @pytest.mark.parametrize(
        ("stock", "said", "shares"),
        [
            ("7", ({}, {}, {}), (3, 2, 2)),
            ("1", ({"Stock": "parent"}, {}, {}), (1, 0, 0)),
            ("-2", ({}, {}, {"Published": "0"}), (-1, -1, 0)),
            ("7", ({"Stock": "5"}, {"In stock?": "0"}, {}), (5, 0, 7)),
            ("7", ({"Published": "0"},) * 3, (0, 0, 0)),
        ],
    )
    def test_variations_of_one_stock_sell_no_more_than_it(
        self, stock: str, said: tuple[dict[str, str], ...], shares: tuple[int, ...]
    ) -> None:
        tee = {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": "T", "Stock": stock}
        sizes = [
            {"ID": str(number), "Type": "variation", "Parent": "TEE", **one}
            for number, one in enumerate(said, 2)
        ]

        found = read(*sizes, tee)

        assert tuple(found.stock[f"woo-{number}"] for number in (2, 3, 4)) == shares
        assert list(found.remarks.values()) == [[5]]

    def test_variations_of_one_stock_are_sold_beyond_it_where_their_product_is(self) -> None:
        tee = {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": "T", "Stock": "3"}
        own = {"ID": "2", "Type": "variation", "Parent": "TEE", "Stock": "4"}
        shared = {"ID": "3", "Type": "variation", "Parent": "TEE"}
        column = "Backorders allowed?"

        found = read({**tee, column: "1"}, {**own, column: "0"}, {**shared, column: "0"})

        assert found.backorders == {"woo-2": False, "woo-3": True}

    def test_variations_that_count_for_themselves_share_nothing(self) -> None:
        tee = {"ID": "1", "Type": "variable", "SKU": "TEE", "Name": "T", "Stock": "9"}
        own = {"ID": "2", "Type": "variation", "Parent": "TEE", "Stock": "4"}

        found = read(tee, own)

        assert (found.stock, found.remarks) == ({"woo-2": 4}, {})

    def test_what_is_not_said_is_no_price(self) -> None:
        product = only({"ID": "1", "Name": "X", "Regular price": "", "Weight (kg)": "-"})

        assert product.variants[0].prices[0].amount_minor is None
        assert product.variants[0].weight_grams is None

    @pytest.mark.parametrize(
        ("kinds", "is_sent"),
        [
            (("variation, virtual", "variation, downloadable, virtual"), False),
            (("variation, virtual", "variation"), True),
        ],
    )
    def test_what_has_only_virtual_variations_is_not_sent(
        self, kinds: tuple[str, str], *, is_sent: bool
    ) -> None:
        key = {"ID": "1", "Type": "variable", "SKU": "KEY", "Name": "Key"}
        months = [
            {
                "ID": months,
                "Type": kind,
                "Parent": "KEY",
                "Attribute 1 name": "Months",
                "Attribute 1 value(s)": months,
            }
            for months, kind in zip(("3", "6"), kinds, strict=True)
        ]

        assert only(key, *months).needs_shipping is is_sent

    @pytest.mark.parametrize("prices", [{"Regular price": "9"}, {}])
    def test_a_variation_that_is_switched_off_has_no_price(self, prices: dict[str, str]) -> None:
        key = {"ID": "1", "Type": "variable", "SKU": "KEY", "Name": "Key"}
        off = {"ID": "2", "Type": "variation", "Parent": "KEY", "Published": "0", **prices}

        (variant,) = only(key, off).variants

        assert (variant.price_minor, variant.prices) == (None, (PriceIn("EUR", None),))

    @pytest.mark.parametrize(
        ("visibility", "is_shown", "remark"),
        [
            ("visible", True, ""),
            ("Hidden", False, "taken as a draft"),
            ("search", True, "not listed: shown in both"),
            ("catalog", True, "not found by searches: shown in both"),
        ],
    )
    def test_what_the_shop_hides_is_a_draft(
        self, visibility: str, remark: str, *, is_shown: bool
    ) -> None:
        row = {"ID": "1", "Name": "X", "Published": "1", "Visibility in catalog": visibility}

        shown, draft = read(row), read({**row, "Published": "0"})

        assert (shown.products[0].published_at is not None) is is_shown
        assert all(remark in what and lines == [2] for what, lines in shown.remarks.items())
        assert bool(shown.remarks) is bool(remark)
        assert (draft.products[0].published_at, draft.remarks) == (None, {})

    def test_a_name_is_plain_text(self) -> None:
        written = "Tom &amp; Jerry&#8217;s &lt;Mug&gt; &copy=1 &xyz;"

        assert only({"ID": "1", "Name": written}).title == "Tom & Jerry\u2019s <Mug> &copy=1 &xyz;"

    def test_so_are_brands_categories_tags_and_attributes(self) -> None:
        row = {
            "ID": "1",
            "Name": "X",
            "Brands": "Johnson &amp; Johnson",
            "Categories": "Mother &amp; Child > Him &gt; Her",
            "Tags": "a&amp;b",
            "Attribute 1 name": "Cut &amp; Fit",
            "Attribute 1 value(s)": "S&amp;M",
        }

        product = only(row)

        assert (product.brand, product.tags) == ("Johnson & Johnson", ("a&b",))
        assert product.categories == (("Mother & Child", "Him > Her"),)
        assert product.attributes == {"Cut & Fit": "S&M"}

    def test_a_weight_may_lack_what_is_before_its_point(self) -> None:
        assert only({"ID": "1", "Name": "X", "Weight (lbs)": ".5"}).variants[0].weight_grams == 226

    def test_a_file_without_columns_for_prices_or_sales_says_nothing_of_them(self) -> None:
        unpriced = only({"ID": "1", "Name": "X"}).variants[0]
        plain = only({"ID": "1", "Name": "X", "Regular price": "20"}).variants[0]
        ended = only({"ID": "1", "Name": "X", "Regular price": "20", "Sale price": ""}).variants[0]

        assert (unpriced.prices, unpriced.price_minor) == ((), None)
        assert (plain.prices, plain.price_minor, plain.currency) == ((), 2000, "EUR")
        assert ended.prices == (PriceIn("EUR", 2000),)

    def test_what_a_file_has_no_column_for_it_does_not_speak_of(self) -> None:
        row = read_row({"SKU": "CAP", "Name": "Cap", "Regular price": "20"}, currency="EUR")
        terms = FileTerms("EUR", NOW, ("SKU", "Name", "Regular price"))

        found = read_products([(2, row)], terms)

        (product,) = found.products
        (variant,) = product.variants
        assert product.keeps_state
        assert found.remarks == {STATE_NOT_SAID: [1]}
        assert {
            product.description, product.brand, product.tags, product.tax_class, product.options,
            product.needs_shipping, product.images, product.attributes, product.categories,
            variant.choices, variant.barcode, variant.image_url,
        } == {None}  # fmt: skip

    def test_a_variation_means_the_attributes_of_its_product_where_it_names_none(self) -> None:
        said = {"Attribute 1 name": "Strength", "Attribute 1 value(s)": "2mg, 5mg"}
        vip = {"ID": "1", "Type": "variable", "SKU": "VIP", "Name": "V", **said}
        small, large = (
            {"ID": number, "Type": "variation", "Parent": "VIP", "Attribute 1 value(s)": value}
            for number, value in (("2", "2mg"), ("3", "5mg"))
        )

        product = only(vip, small, large)

        assert product.options == (OptionIn("Strength", ("2mg", "5mg")),)
        assert [variant.choices for variant in product.variants] == [("2mg",), ("5mg",)]

    def test_pictures_beyond_the_most_are_left_out_and_told(self) -> None:
        urls = ", ".join(f"https://e.test/{number}" for number in range(MOST_NAMED + 1))

        found = read({"ID": "1", "Name": "X", "Images": urls})

        assert len(found.products[0].images or ()) == MOST_NAMED
        assert found.remarks == {TOO_MANY: [2]}

    def test_pictures_without_an_address_are_left_out_and_told(self) -> None:
        found = read({"ID": "1", "Name": "X", "Images": "vial.png, https://e.test/1.png"})

        assert found.products[0].images == (ImageIn("https://e.test/1.png"),)
        assert found.remarks == {NO_ADDRESS: [2]}

    @pytest.mark.skipif(not REAL.exists(), reason="the file is not in ../shared/data")
    def test_the_catalogue_takes_a_real_file(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        with REAL.open(encoding="utf-8-sig", newline="") as file:
            found = read_lines(csv.DictReader(file))
        intake, reader = registry().find(CATALOG_INTAKE), registry().find(CATALOG_READER)
        assert intake is not None
        assert reader is not None

        with freeze(NOW):
            first = intake.take_products(db, store.id, found.products)
            again = intake.take_products(db, store.id, found.products)
            ids = reader.published_ids(db, store.id, after=0, most=1000)
            documents = [d for d in reader.documents(db, store.id, ids) if d.locale == "en"]

        assert first.count.created == len(found.products)
        assert again.count.unchanged == len(found.products)
        assert len(documents) == sum(p.published_at is not None for p in found.products)
        assert any(document.categories for document in documents)

    @pytest.mark.skipif(not REAL.exists(), reason="the file is not in ../shared/data")
    def test_reads_a_real_file_whole(self) -> None:
        with REAL.open(encoding="utf-8-sig", newline="") as file:
            found = read_lines(csv.DictReader(file))

        assert found.refused == []
        by_title = {product.title: product for product in found.products}
        tee = by_title["T-Shirt"]
        assert {option.name for option in tee.options or ()} >= {"Color"}
        assert all(v.prices[0].amount_minor for p in found.products for v in p.variants)
