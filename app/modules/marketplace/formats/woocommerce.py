"""Product files as WooCommerce exports them: one row a product or variation, told by its header.

Columns may be missing or stand in any order. A variation belongs to the product whose SKU, or "id:"
and number, stands in its column "Parent".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from html import unescape
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
    minor,
)
from app.modules.marketplace.formats.woocommerce_columns import known_column
from app.modules.marketplace.formats.woocommerce_rows import (
    KNOWN_KINDS,
    YES,
    is_off,
    is_shown,
    is_variation,
    is_virtual,
    kinds,
    remark_on_visibility,
    sku_of,
)
from app.modules.marketplace.formats.woocommerce_stock import (
    SHARED_STOCK,
    is_counted,
    may_sell_on,
    shared_units,
    units_of,
)

SOURCE = "woocommerce"
_USUAL_CLASSES = {"reduced-rate": "reduced", "zero-rate": "zero"}
_GRAMS = {"kg": Decimal(1000), "g": Decimal(1), "lbs": Decimal("453.59237"), "oz": Decimal("28.35")}
_PRICES = _REGULAR, _SALE = "Regular price", "Sale price"
_ATTRIBUTE_NAME = re.compile(r"Attribute [0-9]+ name", re.ASCII)
_ATTRIBUTE, _BARCODE = "Attribute 1 name", "GTIN, UPC, EAN, or ISBN"
STATE_NOT_SAID = (
    "The file does not say what is published: new products are drafts, others stay as they are"
)
_GUARDED = ("'=", "'+", "'-", "'@")
# WordPress keeps titles and other names with entities; they are plain text here.
_ENTITY = re.compile(r"&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.ASCII | re.IGNORECASE)
_DAY_AND_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?", re.ASCII
)


def missing_columns(names: Collection[str]) -> list[str]:
    """What the header of a file must hold besides; other columns may be there or not."""
    missing = [name for name in ("Name",) if name not in names]
    return missing if {"ID", "SKU"} & set(names) else [*missing, "ID"]


def read_row(raw: Mapping[Any, Any], *, currency: str) -> Row:
    """The columns that are filled in, and those of prices, which tell that there is none.

    Nothing for an empty row. Raises RowRefused for what no product can come of.
    """
    cleaned = {name: _unguarded(clean(value)) for name, value in raw.items() if name is not None}
    if not any(cleaned.values()):
        return {}
    row = {name: value for name, value in cleaned.items() if value or name in _PRICES}
    for name in ("Name", "Brands"):
        if name in row:
            row[name] = _plain(row[name])
    _check_names(row)
    _check_numbers(row, currency)
    return row


def read_products(rows: Iterable[tuple[int, Row]], terms: FileTerms) -> ProductFile:
    """Puts all rows together, of which each stands at its line."""
    found = ProductFile()
    entries: list[_Entry] = []
    variations: list[tuple[int, Row]] = []
    lines: dict[str, int] = {}
    for line, row in rows:
        twice = next((name for name in _names(row) if name in lines), None)
        if twice is not None:
            reason = f"{twice.partition(':')[2]!r} is in line {lines[twice]} already"
            found.refused.append((line, reason, "product"))
            continue
        lines |= dict.fromkeys(_names(row), line)
        if is_variation(row):
            variations.append((line, row))
            continue
        entries.append(_Entry(line, row))
    _give_variations(found, entries, variations)
    if entries and "Published" not in terms.columns:
        found.remark(STATE_NOT_SAID, HEADER_LINE)
    for entry in entries:
        _take(found, entry, terms)
        found.lines.append((entry.line, *(line for line, _row in entry.variations)))
    return found


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def _unguarded(value: str) -> str:
    """Without the apostrophe that keeps spreadsheets from taking "-3" or "=1+1" for a formula."""
    return value[1:] if value[:2] in _GUARDED else value


def _check_names(row: Row) -> None:
    if not (row.get("ID") or row.get("SKU")):
        raise RowRefused("product", "There is neither an ID nor a SKU")
    if not row.get("Name") and not is_variation(row):
        raise RowRefused("product", "The product has no name")
    for kind in sorted(kinds(row) - KNOWN_KINDS):
        raise RowRefused("product", f"There are no products of the type {kind!r} here")
    for name in ("ID", "SKU"):
        if len(row.get(name, "")) > LONGEST_KEY:
            raise RowRefused("length", f"{name} is longer than {LONGEST_KEY} characters")


def _check_numbers(row: Row, currency: str) -> None:
    for name in _PRICES:
        if row.get(name):
            check_price(name, row[name], currency)
    if is_counted(row) and units_of(row) is None:
        raise RowRefused("number", f"Stock is not a whole number: {row['Stock']!r}")


@dataclass
class _Entry:
    """A product's row, its line, and its variations with theirs."""

    line: int
    row: Row
    variations: list[tuple[int, Row]] = field(default_factory=list)


