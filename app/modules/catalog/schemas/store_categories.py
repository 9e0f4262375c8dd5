"""Categories as a store's team sends and sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.kernel.http.schemas import CleanHtml, HtmlText, Id, Input, Line, OptionalLine, Output
from app.modules.catalog.schemas.product_parts import Locale, SeoIn, Slug, Url

Position = Annotated[int, Field(ge=0, le=1_000_000)]


class NamesIn(Input):
    """The texts of a category or collection in one more language."""

    name: OptionalLine = ""
    description: HtmlText = ""
    seo_title: OptionalLine = ""
    seo_description: OptionalLine = ""
    slug: Slug | None = None


Names = Annotated[dict[Locale, NamesIn], Field(max_length=4)]
PictureUrl = Annotated[Url, Field(description="Where the picture is.")]


class CategoryPatch(Input):
    """What is to change; what is left out or null stays as it is. Moving is a call of its own."""

    name: Line | None = None
    description: HtmlText | None = None
    slug: Slug | None = None
    seo: SeoIn | None = None
    translations: Names | None = None
    image_url: PictureUrl | None = None
    is_shown: bool | None = None
    position: Position | None = None


class CategoryIn(CategoryPatch):
    """A new category, at the root or below another one."""

    name: Annotated[Line, Field(examples=["Chairs"])]
    parent_id: Annotated[Id | None, Field(examples=[None])] = None


class MoveIn(Input):
    """Where the category is to stand: below which other one, None at the root."""

    parent_id: Id | None
    position: Position | None = None


class CategoryOut(Output):
    """A category; `path` are the ids from the root down to this one."""

    id: int
    version: int
    parent_id: int | None
    path: list[int]
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
    created_at: datetime


class CategoriesOut(Output):
    """All categories, those above before those below, then by position."""

    items: list[CategoryOut]
