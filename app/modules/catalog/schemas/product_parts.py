"""The parts that products are made of, as a store's team sends them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import (
    CurrencyCode,
    HtmlText,
    Input,
    Line,
    MinorUnits,
    Moment,
    OptionalLine,
)

MOST_PIXELS = 100_000

Locale = Literal["en", "fr", "de", "lb"]
SlugText = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120, min_length=1),
    Field(examples=["red-chair"]),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[\x21-\x7e]+$|^/[\x21-\x7e]*$", max_length=2000),
    Field(description="Where the picture is; it is not fetched.", examples=["/media/chair.jpg"]),
]
Unit = Literal["mg", "g", "kg", "ml", "cl", "l", "mm", "cm", "m", "cm2", "m2", "m3", "piece"]
Pixels = Annotated[int, Field(gt=0, le=MOST_PIXELS)]


def _no_number(slug: str) -> str:
    if slug.isdigit():
        raise Unfit("catalog.slug_is_number")
    return slug


Slug = Annotated[SlugText, AfterValidator(_no_number)]


class SeoIn(Input):
    """What search engines are told."""

    title: OptionalLine = ""
    description: Annotated[OptionalLine, Field(max_length=255)] = ""


class TextsIn(Input):
    """The texts in one more language; what is left out is taken from the next language."""

    title: OptionalLine = ""
    description: HtmlText = ""
    seo_title: OptionalLine = ""
    seo_description: OptionalLine = ""
    slug: Slug | None = None


class OptionWordsIn(Input):
    """An option in one more language."""

    name: OptionalLine = ""
    values: Annotated[dict[Line, OptionalLine], Field(max_length=100, default_factory=dict)]


class OptionIn(Input):
    """What variants differ in, with its values in order."""

    name: Annotated[Line, Field(examples=["Size"])]
    values: Annotated[list[Line], Field(min_length=1, max_length=100, examples=[["S", "M", "L"]])]
    translations: Annotated[dict[Locale, OptionWordsIn], Field(max_length=4, default_factory=dict)]

    @model_validator(mode="after")
    def each_value_once(self) -> Self:
        if len(set(self.values)) != len(self.values):
            raise Unfit("catalog.option_value_twice")
        return self


class ImageIn(Input):
    """A picture by its address; the first one is shown in lists."""

    url: Url
    alt: Annotated[dict[Locale, OptionalLine], Field(max_length=4, default_factory=dict)]
    width: Pixels | None = None
    height: Pixels | None = None


class MeasureIn(Input):
    """What one piece holds, for the price per kilogram, litre or metre."""

    quantity: Annotated[Decimal, Field(gt=0, le=10**9, max_digits=15, decimal_places=6)]
    unit: Unit


class SaleIn(Input):
    """A reduction: from when until when, at once and for good where left out."""

    amount_minor: MinorUnits
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class PriceIn(Input):
    """The regular price in one currency, and a reduction, from `valid_from` on (else at once).

    It replaces what was planned for then and later; what was planned for before stays.

    `amount_minor` None: no longer sold in that currency.
    """

    currency: Annotated[CurrencyCode, Field(examples=["EUR"])]
    amount_minor: Annotated[MinorUnits | None, Field(examples=[1999])]
    valid_from: Moment | None = None
    sale: SaleIn | None = None

    @model_validator(mode="after")
    def sale_is_cheaper(self) -> Self:
        if self.sale is None:
            return self
        if self.amount_minor is None or self.sale.amount_minor >= self.amount_minor:
            raise Unfit("catalog.sale_not_cheaper")
        begins = self.sale.starts_at or self.valid_from
        if self.sale.ends_at is not None and begins is not None and begins >= self.sale.ends_at:
            raise Unfit("error.ends_before_it_begins")
        return self


class VariantIn(Input):
    """What is put into a cart; known by its SKU, which is the store's own.

    `choices` are one value for each option, in their order. What is left out when a variant is
    changed stays as it is.
    """

    sku: Annotated[Line, Field(max_length=100, examples=["CHAIR-RED"])]
    title: OptionalLine | None = None
    choices: Annotated[list[Line], Field(max_length=5)] | None = None
    prices: Annotated[list[PriceIn], Field(max_length=20)] | None = None
    position: Annotated[int, Field(ge=0, le=10_000)] | None = None
    weight_grams: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    barcode: OptionalLine | None = None
    image_url: Annotated[Url | Literal[""], Field(description='"" for none.')] | None = None
    measure: MeasureIn | None = None

    @model_validator(mode="after")
    def each_currency_once(self) -> Self:
        named = [price.currency for price in self.prices or ()]
        if len(set(named)) != len(named):
            raise Unfit("catalog.currency_twice")
        return self
