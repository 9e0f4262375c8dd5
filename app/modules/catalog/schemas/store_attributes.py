"""Attributes as a store's team sends and sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.kernel.errors import Unfit
from app.kernel.http.schemas import Code, Input, Line, OptionalLine, Output
from app.modules.catalog.schemas.product_parts import Locale
from app.modules.catalog.schemas.store_categories import Position

Kind = Literal["text", "number", "yes_no", "choice"]


class NameIn(Input):
    """A name in one more language."""

    name: OptionalLine = ""


AttributeNames = Annotated[dict[Locale, NameIn], Field(max_length=4)]


class ChoiceIn(Input):
    """One of the values of an attribute of the kind "choice"."""

    code: Code
    name: Line
    translations: Annotated[AttributeNames, Field(default_factory=dict)]


Choices = Annotated[list[ChoiceIn], Field(max_length=200)]


class AttributePatch(Input):
    """What is to change; what is left out or null stays as it is. The kind never changes."""

    name: Line | None = None
    unit: OptionalLine | None = None
    translations: AttributeNames | None = None
    choices: Choices | None = None
    is_shown: bool | None = None
    position: Position | None = None

    @model_validator(mode="after")
    def each_choice_once(self) -> Self:
        codes = [choice.code for choice in self.choices or ()]
        if len(set(codes)) != len(codes):
            raise Unfit("catalog.choice_twice")
        return self


class AttributeIn(AttributePatch):
    """A new attribute; products hold its value under its code."""

    code: Annotated[Code, Field(examples=["material"])]
    name: Annotated[Line, Field(examples=["Material"])]
    kind: Kind = "text"


class AttributeOut(Output):
    """An attribute."""

    id: int
    version: int
    code: str
    name: str
    kind: Kind
    unit: str
    translations: dict[str, dict[str, str]]
    choices: list[ChoiceIn]
    is_shown: bool
    position: int
    created_at: datetime


class AttributesOut(Output):
    """All attributes, by position."""

    items: list[AttributeOut]
