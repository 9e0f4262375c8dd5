"""Customers, as they see themselves and as their store's team does, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import CountryCode, Input, Line, LongText, OptionalLine, Output
from app.modules.customers.schemas.fields import ConsentKind, Locale, Phone

_PROFILE: dict[str, Any] = {
    "id": 12,
    "email": "ana@example.com",
    "name": "Ana Weber",
    "phone": "+352 26 12 34",
    "locale": "fr",
    "country": "LU",
    "vat_id": "LU26375245",
    "consents": ["marketing_email"],
    "version": 3,
}


class ProfileIn(Input):
    """What is to change; what is left out stays, null clears."""

    name: Line | None = Field(default=None, examples=["Ana Weber"])
    phone: Phone | None = Field(default=None, examples=["+352 26 12 34"])
    locale: Locale | None = Field(default=None, examples=["fr"])
    country: CountryCode | None = Field(default=None, examples=["LU"])
    vat_id: OptionalLine | None = Field(
        default=None, examples=["LU 26375245"], description="Of a business in the EU."
    )


class CustomerIn(ProfileIn):
    """The same, and the team's own note."""

    note: LongText | None = Field(default=None, examples=["Prefers a call before delivery."])


class ProfileOut(Output):
    """A customer as they see themselves; `consents` are the kinds in force."""

    model_config = ConfigDict(json_schema_extra={"examples": [_PROFILE]})

    id: int
    email: str | None
    name: str | None
    phone: str | None
    locale: str | None
    country: str | None
    vat_id: str | None
    consents: list[str]
    version: int


class CustomerOut(ProfileOut):
    """A customer as the store's team sees them.

    `source` is where they come from: `storefront`, or the name of an import.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_PROFILE,
                    "source": "storefront",
                    "is_guest": False,
                    "has_account": True,
                    "groups": ["wholesale"],
                    "note": "",
                    "first_seen_at": "2026-11-26T09:00:00Z",
                    "erased_at": None,
                }
            ]
        }
    )

    source: str
    is_guest: bool
    has_account: bool
    groups: list[str]
    note: str
    first_seen_at: datetime
    erased_at: datetime | None


class ConsentIn(Input):
    """The very words that the customer agreed to."""

    wording: LongText = Field(
        min_length=1,
        max_length=5000,
        examples=["Yes, send me news. I can stop this at any time."],
    )


class ConsentOut(Output):
    """A consent that was given, and when it was withdrawn, if it was."""

    kind: ConsentKind | str
    wording: str
    source: str
    given_at: datetime
    withdrawn_at: datetime | None


class ConsentsOut(Output):
    """Every consent ever given, the newest first."""

    items: list[ConsentOut]
