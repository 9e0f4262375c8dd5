"""Categories and collections as shoppers see them."""

from __future__ import annotations

from app.kernel.http.schemas import CleanHtml, Output
from app.modules.catalog.schemas.storefront_products import CategoryLabelOut, SeoOut


class CategoryNodeOut(CategoryLabelOut):
    """A category in the tree; `product_count` counts published products, those below included."""

    image_url: str
    product_count: int
    children: list[CategoryNodeOut]


class CategoryTreeOut(Output):
    """The whole tree."""

    items: list[CategoryNodeOut]


class CategoryPageOut(CategoryNodeOut):
    """A category on its own page; `breadcrumb` leads from the root to it."""

    description: CleanHtml
    seo: SeoOut
    slugs: dict[str, str]
    breadcrumb: list[CategoryLabelOut]


class CollectionPageOut(CategoryLabelOut):
    """A collection; its products are those of GET /products?collection=, in the order `sort`."""

    description: CleanHtml
    image_url: str
    seo: SeoOut
    slugs: dict[str, str]
    sort: str
    product_count: int


class CollectionListOut(Output):
    """The collections that are shown, by position."""

    items: list[CollectionPageOut]
