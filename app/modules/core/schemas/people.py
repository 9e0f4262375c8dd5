"""How people are written down over HTTP, the same in every module."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.kernel.errors import Unfit
from app.kernel.http.schemas import CountryCode, Input, Line, OptionalLine, Output
from app.modules.contracts.mail import LONGEST_ADDRESS, mail_address


def _address(text: str) -> str:
    try:
        return mail_address(text)
    except ValueError:
        raise Unfit("error.not_an_email_address") from None


Email = Annotated[
    str,
    StringConstraints(max_length=LONGEST_ADDRESS),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "email"}),
]


class PostalAddressIn(Input):
    """Where goods or bills go. `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2 if any."""

    name: Line
    line1: Line
    city: Line
    country: CountryCode
    line2: OptionalLine = ""
    postal_code: OptionalLine = ""
    region: OptionalLine = ""
    business_name: OptionalLine = ""
    phone: OptionalLine = ""


class PostalAddressOut(Output):
    """An address as it was given."""

    name: str
    line1: str
    city: str
    country: str
    line2: str
    postal_code: str
    region: str
    business_name: str
    phone: str