def _by_name(entries: Sequence[_Entry]) -> dict[str, _Entry]:
    """By what variations call their product: its SKU, "id:" and its ID, or the ID alone."""
    by_id = {entry.row["ID"]: entry for entry in entries if "ID" in entry.row}
    by_sku = {entry.row["SKU"]: entry for entry in entries if "SKU" in entry.row}
    return by_id | {f"id:{name}": entry for name, entry in by_id.items()} | by_sku


def _names(row: Row) -> list[str]:
    """What no other row of the file may be called."""
    sku = f"SKU:{sku_of(row)}"
    return [f"ID:{row['ID']}", sku] if "ID" in row else [sku]


def _give_variations(
    found: ProductFile, entries: Sequence[_Entry], variations: Iterable[tuple[int, Row]]
) -> None:
    """Each to its product, whose attributes it means where it does not name its own."""
    parents = _by_name(entries)
    for line, unnamed in variations:
        name = unnamed.get("Parent", "")
        parent = parents.get(name)
        if parent is None or "variable" not in kinds(parent.row):
            reason = f"There is no variable product {name!r} for the variation"
            found.refused.append((line, reason, "product"))
            continue
        row = {**_attribute_names(parent.row), **unnamed}
        chosen = _chosen(row)
        same = next((at for at, one in parent.variations if chosen and _chosen(one) == chosen), 0)
        if same:
            reason = f"{sku_of(row)!r} differs in nothing from the variation in line {same}"
            found.refused.append((line, reason, "product"))
        else:
            parent.variations.append((line, row))


def _take(found: ProductFile, entry: _Entry, terms: FileTerms) -> None:
    row, variations = entry.row, [row for _line, row in entry.variations]
    told = terms.told
    is_variable = "variable" in kinds(row)
    options = _options(row, variations) if is_variable else ()
    buyable = variations if is_variable else [row]
    if kinds(row) & {"grouped", "external"}:
        buyable = []
    variants = tuple(_variant(one, options, terms) for one in buyable)
    _take_stock(found, entry, buyable)
    for line, one in ((entry.line, row), *entry.variations):
        if len(_pictures(one)) < len(_listed(one.get("Images", ""))):
            found.remark(NO_ADDRESS, line)
    tags = tuple(map(_plain, _listed(row.get("Tags", ""))))
    images = tuple(ImageIn(url) for url in _pictures(row))
    if max(len(tags), len(images)) > MOST_NAMED:
        found.remark(TOO_MANY, entry.line)
    if (narrowed := remark_on_visibility(row)) is not None:
        found.remark(narrowed, entry.line)
    names = {option.name for option in options}
    attributes = {name: ", ".join(v) for name, v in _attributes(row).items() if name not in names}
    description = "\n\n".join(
        text for text in (row.get("Short description", ""), row.get("Description", "")) if text
    )
    found.products.append(
        ProductIn(
            source=SOURCE,
            external_ref=row.get("ID") or row["SKU"],
            title=row["Name"][:LONGEST_LINE],
            created_at=terms.now,
            variants=variants,
            published_at=ALWAYS if is_shown(row) else None,
            featured_at=ALWAYS if row.get("Is featured?", "").lower() in YES else None,
            keeps_state="Published" not in terms.columns,
            is_known_by_skus="ID" not in row,
            description=told(
                description.replace("\\n", "\n")[:LONGEST_TEXT], "Short description", "Description"
            ),
            brand=told(row.get("Brands", "")[:LONGEST_LINE], "Brands"),
            tags=told(tags[:MOST_NAMED], "Tags"),
            tax_class=told(_tax_class(row), "Tax status", "Tax class"),
            needs_shipping=told(not all(is_virtual(one) for one in buyable or [row]), "Type"),
            options=told(options, _ATTRIBUTE),
            images=told(images[:MOST_NAMED], "Images"),
            attributes=told(attributes, _ATTRIBUTE),
            categories=told(
                tuple(_path(path) for path in _listed(row.get("Categories", ""))), "Categories"
            ),
        )
    )


