"""Accounts of shoppers over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import Input, Line, Output
from app.modules.core.schemas.people import Email
from app.modules.customers.schemas.fields import Password, Token

_EMAIL, _PASSWORD = "ana@example.com", "correct horse battery"
_TOKEN = "kJ3v0nYx1q7sT2bWc9RfLh8dPz5mUe4aGi6oNjXyQwE"  # noqa: S105  an example


class RegisterIn(Input):
    """Who wants an account; it begins when the address is confirmed.

    `marketing_wording` is the sentence that the shopper agreed to who wants advertising by mail;
    leave it out for everybody else.
    """

    email: Email = Field(examples=[_EMAIL])
    password: Password = Field(examples=[_PASSWORD])
    name: Line = Field(examples=["Ana Weber"])
    marketing_wording: Line | None = Field(
        default=None, examples=["Yes, send me news. I can stop this at any time."]
    )


class ConfirmIn(Input):
    """The token of the letter, and the password that was chosen when registering."""

    token: Token = Field(examples=[_TOKEN])
    password: Password = Field(examples=[_PASSWORD])


class SignInIn(Input):
    """An address that has an account in this store, and its password."""

    email: Email = Field(examples=[_EMAIL])
    password: Password = Field(examples=[_PASSWORD])


class RefreshIn(Input):
    """The latest refresh token; it works once."""

    refresh_token: Token = Field(examples=[f"{_TOKEN}.{_TOKEN}"])


class SignOutIn(Input):
    """Whether to end every sign-in of the account, on whichever device."""

    everywhere: bool = False


class ForgotIn(Input):
    """The address of an account whose password is forgotten."""

    email: Email = Field(examples=[_EMAIL])


class ResetIn(Input):
    """The token of the letter, and the new password."""

    token: Token = Field(examples=[_TOKEN])
    password: Password = Field(examples=[_PASSWORD])


class ChangePasswordIn(Input):
    """The password as it is, and as it is to be."""

    old_password: Password = Field(examples=[_PASSWORD])
    new_password: Password = Field(examples=["staple battery horse"])


class ChangeEmailIn(Input):
    """The new address, and the password of the account."""

    email: Email = Field(examples=["ana.weber@example.com"])
    password: Password = Field(examples=[_PASSWORD])


class ConfirmEmailIn(Input):
    """The token of the letter to the new address."""

    token: Token = Field(examples=[_TOKEN])


class TokensOut(Output):
    """Show the access token as `Authorization: Bearer ...`; it lives `expires_in` seconds."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9...",
                    "token_type": "Bearer",
                    "expires_in": 600,
                    "refresh_token": f"{_TOKEN}.{_TOKEN}",
                    "customer_id": 12,
                }
            ]
        },
    )

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  the name of a scheme (RFC 6750)
    expires_in: int
    refresh_token: str
    customer_id: int
