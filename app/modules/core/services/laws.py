"""What must always hold in a store, checked in the database as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.invariants import Invariant
from app.modules.core.exceptions import UnknownStoreCode
from app.modules.core.repositories.law_rows import LawRows
from app.modules.tenancy.repositories.store_directory import StoreDirectory


@dataclass(frozen=True)
class Breach:
    """A law that some rows of a store break; at most a hundred are counted."""

    store_code: str
    law: Invariant
    rows: int
    example: str


def breaches(
    database: Database, laws: Sequence[Invariant], *, store_code: str | None = None
) -> Iterator[Breach]:
    """Every breach of the laws, store by store, each in a reading transaction of its own.

    Raises UnknownStoreCode for a code that no store has.
    """
    with database.transaction(for_job=True) as db:
        stores = StoreDirectory(db).codes_by_id()
    wanted = {id_: code for id_, code in stores.items() if store_code in {None, code}}
    if store_code is not None and not wanted:
        raise UnknownStoreCode(store=store_code, known=", ".join(stores.values()))
    for store_id, code in wanted.items():
        yield from _of_store(database, laws, store_id, code)


def _of_store(
    database: Database, laws: Sequence[Invariant], store_id: int, code: str
) -> Iterator[Breach]:
    for law in laws:
        with database.transaction(for_job=True) as db:
            enter_store(db, store_id)
            rows = LawRows(db).violations(law)
        if rows:
            example = ", ".join(f"{name}={value}" for name, value in rows[0].items())
            yield Breach(code, law, len(rows), example)
