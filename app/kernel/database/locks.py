"""The one way to lock several rows: by ascending primary key, so nobody waits in a ring."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select, inspect

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


def in_lock_order(statement: S, entity: type[Any]) -> S:
    """The statement, locking the entity's rows it finds until the transaction ends.

    Rows are locked in ascending primary key, whatever order they were asked for in: two
    transactions that want the same rows wait for each other once instead of ending in a deadlock.
    The lock is `FOR NO KEY UPDATE`: readers and foreign keys that point at the rows do not wait.
    Values that a decision rests on are to be read by this statement, not before it.
    """
    keys = inspect(entity).primary_key
    return (
        statement.order_by(None)
        .order_by(*keys)
        .with_for_update(of=entity, key_share=True)
        .execution_options(populate_existing=True)
    )
