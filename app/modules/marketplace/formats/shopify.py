"""Product files as Shopify exports them: the rows of one handle are one product.

The first row of a handle says all of the product; each row that names an option's value, a SKU or a
price is a variant, the others bring pictures. "Default Title" is the only variant of a product
without options.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.modules.contracts.catalog import ImageIn, OptionIn, PriceIn, ProductIn, VariantIn
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.formats.product_format import (
    ALWAYS,
    HEADER_LINE,
    NO_ADDRESS,
    FileTerms,
    ProductFile,
    ProductFormat,
    Row,
)
from app.modules.marketplace.formats.product_values import (
    LONGEST_KEY,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_NAMED,
    TOO_MANY,
    amount,
    check_price,
    clean,
    is_address,
    key_of,
    minor,
    whole,
)
from app.modules.marketplace.formats.shopify_columns import OPTIONS, known_column

SOURCE = "shopify"
NO_OPTION = "Default Title"
NO_CATEGORY = "Uncategorized"
NO_NUMBERS = (
    "The shop counts stock, but the file has no column for it, as of shops with several locations: "
    "what is new has none until the file of stock is taken in"
)
GIFT_CARD = "Is a gift card, of which there are none here: taken as a draft"
UNLISTED = (
    "Unlisted in the shop, only seen by who has the address: taken as a draft, which nobody sees "
    "until it is published"
)
_OF_VARIANTS = ("Variant SKU", "Variant Price", *(f"Option{number} Value" for number in OPTIONS))
_PRICES = _PRICE, _BEFORE = "Variant Price", "Variant Compare At Price"
_UNITS, _TRACKER = "Variant Inventory Qty", "Variant Inventory Tracker"
_BODY, _OPTION, _BARCODE = "Body (HTML)", "Option1 Value", "Variant Barcode"
_PICTURES = "Image Src", "Variant Image"
_TAXABLE, _IS_SENT = "Variant Taxable", "Variant Requires Shipping"
# What a handle may be besides, the catalogue makes a slug of the title for.
_SLUG = re.compile(r"(?=.{1,120}$)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MEASURES = ("mg", "g", "kg", "ml", "cl", "l", "m3", "mm", "cm", "m", "m2")
_UNITS_OF_MEASURE = {**{unit: unit for unit in _MEASURES}, "item": "piece"}
_LEAST_HELD, _MOST_HELD = Decimal("0.000001"), Decimal(10) ** 9
_POLICY = "Variant Inventory Policy"
_SELLS_ON = ("continue", "true")


def missing_columns(names: Collection[str]) -> list[str]:
    """What the header of a file must hold besides; one with a country of origin counts stock."""
    wanted = ("Handle", "Title", *_PRICES[:1]) if "COO" in names else ("Handle", "Title")
    return [name for name in wanted if name not in names]


def read_row(raw: Mapping[Any, Any], *, currency: str) -> Row:
    """The columns that are filled in; nothing for an empty row. Raises RowRefused."""
    row = {name: value for name, value in ((n, clean(v)) for n, v in raw.items() if n) if value}
    if not row:
        return {}
    if "Handle" not in row:
        raise RowRefused("product", "There is no handle")
    for name, longest in (("Handle", LONGEST_LINE), ("Variant SKU", LONGEST_KEY)):
        if len(row.get(name, "")) > longest:
            raise RowRefused("length", f"{name} is longer than {longest} characters")
    for name in _PRICES:
        if name in row:
            check_price(name, row[name], currency)
    if _UNITS in row and whole(row[_UNITS]) is None:
        raise RowRefused("number", f"{_UNITS} is not a whole number: {row[_UNITS]!r}")
    return row


def sku_of(written: str, handle: str, choices: Sequence[str]) -> str:
    """Its SKU, which a leading apostrophe keeps from being a number; else what tells it apart."""
    return written.lstrip("'") or key_of("-".join((SOURCE, handle, *choices)))


@dataclass
class _Entry:
    """A product's first row, all its rows with their lines, and those of them that are variants."""

    row: Row
    rows: list[tuple[int, Row]] = field(default_factory=list)
    variants: list[Row] = field(default_factory=list)


