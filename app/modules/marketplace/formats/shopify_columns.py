"""What Shopify calls the columns of its product files: names of exports, and of its template since.

Names are compared without regard to capitals and kinds of blanks.
"""

from __future__ import annotations

OPTIONS = range(1, 4)

# Every column that is read, as exports name it, with its name in the newer template.
COLUMNS: dict[str, str | None] = {
    "Handle": "URL handle",
    "Title": None,
    "Body (HTML)": "Description",
    "Vendor": None,
    "Product Category": None,
    "Type": None,
    "Tags": None,
    "Published": "Published on online store",
    "Status": None,
    "Variant SKU": "SKU",
    "Variant Grams": "Weight value (grams)",
    "Variant Inventory Tracker": "Inventory tracker",
    "Variant Inventory Qty": "Inventory quantity",
    "Variant Inventory Policy": "Continue selling when out of stock",
    "Variant Price": "Price",
    "Variant Compare At Price": "Compare-at price",
    "Variant Requires Shipping": "Requires shipping",
    "Unit Price Total Measure": None,
    "Unit Price Total Measure Unit": None,
    "Variant Barcode": "Barcode",
    "Variant Taxable": "Charge tax",
    "Image Src": "Product image URL",
    "Image Position": None,
    "Image Alt Text": None,
    "Variant Image": "Variant image URL",
    "Gift Card": None,
    "SEO Title": None,
    "SEO Description": None,
    **{f"Option{number} {part}": None for number in OPTIONS for part in ("Name", "Value")},
}
_KNOWN = {
    name.casefold(): column for column, newer in COLUMNS.items() for name in (column, newer) if name
} | {"variant barcodes": "Variant Barcode"}


def known_column(name: str) -> str | None:
    """What the column is read as; None for one that is not."""
    return _KNOWN.get(" ".join(name.replace("\ufeff", "").split()).casefold())
