"""What single rows of WooCommerce's product files say of themselves."""

from __future__ import annotations

from app.modules.marketplace.formats.product_format import Row


def kinds(row: Row) -> set[str]:
    return {kind.strip().lower() for kind in row.get("Type", "simple").split(",")}


def is_virtual(row: Row) -> bool:
    return bool(kinds(row) & {"virtual", "downloadable"})


def is_variation(row: Row) -> bool:
    return "variation" in kinds(row)


def is_off(row: Row) -> bool:
    """Whether it is a variation that the shop has switched off: nobody can buy it."""
    return is_variation(row) and row.get("Published", "1") != "1"


def sku_of(row: Row) -> str:
    return row.get("SKU") or f"woo-{row.get('ID', '')}"
