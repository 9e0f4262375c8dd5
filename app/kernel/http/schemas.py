"""What goes over HTTP in every module: bounded texts and numbers, money and pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Generic, Self, TypeVar

from fastapi import Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypeAliasType

from app.kernel.errors import Unfit
from app.kernel.i18n.countries import COUNTRIES
from app.kernel.money import UnknownCurrency, minor_digits, to_major
from app.kernel.rich_text import clean_html

T = TypeVar("T")
LARGEST_ID = 2**63 - 1
MOST_MINOR = 10**13
MOST_UNITS = 1_000_000
LONGEST_PAGE = 100
EARLIEST, LATEST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALF = re.compile(r"[\ud800-\udfff]")


def _printable(value: str) -> str:
    """PostgreSQL keeps no NUL, and no other control character belongs into a line of text."""
    if _CONTROL.search(value):
        raise Unfit("error.control_characters")
    if _HALF.search(value):
        raise Unfit("error.control_characters")
    return value


def _currency(value: str) -> str:
    try:
        minor_digits(value)
    except UnknownCurrency:
        raise Unfit("error.unknown_currency") from None
    return value


def _in_reach(moment: datetime) -> datetime:
    """In UTC: PostgreSQL refuses zones that are further than 16 hours from it."""
    try:
        plain = moment.astimezone(UTC)
    except OverflowError:
        plain = LATEST
    if not EARLIEST <= plain < LATEST:
        raise Unfit("error.too_far_away")
    return plain


def _country(value: str) -> str:
    if value not in COUNTRIES:
        raise Unfit("error.unknown_country")
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=255),
    AfterValidator(_printable),
]
OptionalLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=255), AfterValidator(_printable)
]
LongText = Annotated[str, StringConstraints(max_length=50_000), AfterValidator(_printable)]
HtmlText = Annotated[
    LongText,
    AfterValidator(clean_html),
    Field(
        description="Shown as HTML: headings, paragraphs, lists, tables, links and pictures are"
        " kept, all else is taken out. A text without tags stays as it is."
    ),
]
CleanHtml = Annotated[
    str, Field(description="HTML without scripts or styles, which can be shown as it is.")
]
Code = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$", max_length=64)
]
CountryCode = TypeAliasType(
    "CountryCode",
    Annotated[
        str,
        AfterValidator(_country),
        Field(
            description="A country or territory, ISO 3166-1 alpha-2.",
            json_schema_extra={"enum": sorted(COUNTRIES)},
        ),
    ],
)
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_currency)]
Id = Annotated[int, Field(gt=0, le=LARGEST_ID)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_reach)]
MinorUnits = Annotated[int, Field(ge=0, le=MOST_MINOR, description="Minor units, cents of a euro.")]
Units = Annotated[int, Field(gt=0, le=MOST_UNITS)]

IdInPath = Annotated[int, Path(gt=0, le=LARGEST_ID)]
LimitInQuery = Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Rows a page.")]
CursorInQuery = Annotated[
    str | None, Query(max_length=1024, description="`next_cursor` of the page before.")
]


class Input(BaseModel):
    """What a caller sends; a field that nobody knows is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """What a caller gets; made from any object that has the fields."""

    model_config = ConfigDict(from_attributes=True)


class MoneyOut(Output):
    """An amount: whole minor units to reckon with, and as a decimal text to show."""

    amount_minor: int
    currency: str
    amount: str

    @classmethod
    def of(cls, amount_minor: int, currency: str) -> Self:
        return cls(
            amount_minor=amount_minor,
            currency=currency,
            amount=f"{to_major(amount_minor, currency):f}",
        )


class PageOut(Output, Generic[T]):
    """One page of a list; `next_cursor` is None on the last one."""

    items: list[T]
    next_cursor: str | None = None
