"""Marks columns that hold personal data, so that export and erasure can be proved complete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Column

from app.kernel.database.base import Base

# For `mapped_column(info=PERSONAL)`: the value tells of a person, or is one's name or address.
PERSONAL: Final[dict[Any, Any]] = {"personal": True}


def personal_columns() -> Iterator[Column[Any]]:
    """Every marked column of every table that is loaded, in the order of the tables' names."""
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        yield from (column for column in table.columns if column.info.get("personal"))