def _take_stock(found: ProductFile, entry: _Entry, buyable: Sequence[Row]) -> None:
    shared = shared_units(entry.row, buyable) if entry.variations else {}
    units = {sku_of(one): units_of(one) for one in buyable} | shared
    found.stock |= {sku: count for sku, count in units.items() if count is not None}
    for one in buyable:
        sells_on = may_sell_on(entry.row if sku_of(one) in shared else one)
        if sells_on is not None:
            found.backorders[sku_of(one)] = sells_on
    if shared:
        found.remark(SHARED_STOCK, entry.line)


def _variant(row: Row, options: tuple[OptionIn, ...], terms: FileTerms) -> VariantIn:
    currency = terms.currency
    chosen = _attributes(row)
    choices = tuple(chosen.get(option.name, [""])[0] for option in options)
    regular = minor(row.get(_REGULAR), currency)
    is_plain = _SALE not in row and regular is not None and not is_off(row)
    is_priced = _REGULAR in row or is_off(row)
    return VariantIn(
        sku=sku_of(row),
        title=row.get("Name", "")[:LONGEST_LINE],
        # A file without a column for sales, or for prices, says nothing of them.
        price_minor=regular if is_plain else None,
        currency=currency if is_plain else None,
        prices=()
        if is_plain or not is_priced
        else (_price(row, regular, currency, terms.now.tzinfo),),
        # A variation for "any" value stands for none in particular.
        choices=terms.told(choices if all(choices) else (), _ATTRIBUTE),
        weight_grams=_grams(row),
        barcode=terms.told(row.get(_BARCODE, "")[:LONGEST_LINE], _BARCODE),
        image_url=terms.told(next(iter(_pictures(row)), ""), "Images"),
    )


def _price(row: Row, regular: int | None, currency: str, zone: tzinfo | None) -> PriceIn:
    if is_off(row):
        return PriceIn(currency, None)
    return PriceIn(
        currency,
        regular,
        sale_minor=minor(row.get(_SALE), currency),
        sale_from=_moment(row.get("Date sale price starts"), zone),
        sale_until=_moment(row.get("Date sale price ends"), zone, is_last=True),
    )


def _options(row: Row, variations: list[Row]) -> tuple[OptionIn, ...]:
    """What the variations differ in, with the product's values and those that only they name."""
    listed = _attributes(row)
    used: dict[str, list[str]] = {}
    for variation in variations:
        for name, values in _attributes(variation).items():
            used.setdefault(name, list(listed.get(name, []))).extend(values)
    return tuple(OptionIn(name, tuple(dict.fromkeys(values))) for name, values in used.items())


def _chosen(row: Row) -> dict[str, str]:
    """What a variation is of each attribute; nothing of one that is for any."""
    return {name: values[0] for name, values in _attributes(row).items()}


def _attribute_names(row: Row) -> Row:
    return {name: said for name, said in row.items() if _ATTRIBUTE_NAME.fullmatch(name)}


def _attributes(row: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in _attribute_names(row).items():
        values = _listed(row.get(name.replace(" name", " value(s)"), ""))
        if values:
            found[_plain(value)[:LONGEST_LINE]] = [_plain(one)[:LONGEST_LINE] for one in values]
    return found


def _tax_class(row: Row) -> str:
    """The class of the file, or the category that its usual ones stand for."""
    if row.get("Tax status") == "none":
        return "exempt"
    named = row.get("Tax class", "standard")
    return _USUAL_CLASSES.get(named, named)


def _listed(value: str) -> list[str]:
    """Parted by commas; one that belongs to a name has a backslash before it."""
    parts = (part.replace("\\,", ",").strip() for part in re.split(r"(?<!\\),", value))
    return list(dict.fromkeys(part for part in parts if part))


def _pictures(row: Row) -> list[str]:
    return [url for url in _listed(row.get("Images", "")) if is_address(url)]


def _path(path: str) -> tuple[str, ...]:
    names = (_plain(name.strip()) for name in path.split(">"))
    return tuple(name[:LONGEST_LINE] for name in names if name)


def _moment(value: str | None, zone: tzinfo | None, *, is_last: bool = False) -> datetime | None:
    """A day or moment in the zone; of the last day that something holds, the end."""
    found = _DAY_AND_TIME.match(value or "")
    if found is None:
        return None
    day, time = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day} {time or '00:00'}").replace(tzinfo=zone)
        ends_next_day = is_last and time is None
        return (moment + timedelta(days=1) if ends_next_day else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _grams(row: Row) -> int | None:
    for unit, factor in _GRAMS.items():
        weight = amount(row.get(f"Weight ({unit})"))
        if weight is not None:
            return int(weight * factor)
    return None


PRODUCT_FORMAT = ProductFormat(SOURCE, known_column, missing_columns, read_row, read_products)
