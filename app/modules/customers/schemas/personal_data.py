"""A person's data, and erasing it, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from app.kernel.http.schemas import Input, Output
from app.modules.customers.schemas.fields import Password


class PersonalDataOut(Output):
    """All that is kept of a person in the store, by kind, by the part of Stoa that keeps it."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "customer_id": 12,
                    "collected_at": "2026-11-26T09:00:00Z",
                    "modules": {"customers": {"customers": [{"email": "ana@example.com"}]}},
                }
            ]
        },
    )

    customer_id: int
    collected_at: datetime
    modules: dict[str, Any]


class ErasureIn(Input):
    """The password of the account whose data is to be erased."""

    password: Password = Field(examples=["correct horse battery"])


class ErasureOut(Output):
    """A request to erase; it is met within minutes, and by law before `due_at`."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": 3,
                    "customer_id": 12,
                    "asked_by": "customer",
                    "requested_at": "2026-11-26T09:00:00Z",
                    "due_at": "2026-12-26T09:00:00Z",
                    "done_at": None,
                }
            ]
        },
    )

    id: int
    customer_id: int
    asked_by: str
    requested_at: datetime
    due_at: datetime
    done_at: datetime | None
