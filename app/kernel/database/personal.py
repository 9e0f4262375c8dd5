"""Marks columns that hold personal data, so that export and erasure can be proved complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, and_, or_
from sqlalchemy.sql.expression import SQLColumnExpression

from app.kernel.database.base import Base

# For `mapped_column(info=PERSONAL)`: the value tells of a person, or is one's name or address.
PERSONAL: Final[dict[Any, Any]] = {"personal": True}


def came_with(
    address: SQLColumnExpression[Any],
    at: SQLColumnExpression[Any],
    theirs: Iterable[str],
    given_up: Iterable[tuple[str, datetime]],
) -> ColumnElement[bool]:
    """Whether a row came with an address of a person, by its columns of the address and the time.

    With one that was given up only until that moment.
    """
    before = (and_(address == each, at <= until) for each, until in given_up)
    return or_(address.in_(list(theirs)), *before)


def personal_columns() -> Iterator[Column[Any]]:
    """Every marked column of every table that is loaded, in the order of the tables' names."""
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        yield from (column for column in table.columns if column.info.get("personal"))
