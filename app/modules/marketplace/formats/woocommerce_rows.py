"""What single rows of WooCommerce's product files say of themselves."""

from __future__ import annotations

from app.modules.marketplace.formats.product_format import Row

# What extensions bring besides, such as subscriptions and bundles, is not sold as simple goods are.
KNOWN_KINDS = frozenset(
    {"simple", "variable", "variation", "grouped", "external", "virtual", "downloadable", ""}
)
# As WooCommerce's importer reads them: its export writes 1 and 0, people write words.
YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off"})
_VISIBILITY, _HIDDEN = "Visibility in catalog", "hidden"
# A product is shown in lists and by searches here, or nowhere.
_REMARKS = {
    _HIDDEN: "Neither listed nor found in the shop, only seen by who has the address: taken as a "
    "draft, which nobody sees until it is published",
    "search": "Found by searches in the shop, but not listed: shown in both here",
    "catalog": "Listed in the shop, but not found by searches: shown in both here",
}


def kinds(row: Row) -> set[str]:
    return {kind.strip().lower() for kind in row.get("Type", "simple").split(",")}


def is_virtual(row: Row) -> bool:
    return bool(kinds(row) & {"virtual", "downloadable"})


def is_variation(row: Row) -> bool:
    return "variation" in kinds(row)


def is_off(row: Row) -> bool:
    """Whether it is a variation that the shop has switched off: nobody can buy it."""
    return is_variation(row) and "Published" in row and not _is_published(row)


def is_shown(row: Row) -> bool:
    """Whether shoppers come upon the product; one that is hidden only opens by its address."""
    return _is_published(row) and _visibility(row) != _HIDDEN


def remark_on_visibility(row: Row) -> str | None:
    """What becomes of a published product that the shop shows in some places only."""
    return _REMARKS.get(_visibility(row)) if _is_published(row) else None


def sku_of(row: Row) -> str:
    return row.get("SKU") or f"woo-{row.get('ID', '')}"


def _is_published(row: Row) -> bool:
    """1 in WooCommerce's own files; others have WordPress's word for it."""
    return row.get("Published", "").lower() in ("1", "publish")


def _visibility(row: Row) -> str:
    return row.get(_VISIBILITY, "").lower()
