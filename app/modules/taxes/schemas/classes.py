"""Tax classes over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import Code, CountryCode, Input, Line, Output
from app.modules.taxes.schemas.fields import CategoryField

MOST_COUNTRIES = 60
ByCountry = Annotated[dict[CountryCode, CategoryField], Field(max_length=MOST_COUNTRIES)]


class TaxClassChange(Input):
    """A class of goods that are taxed alike: its category, and another one in some countries."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Books", "category": "reduced", "by_country": {"LU": "super_reduced"}}
            ]
        }
    )

    name: Line
    category: CategoryField
    by_country: ByCountry = Field(default_factory=dict)


class TaxClassIn(TaxClassChange):
    """A new class; products name it by its `code`, which stays as it is.

    The code "shipping" takes shipping out of the rule that it is taxed like its goods.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "books",
                    "name": "Books",
                    "category": "reduced",
                    "by_country": {"LU": "super_reduced", "IE": "zero"},
                }
            ]
        }
    )

    code: Code


class TaxClassOut(Output):
    """A class of the store."""

    id: int
    code: str
    name: str
    category: CategoryField
    by_country: dict[str, CategoryField]
    version: int
