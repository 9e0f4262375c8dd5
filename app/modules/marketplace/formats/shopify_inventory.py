"""Stock as Shopify exports it: a row for each variant at each location, of products that are there.

A variant is known by its SKU, or by what a product file without one calls it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.modules.contracts.stock import LevelIn
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_format import (
    FileTerms,
    ProductFile,
    ProductFormat,
    Row,
)
from app.modules.marketplace.formats.product_values import clean, whole
from app.modules.marketplace.formats.shopify import NO_OPTION, sku_of
from app.modules.marketplace.formats.shopify_columns import OPTIONS

_NOT_STOCKED = "not stocked"
_AVAILABLE, _ON_HAND, _NEW = "Available", "On hand", "On hand (new)"
_ASIDE = ("Committed", "Unavailable")
_CHOICES = tuple(f"Option{number} Value" for number in OPTIONS)
_NAMES = ("Handle", "Title", "SKU", "Location", _AVAILABLE, _ON_HAND, _NEW, *_ASIDE, *_CHOICES)
_KNOWN = {name.casefold(): name for name in _NAMES}
_REMARKS = re.compile(r" \((?:not editable|current)\)$")


def known_column(name: str) -> str | None:
    """What the column is read as; None for one that is not."""
    plain = _REMARKS.sub("", " ".join(name.replace("\ufeff", "").split()).casefold())
    return _KNOWN.get(plain)


def missing_columns(names: Collection[str]) -> list[str]:
    """What the header must hold besides."""
    missing = [name for name in ("Handle", "SKU", "Location") if name not in names]
    return missing if {_AVAILABLE, _ON_HAND} & set(names) else [*missing, _AVAILABLE]


def read_row(raw: Mapping[Any, Any], **_of_prices: object) -> Row:
    """The columns that are filled in; nothing for an empty row, and where no stock is kept.

    Raises RowRefused.
    """
    row = {name: value for name, value in ((n, clean(v)) for n, v in raw.items() if n) if value}
    units = [(name, row[name]) for name in (_NEW, _AVAILABLE, _ON_HAND) if name in row]
    if not units or units[0][1].lower() == _NOT_STOCKED:
        return {}
    for name in ("Handle", "Location"):
        if name not in row:
            raise RowRefused("product", f"There is no {name.lower()}")
    for name, value in (units[0], *((each, row.get(each, "0")) for each in _ASIDE)):
        if whole(value) is None:
            raise RowRefused("number", f"{name} is not a whole number: {value!r}")
    return row


def read_products(rows: Iterable[tuple[int, Row]], _terms: FileTerms) -> ProductFile:
    """The level of each row; a variant stands once at a location."""
    found = ProductFile()
    lines: dict[tuple[str, str], int] = {}
    for line, row in rows:
        level = LevelIn(_sku(row), row["Location"], _available(row))
        first = lines.setdefault((level.sku, level.location), line)
        if first == line:
            found.levels.append((line, level))
        else:
            reason = f"{level.sku!r} is counted at {level.location!r} in line {first} already"
            found.refused.append((line, reason, "product"))
    return found


def _available(row: Row) -> int:
    """What can still be sold: of what is newly counted, or on hand, what is set aside is not."""
    if _AVAILABLE in row and _NEW not in row:
        return whole(row[_AVAILABLE]) or 0
    on_hand = whole(row.get(_NEW, row.get(_ON_HAND, ""))) or 0
    return on_hand - sum(whole(row.get(name, "")) or 0 for name in _ASIDE)


def _sku(row: Row) -> str:
    choices = [row[name] for name in _CHOICES if name in row]
    return sku_of(row.get("SKU", ""), row["Handle"], [] if choices == [NO_OPTION] else choices)


PRODUCT_FORMAT = ProductFormat(
    "shopify-inventory", known_column, missing_columns, read_row, read_products
)
