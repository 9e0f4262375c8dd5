"""Collections as a store's team sends and sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import (
    CleanHtml,
    Code,
    HtmlText,
    Id,
    Input,
    Line,
    MinorUnits,
    Moment,
    Output,
)
from app.modules.catalog.schemas.product_parts import SeoIn, Slug
from app.modules.catalog.schemas.store_categories import Names, PictureUrl, Position

Sort = Literal["position", "newest", "price", "-price", "title", "-title", "featured"]
Days = Annotated[int, Field(ge=1, le=36_500)]


class CategoryRule(Input):
    """Stands in the category, or below it."""

    field: Literal["category"]
    test: Literal["is", "is_not"]
    value: Id


class TextRule(Input):
    """Has this brand or tag, or the word in its title; capitals count for brands and tags."""

    field: Literal["brand", "tag", "title"]
    test: Literal["is", "is_not", "contains"]
    value: Line

    @model_validator(mode="after")
    def titles_contain(self) -> Self:
        if (self.field == "title") != (self.test == "contains"):
            raise Unfit("catalog.test_of_text")
        return self


class PriceRule(Input):
    """Its lowest price in the store's own currency, in minor units."""

    field: Literal["price"]
    test: Literal["at_least", "at_most"]
    value: MinorUnits


class CreatedRule(Input):
    """Was made after a moment, or within the last days."""

    field: Literal["created"]
    test: Literal["after", "within_days"]
    value: Moment | Days

    @model_validator(mode="after")
    def value_fits(self) -> Self:
        if (self.test == "within_days") != isinstance(self.value, int):
            raise Unfit("catalog.value_of_created")
        return self


class AttributeRule(Input):
    """The value of an attribute; only numbers are compared by size."""

    field: Literal["attribute"]
    attribute: Code
    test: Literal["is", "is_not", "at_least", "at_most"]
    value: bool | Annotated[int, Field(ge=-(10**12), le=10**12)] | Line

    @model_validator(mode="after")
    def value_fits(self) -> Self:
        is_number = isinstance(self.value, int) and not isinstance(self.value, bool)
        if self.test in {"at_least", "at_most"} and not is_number:
            raise Unfit("catalog.only_numbers_by_size")
        return self


Rule = Annotated[
    CategoryRule | TextRule | PriceRule | CreatedRule | AttributeRule, Field(discriminator="field")
]
Rules = Annotated[list[Rule], Field(max_length=20)]


class CollectionPatch(Input):
    """What is to change; what is left out or null stays as it is.

    With rules the members follow from them; an empty list of rules makes it one by hand again.
    """

    name: Line | None = None
    description: HtmlText | None = None
    slug: Slug | None = None
    seo: SeoIn | None = None
    translations: Names | None = None
    image_url: PictureUrl | None = None
    is_shown: bool | None = None
    position: Position | None = None
    sort: Sort | None = None
    rules: Rules | None = None
    matches_any: bool | None = None


class CollectionIn(CollectionPatch):
    """A new collection: by rules, or by hand with its products in order."""

    name: Annotated[Line, Field(examples=["Summer"])]
    product_ids: Annotated[list[Id] | None, Field(max_length=1000)] = None


class MembersIn(Input):
    """The products of a collection by hand, in their order."""

    product_ids: Annotated[list[Id], Field(max_length=1000)]


class CollectionOut(Output):
    """A collection; `product_count` counts drafts too."""

    id: int
    version: int
    name: str
    description: CleanHtml
    slug: str
    slugs: dict[str, str]
    seo_title: str
    seo_description: str
    translations: dict[str, dict[str, str]]
    image_url: str
    position: int
    is_shown: bool
    sort: str
    rules: list[Rule]
    matches_any: bool
    product_count: int
    created_at: datetime


class CollectionsOut(Output):
    """All collections by position."""

    items: list[CollectionOut]
