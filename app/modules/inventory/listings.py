"""The list pages of inventory."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.inventory.repositories import stock_lists

_PERMISSION = "inventory.view_stock"
_SKU = Column("sku", "inventory-column-sku", ColumnKind.CODE, is_searched=True)
_TITLE = Column("title", "inventory-column-title", is_searched=True)
AVAILABLE = Column("available", "inventory-column-available", ColumnKind.NUMBER)
THRESHOLD = Column("threshold", "inventory-column-threshold", ColumnKind.NUMBER)
_TONES = {"enough": "ok", "low": "warn", "out": "bad"}

STOCK = Listing(
    code="stock",
    module="inventory",
    text="inventory-list-stock",
    permission=_PERMISSION,
    columns=(
        _TITLE,
        _SKU,
        Column("state", "inventory-column-state", ColumnKind.BADGE, tones=_TONES),
        Column("on_hand", "inventory-column-on-hand", ColumnKind.NUMBER),
        Column("reserved", "inventory-column-reserved", ColumnKind.NUMBER),
        AVAILABLE,
        THRESHOLD,
    ),
    views=(
        ListView("all", "inventory-view-stock-all"),
        ListView(
            "tracked",
            "inventory-view-stock-tracked",
            counts={
                "inventory.on_hand": "on_hand",
                "inventory.reserved": "reserved",
                "inventory.available": "available",
            },
        ),
        ListView("low", "inventory-view-stock-low", counts={"inventory.low_stock": ""}),
        ListView("out", "inventory-view-stock-out", counts={"inventory.out_of_stock": ""}),
    ),
    statement=stock_lists.stock,
    default_sort="title",
    icon="warehouse",
)

MOVEMENTS = Listing(
    code="movements",
    module="inventory",
    text="inventory-list-movements",
    permission=_PERMISSION,
    columns=(
        Column("happened_at", "inventory-column-happened", ColumnKind.DATETIME),
        _TITLE,
        _SKU,
        Column("reason", "inventory-column-reason", ColumnKind.BADGE),
        Column("on_hand_change", "inventory-column-on-hand-change", ColumnKind.NUMBER),
        Column("reserved_change", "inventory-column-reserved-change", ColumnKind.NUMBER),
        Column("note", "inventory-column-note", is_searched=True),
        Column("reference", "inventory-column-reference", ColumnKind.CODE, is_searched=True),
    ),
    views=(ListView("all", "inventory-view-movements-all", time="happened_at"),),
    statement=stock_lists.movements,
    default_sort="-happened_at",
    icon="warehouse",
)

LISTINGS = (STOCK, MOVEMENTS)
