"""Products as a store's team sends and sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import (
    CleanHtml,
    Code,
    HtmlText,
    Id,
    Input,
    Line,
    Moment,
    MoneyOut,
    OptionalLine,
    Output,
)
from app.modules.catalog.schemas.product_parts import (
    ImageIn,
    Locale,
    OptionIn,
    SeoIn,
    Slug,
    TextsIn,
    VariantIn,
)

AttributeValue = (
    bool
    | Annotated[int, Field(ge=-(10**12), le=10**12)]
    | Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
    | OptionalLine
)
Attributes = Annotated[
    dict[Code, AttributeValue],
    Field(max_length=100, description="Values by the attribute's code.", examples=[{}]),
]
Translations = Annotated[dict[Locale, TextsIn], Field(max_length=4)]
Variants = Annotated[list[VariantIn], Field(max_length=250)]
Options = Annotated[list[OptionIn], Field(max_length=5)]
Images = Annotated[list[ImageIn], Field(max_length=50)]
Tags = Annotated[list[Line], Field(max_length=50)]
CategoryIds = Annotated[
    list[Id], Field(max_length=50, description="The first is the main category.")
]
Status = Literal["draft", "scheduled", "active", "archived"]
Part = Literal["variants", "options", "images", "attributes", "translations", "categories"]


def _each_once(variants: list[VariantIn] | None) -> None:
    skus = [variant.sku for variant in variants or ()]
    if len(set(skus)) != len(skus):
        raise Unfit("catalog.sku_twice")


class _ProductFields(Input):
    """What may be said of a product, new or known."""

    description: HtmlText | None = None
    slug: Slug | None = None
    seo: SeoIn | None = None
    translations: Translations | None = None
    brand: OptionalLine | None = None
    tags: Tags | None = None
    tax_class: Code | None = None
    needs_shipping: bool | None = None
    is_featured: bool | None = None
    options: Options | None = None
    variants: Variants | None = None
    images: Images | None = None
    attributes: Attributes | None = None
    category_ids: CategoryIds | None = None

    @model_validator(mode="after")
    def each_sku_once(self) -> Self:
        _each_once(self.variants)
        return self


class ProductIn(_ProductFields):
    """A new product; a draft until `published_at`, which may lie ahead.

    `external_ref` is the caller's own name for it: there is one product of a name.
    """

    title: Annotated[Line, Field(examples=["Red chair"])]
    external_ref: Annotated[Line, Field(max_length=200)] | None = None
    published_at: Moment | None = None
    archived_at: Moment | None = None


class ProductPatch(_ProductFields):
    """What is to change of a product; what is left out or null stays as it is.

    Lists are replaced whole, but variants: those named by SKU are changed or added, others stay.
    """

    title: Line | None = None


class ProductsIn(Input):
    """Many products at once; those whose `external_ref` is known are changed."""

    products: Annotated[list[ProductIn], Field(min_length=1, max_length=1000)]


class ProductKeyOut(Output):
    """A product that was taken in, and its variants by SKU."""

    id: int
    external_ref: str
    variants: dict[str, int]


class ProductsTakenOut(Output):
    """What became of many products."""

    created: int
    updated: int
    unchanged: int
    products: list[ProductKeyOut]


class AtIn(Input):
    """When something is to happen, which may lie ahead; at once where it is left out."""

    at: Moment | None = None


class VariantPatch(Input):
    """A new SKU for a variant."""

    sku: Annotated[Line, Field(max_length=100)]


class PriceStepOut(Output):
    """What a variant costs from `valid_from` on; `compare_at` as shoppers are shown it.

    `is_reduced` says that it is announced as a reduction. `price` None: no price from then on.
    """

    currency: str
    valid_from: datetime
    price: MoneyOut | None
    is_reduced: bool
    compare_at: MoneyOut | None


class StoreVariantOut(Output):
    """A variant with the prices of now and of later."""

    id: int
    sku: str
    title: str
    choices: list[str]
    weight_grams: int
    barcode: str
    image_url: str
    measure_quantity: str | None
    measure_unit: str
    prices: list[PriceStepOut]


class StoreProductOut(Output):
    """A product; the parts that were not asked for are null."""

    id: int
    version: int
    external_ref: str
    source: str
    status: Status
    title: str
    description: CleanHtml
    slug: str
    slugs: dict[str, str]
    seo_title: str
    seo_description: str
    brand: str
    tags: list[str]
    tax_class: str
    needs_shipping: bool
    is_featured: bool
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    archived_at: datetime | None
    translations: dict[str, dict[str, str]] | None = None
    options: list[dict[str, Any]] | None = None
    images: list[dict[str, Any]] | None = None
    attributes: dict[str, Any] | None = None
    category_ids: list[int] | None = None
    variants: list[StoreVariantOut] | None = None
