"""Ways to pay as a store's team sets them up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.kernel.http.schemas import Code, Input, Line, LongText, MinorUnits, Output

Locale = Literal["en", "fr", "de", "lb"]
Instructions = Annotated[LongText, StringConstraints(max_length=2000)]
SettingName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


class MethodIn(Input):
    """A way to pay, whole: what is left out gets its usual value.

    Between the limits, in minor units of whatever currency the order is in, it is offered. With
    `is_captured_later` the money is only authorised when the order is placed.
    """

    provider: Code = Field(examples=["manual", "stripe"])
    names: dict[Locale, Line] = Field(default_factory=dict, examples=[{"en": "Invoice"}])
    instructions: dict[Locale, Instructions] = Field(default_factory=dict)
    settings: Annotated[dict[SettingName, Line], Field(max_length=20)] = Field(
        default_factory=dict, description="Plain settings of the provider; never a secret."
    )
    is_enabled: bool = True
    is_captured_later: bool = False
    min_minor: MinorUnits | None = None
    max_minor: MinorUnits | None = None
    position: Annotated[int, Field(ge=0, le=1000)] = 0


class MethodOut(Output):
    """A way to pay as it is set up; `missing_secrets` names what the operator has to provide."""

    code: str
    provider: str
    names: dict[str, str]
    instructions: dict[str, str]
    settings: dict[str, str]
    is_enabled: bool
    is_captured_later: bool
    is_deferred: bool
    is_offered: bool
    missing_secrets: list[str]
    min_minor: int | None
    max_minor: int | None
    position: int
    version: int


class MethodsOut(Output):
    """All ways to pay that are set up, and the providers that there are."""

    items: list[MethodOut]
    providers: list[str] = Field(examples=[["manual", "test", "stripe"]])
