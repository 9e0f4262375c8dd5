"""Address books over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from app.kernel.http.schemas import CountryCode, Input, Line, OptionalLine, Output

_EXAMPLE: dict[str, Any] = {
    "name": "Ana Weber",
    "line1": "12, rue du Marché",
    "postal_code": "L-1234",
    "city": "Luxembourg",
    "country": "LU",
    "is_default_shipping": True,
}
ShortText = Annotated[OptionalLine, StringConstraints(max_length=40)]


class AddressIn(Input):
    """An address as its country writes it.

    The postal code is checked for the countries whose form is known, and brought into it. `region`
    is the state or province (ISO 3166-2, with or without the country), needed in AU, CA and US.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]}
    )

    name: Line
    line1: Line
    city: Line
    country: CountryCode
    line2: OptionalLine = ""
    postal_code: ShortText = ""
    region: ShortText = ""
    business_name: OptionalLine = ""
    phone: ShortText = ""
    is_default_shipping: bool = False
    is_default_billing: bool = False


class AddressOut(Output):
    """An address in a book; `version` is what If-Match names."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    **_EXAMPLE,
                    "id": 5,
                    "postal_code": "1234",
                    "line2": "",
                    "region": "",
                    "business_name": "",
                    "phone": "",
                    "is_default_billing": False,
                    "created_at": "2026-11-26T09:00:00Z",
                    "version": 1,
                }
            ]
        },
    )

    id: int
    name: str
    business_name: str
    line1: str
    line2: str
    postal_code: str
    city: str
    region: str
    country: str
    phone: str
    is_default_shipping: bool
    is_default_billing: bool
    created_at: datetime
    version: int


class AddressesOut(Output):
    """A whole address book, the newest first; it holds fifty at most."""

    items: list[AddressOut] = Field(max_length=50)
