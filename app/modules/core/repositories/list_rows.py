"""Runs the statement of any list page: search, sort, page, count and sums, in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, asc, cast, desc, func, or_, select
from sqlalchemy.orm import Session

from app.modules.contracts.listings import Column, ColumnKind

PER_PAGE = 25
FETCH = 1000


@dataclass(frozen=True)
class RowsPage:
    """One page of rows as mappings, the number of all rows, and sums of columns by currency."""

    rows: list[dict[str, Any]]
    total: int
    sums: dict[str, dict[str | None, int]]


class ListRows:
    """The rows of one listing, narrowed by a search text; `statement` holds scope and view."""

    def __init__(
        self, db: Session, statement: Select[Any], columns: Sequence[Column], search: str
    ) -> None:
        self._db = db
        self._columns = columns
        self._rows = statement.order_by(None).subquery("listed")
        self._where = self._matches(search)

    def page(self, sort: str, number: int, summed: Sequence[Column]) -> RowsPage:
        """Page `number` (from 1) of 25 rows.

        Two statements, and one more for each summed column.
        """
        found = self._db.execute(
            self._ordered(sort).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
        )
        rows = [dict(row) for row in found.mappings()]
        total = self._db.scalar(select(func.count()).select_from(self._rows).where(*self._where))
        return RowsPage(rows, total or 0, self._sums(summed))

    def all(self, sort: str) -> Iterator[dict[str, Any]]:
        """Every row in order, fetched a thousand at a time."""
        statement = self._ordered(sort).execution_options(yield_per=FETCH)
        for row in self._db.execute(statement).mappings():
            yield dict(row)

    def _ordered(self, sort: str) -> Select[Any]:
        name = sort.removeprefix("-")
        direction = desc if sort.startswith("-") else asc
        order = direction(self._rows.c[name]).nulls_last()
        return select(self._rows).where(*self._where).order_by(order, self._rows.c.id)

    def _matches(self, search: str) -> list[ColumnElement[bool]]:
        searched = [column for column in self._columns if column.is_searched]
        if not search or not searched:
            return []
        escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        pattern = f"%{escaped}%"
        return [
            or_(*(cast(self._rows.c[column.name], String).ilike(pattern) for column in searched))
        ]

    def _sums(self, summed: Sequence[Column]) -> dict[str, dict[str | None, int]]:
        plain = [column for column in summed if column.currency is None]
        sums: dict[str, dict[str | None, int]] = {}
        for column in summed:
            if column.kind is ColumnKind.MONEY and column.currency is not None:
                currency = self._rows.c[column.currency]
                statement = (
                    select(currency, func.sum(self._rows.c[column.name]))
                    .where(*self._where)
                    .group_by(currency)
                    .order_by(currency)
                )
                sums[column.name] = {
                    code: int(amount or 0) for code, amount in self._db.execute(statement)
                }
        for column in plain:
            amount = self._db.scalar(
                select(func.sum(self._rows.c[column.name])).where(*self._where)
            )
            sums[column.name] = {None: int(amount or 0)}
        return sums
