"""Signing in and out over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
)

from app.kernel.errors import Unfit


def without_nul(value: object) -> object:
    """The value. Raises ValueError for a text with the one character that PostgreSQL refuses."""
    if isinstance(value, str) and "\x00" in value:
        raise Unfit("error.control_characters")
    return value


Stored = AfterValidator(without_nul)
Code = Annotated[str, Field(min_length=1, max_length=63)]


class Body(BaseModel):
    """What clients send; a field that is not declared is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", str_max_length=1024)
    _stored = field_validator("*")(without_nul)


class StoreSignInBody(Body):
    """Without a store code the first store is entered that the person has a right in."""

    email: str = Field(min_length=3, max_length=254, examples=["ana@example.com"])
    password: str = Field(min_length=1, max_length=1024, repr=False)
    store_code: Code | None = None
    platform_code: Code | None = None


class AdminSignInBody(Body):
    """Without a platform code the default platform is entered, or the first one by name."""

    email: str = Field(min_length=3, max_length=254, examples=["ana@example.com"])
    password: str = Field(min_length=1, max_length=1024, repr=False)
    platform_code: Code | None = None


class RefreshBody(Body):
    """The latest refresh token; it works once."""

    refresh_token: str = Field(min_length=1, max_length=200, repr=False)


class StoreSwitchBody(Body):
    """Another store (or the same on another platform) for the person signed in."""

    store_code: Code
    platform_code: Code | None = None


class AdminSwitchBody(Body):
    """Another platform for the operator signed in."""

    platform_code: Code


class StoreSummary(BaseModel):
    """The store in view."""

    id: int
    code: str
    name: str
    currency: str
    time_zone: str


class PlatformSummary(BaseModel):
    """The platform in view."""

    id: int
    code: str
    name: str
    time_zone: str


class TokenResponse(BaseModel):
    """Show the access token as `Authorization: Bearer ...`; it lives `expires_in` seconds."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  the name of a scheme (RFC 6750)
    expires_in: int
    refresh_token: str
    store: StoreSummary | None
    platform: PlatformSummary


class UserSummary(BaseModel):
    """The person signed in, as of now; `role` is the one in the store, None for operators."""

    id: int = Field(validation_alias="user_id")
    name: str
    email: str
    locale: str | None
    audience: str
    role: str | None
    is_operator: bool
    permissions: Annotated[list[str], BeforeValidator(sorted)]


class MeResponse(BaseModel):
    """Who is signed in, and the store and platform in view."""

    user: UserSummary
    store: StoreSummary | None
    platform: PlatformSummary
