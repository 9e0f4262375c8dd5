"""Locations over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import Code, CountryCode, Input, Line, Output

Priority = Annotated[
    int, Field(ge=-1000, le=1000, description="Goods are taken from the lowest first.")
]


class LocationIn(Input):
    """A new place where the store keeps stock."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"code": "esch", "name": "Warehouse Esch", "country": "LU", "priority": 10}
            ]
        }
    )

    code: Code
    name: Line
    country: CountryCode | None = None
    priority: Priority = 0


class LocationChange(Input):
    """What is to be different; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"priority": 5}]})

    name: Line = "-"
    country: CountryCode | None = None
    priority: Priority = 0
    is_active: bool = True


class LocationOut(Output):
    """A place where the store keeps stock; the main one holds what no other does."""

    id: int
    code: str
    name: str
    country: str | None
    priority: int
    is_main: bool
    is_active: bool
    version: int
    created_at: datetime