def read_products(rows: Iterable[tuple[int, Row]], terms: FileTerms) -> ProductFile:
    """Puts all rows together, of which each stands at its line."""
    found = ProductFile()
    entries: dict[str, _Entry] = {}
    lines: dict[str, int] = {}
    lost: dict[str, int] = {}
    for line, row in sorted(rows, key=lambda each: "Title" not in each[1]):
        entry = entries.get(row["Handle"])
        if entry is None and "Title" not in row:
            found.refused.append((line, _why_untitled(row, lost), "product"))
            continue
        entry = entry or _Entry(row)
        if any(name in row for name in _OF_VARIANTS):
            same = next((lines[name] for name in _names(entry, row) if name in lines), None)
            if same is not None:
                reason = f"{_sku(entry, row)!r} is the variant in line {same} already"
                found.refused.append((line, reason, "product"))
                lost.setdefault(row["Handle"], line)
                continue
            lines |= dict.fromkeys(_names(entry, row), line)
            entry.variants.append(row)
        entries.setdefault(row["Handle"], entry).rows.append((line, row))
    for entry in entries.values():
        _take(found, entry, terms)
        found.lines.append(tuple(line for line, _row in entry.rows))
    if found.counted:
        found.remark(NO_NUMBERS, HEADER_LINE)
    return found


def _why_untitled(row: Row, lost: Mapping[str, int]) -> str:
    """`lost` are the lines of those rows that would have told their products, by the handle."""
    if row["Handle"] in lost:
        return f"Its product is left out with the row in line {lost[row['Handle']]}"
    return f"No row of the handle {row['Handle']!r} has a title"


def _names(entry: _Entry, row: Row) -> list[str]:
    """What no other variant may be called: its SKU, and its choices within the product."""
    return [f"SKU:{_sku(entry, row)}", f"{row['Handle']}:{'/'.join(_choices(entry, row))}"]


def _take(found: ProductFile, entry: _Entry, terms: FileTerms) -> None:
    row, told = entry.row, terms.told
    variants = tuple(_variant(entry, one, terms) for one in entry.variants)
    _take_stock(found, entry, terms)
    kind = row.get("Type") or row.get("Product Category", NO_CATEGORY)
    path = tuple(name.strip()[:LONGEST_LINE] for name in kind.split(">") if name.strip())
    status = row.get("Status", "active").lower()
    is_gift_card = row.get("Gift Card", "").lower() == "true"
    is_shown = status == "active" and _is(row, "Published") and not is_gift_card
    tags, images = _tags(row), _images(entry)
    said = {
        GIFT_CARD: is_gift_card,
        UNLISTED: status == "unlisted",
        TOO_MANY: max(len(tags), len(images)) > MOST_NAMED,
    }
    for what in (what for what, is_so in said.items() if is_so):
        found.remark(what, entry.rows[0][0])
    for line, one in entry.rows:
        if any(not is_address(one[name]) for name in _PICTURES if name in one):
            found.remark(NO_ADDRESS, line)
    found.products.append(
        ProductIn(
            source=SOURCE,
            external_ref=row["Handle"],
            title=row["Title"][:LONGEST_LINE],
            created_at=terms.now,
            variants=variants,
            published_at=ALWAYS if is_shown else None,
            archived_at=ALWAYS if status == "archived" else None,
            keeps_state=not {"Status", "Published"} & set(terms.columns),
            description=told(row.get(_BODY, "")[:LONGEST_TEXT], _BODY),
            slugs=_slugs(row),
            seo_title=told(row.get("SEO Title", "")[:LONGEST_LINE], "SEO Title"),
            seo_description=told(row.get("SEO Description", "")[:LONGEST_LINE], "SEO Description"),
            brand=told(row.get("Vendor", "")[:LONGEST_LINE], "Vendor"),
            tags=told(tags[:MOST_NAMED], "Tags"),
            tax_class=told(
                "standard"
                if any(_is(one, _TAXABLE) for one in entry.variants or [row])
                else "exempt",
                _TAXABLE,
            ),
            needs_shipping=told(
                any(_is(one, _IS_SENT) for one in entry.variants or [row]), _IS_SENT
            ),
            options=told(
                tuple(
                    OptionIn(
                        name, tuple(dict.fromkeys(_choice(one, number) for one in entry.variants))
                    )
                    for number, name in _options(entry)
                ),
                _OPTION,
            ),
            images=told(images[:MOST_NAMED], "Image Src"),
            categories=told(
                (path,) if path and kind != NO_CATEGORY else (), "Type", "Product Category"
            ),
        )
    )


