"""Product files as WooCommerce exports them: one row a product or variation, told by its header.

Columns may be missing or stand in any order; amounts have a point or a comma. A variation belongs
to the product whose SKU, or "id:" and number, stands in its column "Parent".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from app.kernel.money import to_minor
from app.modules.contracts.catalog import ImageIn, OptionIn, PriceIn, ProductIn, VariantIn

Row = Mapping[str, str]
SOURCE = "woocommerce"
LONGEST_LINE, LONGEST_TEXT, MOST_NAMED = 255, 50_000, 50
# Shown since it is there: the same whenever the file is taken in again.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
_AMOUNT = re.compile(r"[0-9]{1,10}([.,][0-9]{1,6})?", re.ASCII)
_GRAMS = {"kg": Decimal(1000), "g": Decimal(1), "lbs": Decimal("453.59237"), "oz": Decimal("28.35")}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass
class ProductFile:
    """What a file holds: products, units in stock by SKU, and rows that are no use, with why."""

    products: list[ProductIn] = field(default_factory=list)
    stock: dict[str, int] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_products(
    rows: Iterable[Mapping[Any, Any]], *, currency: str, now: datetime
) -> ProductFile:
    """Reads all rows (as `csv.DictReader` gives them, line 2 first); prices are in `currency`."""
    found = ProductFile()
    parents: dict[str, tuple[Row, list[Row]]] = {}
    variations: list[tuple[int, Row]] = []
    for line, raw in enumerate(rows, 2):
        row: Row = {name: _clean(value) for name, value in raw.items() if name is not None}
        if "variation" in _kinds(row):
            variations.append((line, row))
        elif not row.get("Name") or not (row.get("ID") or row.get("SKU")):
            found.refused.append((line, "a product needs a name, and an ID or a SKU"))
        else:
            _add_parent(parents, row)
    for line, row in variations:
        parent = parents.get(row.get("Parent", "").removeprefix("id:"))
        if parent is None:
            found.refused.append((line, f"no product {row.get('Parent', '')!r} for the variation"))
        else:
            parent[1].append(row)
    seen: set[int] = set()
    for row, own in parents.values():
        if id(row) not in seen:
            seen.add(id(row))
            _take(found, row, own, currency=currency, now=now)
    return found


def _add_parent(parents: dict[str, tuple[Row, list[Row]]], row: Row) -> None:
    entry: tuple[Row, list[Row]] = (row, [])
    for name in (row.get("SKU"), row.get("ID")):
        if name:
            parents.setdefault(name, entry)


def _take(
    found: ProductFile, row: Row, variations: list[Row], *, currency: str, now: datetime
) -> None:
    is_variable = "variable" in _kinds(row)
    options = _options(row, variations) if is_variable else ()
    buyable = variations if is_variable else [row]
    if _kinds(row) & {"grouped", "external"}:
        buyable = []
    variants = tuple(_variant(one, options, currency) for one in buyable)
    found.stock.update({_sku(one): int(one["Stock"]) for one in buyable if _is_whole(one)})
    names = {option.name for option in options}
    attributes = {name: ", ".join(v) for name, v in _attributes(row).items() if name not in names}
    description = "\n\n".join(
        text for text in (row.get("Short description", ""), row.get("Description", "")) if text
    )
    is_virtual = bool(_kinds(row) & {"virtual", "downloadable"})
    found.products.append(
        ProductIn(
            source=SOURCE,
            external_ref=row.get("ID") or row["SKU"],
            title=row["Name"][:LONGEST_LINE],
            created_at=now,
            variants=variants,
            published_at=ALWAYS if row.get("Published") == "1" else None,
            featured_at=ALWAYS if row.get("Is featured?") == "1" else None,
            description=description.replace("\\n", "\n")[:LONGEST_TEXT],
            brand=row.get("Brands", row.get("Brand", ""))[:LONGEST_LINE],
            tags=tuple(_listed(row.get("Tags", "")))[:MOST_NAMED],
            tax_class=row.get("Tax class") or "standard",
            needs_shipping=not is_virtual,
            options=options,
            images=tuple(ImageIn(url) for url in _listed(row.get("Images", ""))[:MOST_NAMED]),
            attributes=attributes,
            categories=tuple(_path(path) for path in _listed(row.get("Categories", ""))),
        )
    )


def _variant(row: Row, options: tuple[OptionIn, ...], currency: str) -> VariantIn:
    chosen = _attributes(row)
    choices = tuple(chosen.get(option.name, [""])[0] for option in options)
    regular, sale = _amount(row.get("Regular price")), _amount(row.get("Sale price"))
    price = PriceIn(
        currency,
        None if regular is None else to_minor(regular, currency),
        sale_minor=None if sale is None else to_minor(sale, currency),
        sale_from=_day(row.get("Date sale price starts")),
        sale_until=_day(row.get("Date sale price ends")),
    )
    return VariantIn(
        sku=_sku(row),
        title=row.get("Name", "")[:LONGEST_LINE],
        prices=(price,),
        # A variation for "any" value stands for none in particular.
        choices=choices if all(choices) else (),
        weight_grams=_grams(row),
        barcode=row.get("GTIN, UPC, EAN, or ISBN", "")[:LONGEST_LINE],
        image_url=next(iter(_listed(row.get("Images", ""))), ""),
    )


def _options(row: Row, variations: list[Row]) -> tuple[OptionIn, ...]:
    """What the variations differ in, with the product's values and those that only they name."""
    listed = _attributes(row)
    used: dict[str, list[str]] = {}
    for variation in variations:
        for name, values in _attributes(variation).items():
            used.setdefault(name, list(listed.get(name, []))).extend(values)
    return tuple(OptionIn(name, tuple(dict.fromkeys(values))) for name, values in used.items())


def _attributes(row: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in row.items():
        number = name.removeprefix("Attribute ").removesuffix(" name")
        if name == f"Attribute {number} name" and value:
            values = _listed(row.get(f"Attribute {number} value(s)", ""))
            if values:
                found[value[:LONGEST_LINE]] = [one[:LONGEST_LINE] for one in values]
    return found


def _kinds(row: Row) -> set[str]:
    return {kind.strip().lower() for kind in row.get("Type", "simple").split(",")}


def _sku(row: Row) -> str:
    return row.get("SKU") or f"woo-{row.get('ID', '')}"


def _clean(value: object) -> str:
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def _listed(value: str) -> list[str]:
    """Parted by commas; one that belongs to a name has a backslash before it."""
    parts = (part.replace("\\,", ",").strip() for part in re.split(r"(?<!\\),", value))
    return list(dict.fromkeys(part for part in parts if part))


def _path(path: str) -> tuple[str, ...]:
    return tuple(name.strip()[:LONGEST_LINE] for name in path.split(">") if name.strip())


def _amount(value: str | None) -> Decimal | None:
    if value is None or not _AMOUNT.fullmatch(value):
        return None
    return Decimal(value.replace(",", "."))


def _day(value: str | None) -> datetime | None:
    found = _DAY.match(value or "")
    try:
        return None if found is None else datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    except ValueError:
        return None


def _grams(row: Row) -> int | None:
    for unit, factor in _GRAMS.items():
        weight = _amount(row.get(f"Weight ({unit})"))
        if weight is not None:
            return int(weight * factor)
    return None


def _is_whole(row: Row) -> bool:
    return re.fullmatch(r"-?[0-9]{1,9}", row.get("Stock", ""), re.ASCII) is not None
