"""The one way to lock several rows: by ascending primary key, so nobody waits in a ring."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Select, inspect, text
from sqlalchemy.orm import Session

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
_BUCKETS = 64
_LOCK_BUCKETS = text(
    "SELECT count(pg_advisory_xact_lock(:space, b.bucket)) FROM ("
    " SELECT bucket FROM unnest(CAST(:buckets AS int[])) AS u(bucket) ORDER BY bucket OFFSET 0"
    ") AS b"
)


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


def lock_names(db: Session, space: str, names: Iterable[str]) -> None:
    """Keeps other transactions from working on things of these names until this one ends.

    For things that have no row to lock yet. Names share 64 locks, taken in ascending order, so a
    thousand of them cost no more than 64 and nobody waits in a ring; two different names may wait
    for each other by chance.
    """
    buckets = sorted({zlib.crc32(name.encode()) % _BUCKETS for name in names})
    if buckets:
        key = zlib.crc32(space.encode()) - 2**31
        db.execute(_LOCK_BUCKETS, {"space": key, "buckets": buckets})