def _take_stock(found: ProductFile, entry: _Entry, terms: FileTerms) -> None:
    for one in entry.variants:
        units = whole(one.get(_UNITS, ""))
        if units is not None and _TRACKER in one:
            found.stock[_sku(entry, one)] = units
        elif _TRACKER in one and _UNITS not in terms.columns:
            found.counted.add(_sku(entry, one))
        if _POLICY in one:
            found.backorders[_sku(entry, one)] = one[_POLICY].lower() in _SELLS_ON


def _variant(entry: _Entry, row: Row, terms: FileTerms) -> VariantIn:
    currency, told = terms.currency, terms.told
    price, before = minor(row.get(_PRICE), currency), minor(row.get(_BEFORE), currency)
    is_reduced = price is not None and before is not None and before > price
    grams = amount(row.get("Variant Grams"))
    image = row.get("Variant Image", "")
    quantity, unit = _measure(row)
    return VariantIn(
        sku=_sku(entry, row),
        title="",
        prices=told(
            (
                PriceIn(
                    currency,
                    before if is_reduced else price,
                    sale_minor=price if is_reduced else None,
                ),
            ),
            _PRICE,
        )
        or (),
        choices=told(_choices(entry, row), _OPTION),
        weight_grams=None if grams is None else int(grams.to_integral_value()),
        barcode=told(row.get(_BARCODE, "").lstrip("'")[:LONGEST_LINE], _BARCODE),
        image_url=told(image if is_address(image) else "", "Variant Image"),
        measure_quantity=quantity,
        measure_unit=unit,
    )


def _measure(row: Row) -> tuple[Decimal | None, str | None]:
    """What one piece holds, for its price per unit; nothing where the file does not say both."""
    held = amount(row.get("Unit Price Total Measure"))
    unit = _UNITS_OF_MEASURE.get(row.get("Unit Price Total Measure Unit", "").lower())
    if held is None or unit is None or not _LEAST_HELD <= held <= _MOST_HELD:
        return None, None
    return held.quantize(_LEAST_HELD), unit


def _options(entry: _Entry) -> list[tuple[int, str]]:
    """Numbers and names of the options; only the first row has their names."""
    first = entry.row
    if first.get("Option1 Value", NO_OPTION) == NO_OPTION:
        return []
    named = ((number, first.get(f"Option{number} Name", "")) for number in OPTIONS)
    return [(number, name[:LONGEST_LINE]) for number, name in named if name]


def _choices(entry: _Entry, row: Row) -> tuple[str, ...]:
    return tuple(_choice(row, number) for number, _name in _options(entry))


def _choice(row: Row, number: int) -> str:
    return row.get(f"Option{number} Value", "")[:LONGEST_LINE]


def _sku(entry: _Entry, row: Row) -> str:
    return sku_of(row.get("Variant SKU", ""), row["Handle"], _choices(entry, row))


def _slugs(row: Row) -> dict[str, str] | None:
    """The handle, under which pages elsewhere and search engines know the product."""
    handle = row["Handle"]
    return {"": handle} if _SLUG.fullmatch(handle) and not handle.isdigit() else None


def _tags(row: Row) -> tuple[str, ...]:
    parts = (part.strip()[:LONGEST_LINE] for part in row.get("Tags", "").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _is(row: Row, name: str) -> bool:
    """Whether it is so, as it is where the file does not say otherwise."""
    return row.get(name, "true").lower() != "false"


def _images(entry: _Entry) -> tuple[ImageIn, ...]:
    """Each picture once, in the order of their positions."""
    found: dict[str, str] = {}
    for row in sorted((row for _line, row in entry.rows), key=_position):
        found.setdefault(row.get("Image Src", ""), row.get("Image Alt Text", "")[:LONGEST_LINE])
    return tuple(
        ImageIn(url, {"": words} if words else {})
        for url, words in found.items()
        if is_address(url)
    )


def _position(row: Row) -> int:
    """Its picture's; the last one where the file does not say."""
    said = whole(row.get("Image Position", ""))
    return sys.maxsize if said is None else said


PRODUCT_FORMAT = ProductFormat(SOURCE, known_column, missing_columns, read_row, read_products)
