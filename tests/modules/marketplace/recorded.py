"""Makes imports as other systems report them; times are UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from app.modules.contracts.imports import ImportJobIn, StagingProductIn

_numbers = count(1)


def at(text: str) -> datetime:
    """An aware moment from ISO text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def job(started_at: datetime | None = None, **values: object) -> ImportJobIn:
    """An import of March 2024 that finished at once, without rows."""
    number = next(_numbers)
    moment = started_at or at("2024-03-10T10:00")
    fields: dict[str, object] = {
        "external_ref": f"job-{number}",
        "kind": "products",
        "file_name": f"products-{number}.csv",
        "started_at": moment,
        "finished_at": moment,
        "rows": 0,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
        "state": "finished",
    }
    return ImportJobIn(**{**fields, **values})  # type: ignore[arg-type]  # fields differ by name


def staged(of: ImportJobIn, **values: object) -> StagingProductIn:
    """A product that the import put aside."""
    number = next(_numbers)
    fields: dict[str, object] = {
        "external_ref": f"staged-{number}",
        "job_ref": of.external_ref,
        "title": f"Thing {number}",
        "sku": f"T-{number}",
        "staged_at": at("2024-03-10T10:00"),
        "price_minor": 1250,
    }
    merged = {**fields, **values}
    merged["currency"] = None if merged["price_minor"] is None else "EUR"
    return StagingProductIn(**merged)  # type: ignore[arg-type]  # fields differ by name
