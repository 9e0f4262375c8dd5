"""Carriers over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, StringConstraints

from app.kernel.errors import Unfit
from app.kernel.http.schemas import Code, Input, Line, Output


def _holds_number(template: str) -> str:
    rest = template.replace("{number}", "", 1)
    if template and ("{number}" not in template or "{" in rest or "}" in rest):
        raise Unfit("shipping.number_in_address", number="{number}")
    return template


TrackingUrl = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^(?:https://[!-~]{1,500})?$"),
    AfterValidator(_holds_number),
]


class CarrierChange(Input):
    """Who brings parcels; `tracking_url` holds `{number}`, "" where nothing can be followed."""

    name: Line
    tracking_url: TrackingUrl = ""


class CarrierIn(CarrierChange):
    """A carrier of the store's own; it goes before a known one of the same code."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "city-bikes",
                    "name": "City Bikes",
                    "tracking_url": "https://bikes.example/parcels/{number}",
                }
            ]
        }
    )

    code: Code


class CarrierOut(Output):
    """A carrier; one that everybody knows has no id."""

    id: int | None = None
    code: str
    name: str
    tracking_url: str
    version: int | None = None
