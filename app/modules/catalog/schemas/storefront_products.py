"""Products as shoppers see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.kernel.http.schemas import CleanHtml, MoneyOut, Output


class UnitPriceOut(MoneyOut):
    """The price of one kilogram, litre, metre (Directive 98/6/EC)."""

    per: str


class ImageOut(Output):
    """A picture; sizes in pixels where they are known."""

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None


class CategoryLabelOut(Output):
    """A category by its name."""

    id: int
    slug: str
    name: str


class AvailabilityOut(Output):
    """Whether it is there and has a price now, a product if any of its variants is."""

    is_available: bool


class CardOut(Output):
    """A product in a list. `price` is the lowest of its variants, "from" if `price_varies`.

    `compare_at` is the lowest price of the 30 days before the reduction (Directive 98/6/EC,
    article 6a). `variant_id` is the only variant, None where the shopper has to choose.
    """

    id: int
    slug: str
    title: str
    brand: str
    price: MoneyOut | None
    compare_at: MoneyOut | None
    price_varies: bool
    unit_price: UnitPriceOut | None
    image: ImageOut | None
    is_featured: bool
    variant_count: int
    variant_id: int | None
    published_at: datetime
    category: CategoryLabelOut | None
    availability: AvailabilityOut


class ProductsOut(Output):
    """A page of products."""

    items: list[CardOut]
    next_cursor: str | None


class OptionValueOut(Output):
    """A value to choose, and what it is called."""

    value: str
    label: str


class OptionOut(Output):
    """What variants differ in."""

    name: str
    values: list[OptionValueOut]


class SeoOut(Output):
    """What search engines are told."""

    title: str
    description: str


class AttributeValueOut(Output):
    """A property of the product; `label` is its value in words."""

    code: str
    name: str
    kind: str
    unit: str
    value: Any
    label: str


class VariantOut(Output):
    """What can be put into a cart."""

    id: int
    sku: str
    title: str
    choices: list[str]
    price: MoneyOut | None
    compare_at: MoneyOut | None
    unit_price: UnitPriceOut | None
    weight_grams: int
    barcode: str
    image_url: str | None
    availability: AvailabilityOut


class ProductOut(CardOut):
    """A product on its own page; `slugs` are its names in addresses by language."""

    description: CleanHtml
    seo: SeoOut
    slugs: dict[str, str]
    tags: list[str]
    tax_class: str
    needs_shipping: bool
    images: list[ImageOut]
    options: list[OptionOut]
    attributes: list[AttributeValueOut]
    variants: list[VariantOut]
    breadcrumb: list[CategoryLabelOut]
