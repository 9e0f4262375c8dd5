"""Fields that several schemas of customers share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

# What a new password must be is checked where it is hashed; this only bounds what is sent.
Password = Annotated[str, Field(min_length=1, max_length=1024, repr=False)]
# Random tokens are letters, digits, "_" and "-"; a refresh token names its family before a ".".
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,200}$")]
Locale = Annotated[str, StringConstraints(pattern=r"^(?:en|fr|de|lb)$")]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ()/.-]{3,40}$")]


class ConsentKind(StrEnum):
    """What a customer can agree to."""

    MARKETING_EMAIL = "marketing_email"
    MARKETING_SMS = "marketing_sms"
    PERSONALISATION = "personalisation"
