"""Set-wise writing of store-owned rows: one statement a batch, what is unchanged stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    TextClause,
    any_,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TableValuedAlias

from app.kernel.database.locks import in_lock_order

Row = Mapping[str, Any]


class Merge(StrEnum):
    """What becomes of a column when the row is there already.

    KNOWN lets a new value replace the old one unless it is None, FIRST only while the old one is
    None; EARLIEST keeps the smaller of the two, so the order in which they arrive does not matter;
    REPLACE always takes the new one.
    """

    REPLACE = "replace"
    KNOWN = "known"
    FIRST = "first"
    EARLIEST = "earliest"


@dataclass(frozen=True)
class Upserted:
    """What a batch created and what it changed: one entry a row, its id or the column asked for.

    `by_key` has the same for each written row by its key values, in the order of the key.
    """

    created: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    by_key: Mapping[tuple[Any, ...], int] = field(default_factory=dict)


def upsert_rows(
    db: Session,
    table: Table,
    rows: Sequence[Row],
    *,
    key: Sequence[str],
    merge: Mapping[str, Merge],
    report: str = "id",
    among: TextClause | None = None,
) -> Upserted:
    """Inserts the rows, or merges them into those with the same key; one statement.

    `key` begins with "store_id" and names a unique constraint, or a unique index of the rows
    `among` which it tells apart; no two rows of the batch may share it. Columns outside `merge` are
    written on insert only. Rows that would not change are not written; all are visited in key
    order, so two batches never wait for each other in a circle.
    """
    if not rows:
        return Upserted()
    names = list(rows[0])
    batch = _batch(table, rows, names)
    source = select(*(batch.c[name] for name in names)).order_by(*(batch.c[name] for name in key))
    statement = insert(table).from_select(names, source, include_defaults=False)
    if merge:
        merged = {
            name: _merged(rule, table.c[name], statement.excluded[name])
            for name, rule in merge.items()
        }
        statement = statement.on_conflict_do_update(
            index_elements=list(key),
            index_where=among,
            set_=merged,
            where=or_(*(table.c[name].is_distinct_from(new) for name, new in merged.items())),
        )
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key), index_where=among)
    # The conflict locks the row that it updates, which stamps an xmax; an inserted one has none.
    is_new: ColumnElement[bool] = literal_column("xmax = 0")
    returning = (table.c[report], is_new, *(table.c[name] for name in key))
    written = db.execute(statement.returning(*returning)).all()
    return Upserted(
        created=tuple(row[0] for row in written if row[1]),
        updated=tuple(row[0] for row in written if not row[1]),
        by_key={tuple(row[2:]): row[0] for row in written},
    )


def batch_of_ids(ids: Sequence[int]) -> TableValuedAlias:
    """The ids as a table with the one column `id`, to look rows up by, one after the other.

    Join it to a LATERAL sub-query with an OFFSET, which finds the row by its key. Comparing by IN
    or ANY leaves the way to the planner, who without statistics (a table that was just filled has
    none) expects ten ids and compares every row of the store with every one.
    """
    batch = func.unnest(literal(list(ids), ARRAY(BigInteger))).table_valued(
        column("id", BigInteger)
    )
    return batch.render_derived("ids")


def ids_by_key(
    db: Session, table: Table, rows: Sequence[Row], *, key: Sequence[str]
) -> dict[tuple[Any, ...], int]:
    """The id of every row of the batch that exists, by its key values in the order of `key`."""
    if not rows:
        return {}
    batch = _batch(table, rows, key)
    found = (
        select(table.c.id, *(table.c[name] for name in key))
        .where(*(table.c[name] == batch.c[name] for name in key))
        .where(table.c.store_id == rows[0]["store_id"])
        .offset(0)
        .lateral("found")
    )
    statement = select(found).select_from(batch).join(found, true())
    return {tuple(row[1:]): row[0] for row in db.execute(statement)}


def lock_known(
    db: Session, entity: type[Any], rows: Sequence[Row], *, key: Sequence[str]
) -> dict[tuple[Any, ...], int]:
    """Like `ids_by_key`, and locks the rows that exist, in the order of their primary key."""
    known = ids_by_key(db, entity.__table__, rows, key=key)
    if known:
        wanted = select(entity.id).where(
            entity.store_id == rows[0]["store_id"],
            entity.id == any_(literal(list(known.values()), ARRAY(BigInteger))),
        )
        db.execute(in_lock_order(wanted, entity))
    return known


def _batch(table: Table, rows: Sequence[Row], names: Sequence[str]) -> TableValuedAlias:
    """The rows as a table of arrays side by side, which PostgreSQL plans once for any number."""
    arrays = [literal([row[name] for row in rows], ARRAY(table.c[name].type)) for name in names]
    return func.unnest(*arrays).table_valued(*names).render_derived("batch")


def _merged(rule: Merge, old: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    if rule is Merge.REPLACE:
        return new
    if rule is Merge.KNOWN:
        return func.coalesce(new, old)
    if rule is Merge.FIRST:
        return func.coalesce(old, new)
    return func.least(old, new)
