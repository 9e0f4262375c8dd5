"""Makes one valid row in every store-owned table, whatever modules there are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count, product
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel.database.base import Base, Ownership, ownership_of
from app.kernel.database.scope import enter_store
from tests.factories import make_platform

_numbers = count(1)
MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


def store_owned_tables() -> list[Table]:
    """Parents before the tables that point at them."""
    tables = Base.metadata.sorted_tables
    return [table for table in tables if ownership_of(table) is Ownership.STORE]


def fill_every_table(db: Session, store_id: int) -> dict[str, dict[str, Any]]:
    """One row of this store per table, by table name; leaves the store's scope entered."""
    rows: dict[str, dict[str, Any]] = {"tenancy_platform": {"id": make_platform(db).id}}
    enter_store(db, store_id)
    for table in store_owned_tables():
        values = {"store_id": store_id, **_references(table, rows)}
        for column in table.columns:
            if column.name not in values and _must_be_given(column):
                values[column.name] = _value(column)
        rows[table.name] = _write(db, table, values)
    return {table.name: rows[table.name] for table in store_owned_tables()}


def _write(db: Session, table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Tries the codes that the table's checks list until the row satisfies all of them.

    Where none does, the same without what the row may point at and need not.
    """
    codes = {name: listed for name, listed in _listed_codes(table).items() if name in values}
    needed = {name: value for name, value in values.items() if not table.c[name].nullable}
    for given, choice in product((values, needed), product(*codes.values())):
        statement = insert(table).values({**given, **dict(zip(codes, choice, strict=True))})
        try:
            with db.begin_nested():
                written = db.execute(statement.returning(*table.columns)).one()
        except IntegrityError as error:
            refusal = error
            continue
        return dict(written._mapping)
    raise refusal


def _listed_codes(table: Table) -> dict[str, list[str]]:
    """Columns with a check such as `kind IN ('refund', 'return')`, and what they take.

    Or such as `(kind = 'reversed') = (…)`, which ties a code to another column.
    """
    found = {}
    for constraint in table.constraints:
        text = str(constraint.sqltext) if isinstance(constraint, CheckConstraint) else ""
        if match := re.match(r"(\w+) IN \((.*)\)$", text, re.DOTALL):
            found[match[1]] = re.findall(r"'([^']*)'", match[2])
        elif match := re.match(r"\((\w+) = '([^']*)'\) = ", text):
            found.setdefault(match[1], [match[2]])
    return found


def _references(table: Table, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The keys of this store's rows that the table can point at."""
    values: dict[str, Any] = {}
    for key in table.foreign_key_constraints:
        parent = rows.get(key.referred_table.name)
        if parent is not None:
            for element in key.elements:
                values[element.parent.name] = parent[element.column.name]
    return values


def _must_be_given(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None and column.default is None


def _value(column: Column[Any]) -> object:
    kind = column.type.python_type
    if kind is str:
        return "EUR" if "currency" in column.name else f"x{next(_numbers)}"
    examples = {
        bool: False,
        int: next(_numbers),
        datetime: MOMENT,
        date: MOMENT.date(),
        Decimal: Decimal(1),
        bytes: b"x",
        dict: {},
        list: [],
        object: [],  # any JSON
    }
    return examples[kind]
