"""Product files of WooCommerce: a real one, and rows that are no use."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store
from app.modules.contracts.catalog import CATALOG_INTAKE, CATALOG_READER, ProductIn
from app.modules.marketplace.formats.woocommerce import ALWAYS, ProductFile, read_products
from app.modules.registry import registry
from tests.factories import make_store

NOW = datetime(2026, 11, 26, tzinfo=UTC)
REAL = Path(__file__).parents[4] / "shared" / "data" / "woocommerce_products.csv"


def read(*rows: dict[str, str]) -> ProductFile:
    return read_products(rows, currency="EUR", now=NOW)


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

    def test_rows_that_are_no_use_are_named(self) -> None:
        found = read({"Name": ""}, {"Type": "variation", "Parent": "none", "ID": "1"})

        assert [line for line, _ in found.refused] == [2, 3]
        assert found.products == []

    def test_what_is_no_number_is_no_price(self) -> None:
        product = only({"ID": "1", "Name": "X", "Regular price": "free", "Weight (kg)": "-"})

        assert product.variants[0].prices[0].amount_minor is None
        assert product.variants[0].weight_grams is None

    @pytest.mark.skipif(not REAL.exists(), reason="the file is not in the repository")
    def test_the_catalogue_takes_a_real_file(self, db: Session) -> None:
        store = make_store(db)
        enter_store(db, store.id)
        with REAL.open(encoding="utf-8-sig", newline="") as file:
            found = read_products(csv.DictReader(file), currency="EUR", now=NOW)
        intake, reader = registry().find(CATALOG_INTAKE), registry().find(CATALOG_READER)
        assert intake is not None
        assert reader is not None

        with freeze(NOW):
            first = intake.take_products(db, store.id, found.products)
            again = intake.take_products(db, store.id, found.products)
            documents = [d for d in reader.documents(db, store.id) if d.locale == "en"]

        assert first.count.created == len(found.products)
        assert again.count.unchanged == len(found.products)
        assert len(documents) == sum(p.published_at is not None for p in found.products)
        assert any(document.categories for document in documents)

    @pytest.mark.skipif(not REAL.exists(), reason="the file is not in the repository")
    def test_reads_a_real_file_whole(self) -> None:
        with REAL.open(encoding="utf-8-sig", newline="") as file:
            found = read_products(csv.DictReader(file), currency="EUR", now=NOW)

        assert found.refused == []
        by_title = {product.title: product for product in found.products}
        tee = by_title["T-Shirt"]
        assert {option.name for option in tee.options or ()} >= {"Color"}
        assert all(v.prices[0].amount_minor for p in found.products for v in p.variants)
