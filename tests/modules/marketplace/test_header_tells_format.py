"""A file of products whose format nobody named is known by its first line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from app.modules.marketplace.exceptions import EmptyFile, UnknownHeader
from app.modules.marketplace.formats import known_product_formats
from app.modules.marketplace.services.product_file import format_of

FORMATS = list(known_product_formats().values())


def told(path: Path, header: bytes) -> str:
    path.write_bytes(header + b"\n")
    return format_of(path, FORMATS).name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"Handle,Title,Variant SKU,Variant Price", "shopify"),
        (b'\xef\xbb\xbf"Handle";"Title";"Vendor"', "shopify"),
        (b"Title,URL handle,Description,SKU,Price,Inventory quantity", "shopify"),
        (b"ID,Type,SKU,Name,Regular price", "woocommerce"),
        (b"\n \r\n\tID,Type,SKU,Name,Regular price", "woocommerce"),
        (b"\xef\xbb\xbfsep=;\r\nHandle;Title", "shopify"),
        ("ID;Typ;Artikelnummer;Name;Regulärer Preis".encode(), "woocommerce"),
        ("ID;Typ;Artikelnummer;Name;Regulärer Preis".encode("cp1252"), "woocommerce"),
        (b"ID,Name,Handle,Title,Variant Price,Variant SKU", "shopify"),
        (b"Handle,Title,Option1 Value,SKU,HS Code,COO,Location,On hand", "shopify-inventory"),
    ],
)
def test_the_columns_tell(tmp_path: Path, header: bytes, name: str) -> None:
    assert told(tmp_path / "products.csv", header) == name


def test_a_packed_file_tells_too(tmp_path: Path) -> None:
    packed = gzip.compress(b"Handle,Title")

    assert told(tmp_path / "products.csv.gz", packed) == "shopify"


def test_what_fits_none_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownHeader) as refusal:
        told(tmp_path / "bank.csv", b"Date,Amount,Text")

    assert refusal.value.params == {
        "file": "bank.csv",
        "known": "shopify, shopify-inventory, woocommerce",
    }


def test_an_older_file_of_stock_is_not_taken_for_one_of_products(tmp_path: Path) -> None:
    with pytest.raises(UnknownHeader):
        told(tmp_path / "stock.csv", b"Handle,Title,Option1 Name,SKU,HS Code,COO,Main Street")


def test_an_empty_file_is_told_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        told(tmp_path / "products.csv", b"")
