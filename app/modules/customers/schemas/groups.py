"""Groups of customers over HTTP."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import Code, Input, Line, Output


class GroupIn(Input):
    """A new group; `code` is what rules name it by."""

    code: Code = Field(examples=["wholesale"])
    name: Line = Field(examples=["Wholesalers"])


class GroupChangeIn(Input):
    """What is to change; what is left out stays."""

    code: Code | None = Field(default=None, examples=["wholesale"])
    name: Line | None = Field(default=None, examples=["Wholesalers"])


class GroupOut(Output):
    """A group; `version` is what If-Match names."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": 2,
                    "code": "wholesale",
                    "name": "Wholesalers",
                    "created_at": "2026-11-26T09:00:00Z",
                    "version": 1,
                }
            ]
        },
    )

    id: int
    code: str
    name: str
    created_at: datetime
    version: int
