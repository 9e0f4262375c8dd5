"""The list pages of the catalogue."""

from __future__ import annotations

from app.modules.catalog.repositories import catalog_lists
from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView

_PERMISSION = "catalog.view_products"
_STATUS = Column(
    "status",
    "catalog-column-status",
    ColumnKind.BADGE,
    tones={"active": "ok", "draft": "accent"},
)
_CREATED = Column("created_at", "catalog-column-created", ColumnKind.DATETIME)

PRODUCTS = Listing(
    code="products",
    module="catalog",
    text="catalog-list-products",
    permission=_PERMISSION,
    columns=(
        Column("title", "catalog-column-title", is_searched=True),
        Column("reference", "catalog-column-reference", ColumnKind.CODE, is_searched=True),
        _STATUS,
        Column("is_featured", "catalog-column-featured", ColumnKind.YES_NO),
        Column("variants", "catalog-column-variants", ColumnKind.NUMBER),
        Column("price", "catalog-column-price-from", ColumnKind.MONEY, currency="currency"),
        _CREATED,
    ),
    views=(
        ListView("all", "catalog-view-products-all", counts={"catalog.products": ""}),
        ListView("active", "catalog-view-products-active", counts={"catalog.active_products": ""}),
        ListView(
            "featured", "catalog-view-products-featured", counts={"catalog.featured_products": ""}
        ),
        ListView(
            "new",
            "catalog-view-products-new",
            time="created_at",
            counts={"catalog.new_products": ""},
        ),
        ListView("archived", "catalog-view-products-archived"),
    ),
    statement=catalog_lists.products,
    default_sort="-created_at",
    icon="package",
)

VARIANTS = Listing(
    code="variants",
    module="catalog",
    text="catalog-list-variants",
    permission=_PERMISSION,
    columns=(
        Column("sku", "catalog-column-sku", ColumnKind.CODE, is_searched=True),
        Column("title", "catalog-column-title", is_searched=True),
        Column("product", "catalog-column-product", is_searched=True),
        _STATUS,
        Column("price", "catalog-column-price", ColumnKind.MONEY, currency="currency"),
        _CREATED,
    ),
    views=(ListView("all", "catalog-view-variants-all", counts={"catalog.variants": ""}),),
    statement=catalog_lists.variants,
    default_sort="sku",
    icon="package",
)

LISTINGS = (PRODUCTS, VARIANTS)
