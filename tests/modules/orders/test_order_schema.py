"""The migrated tables are the tables that the models describe, and each is protected."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.base import Base
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.modules.orders.definition import orders_module
from app.modules.orders.models.order import PENDING_UNTIL, UNFULFILLED_FROM, UNFULFILLED_UNTIL
from app.modules.orders.models.order_event import KINDS
from app.modules.registry import migration_folders, registry

OURS = f"{orders_module.code}_"


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or str(name).startswith(OURS)

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert compare_metadata(context, Base.metadata) == []


def test_derived_columns_have_one_formula() -> None:
    revision = _revision()

    assert revision["PENDING_UNTIL"] == PENDING_UNTIL
    assert revision["UNFULFILLED_FROM"] == UNFULFILLED_FROM
    assert revision["UNFULFILLED_UNTIL"] == UNFULFILLED_UNTIL


def test_kinds_of_events_are_one_list() -> None:
    assert _revision("orders_0006_what_goes_back_beyond_what_was_due.py")["KINDS"] == KINDS


def test_every_table_is_bound_by_row_level_security(db: Session) -> None:
    statement = (
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
        " WHERE relkind = 'r' AND starts_with(relname, :ours)"
    )
    bound: dict[str, bool] = dict(db.execute(text(statement), {"ours": OURS}).all())

    tables = {name for name in Base.metadata.tables if name.startswith(OURS)}
    assert bound == dict.fromkeys(tables, True)
    assert len(tables) == 12


def test_the_migrations_can_be_taken_back(settings: Settings, database: Database) -> None:
    del database  # Makes sure that the worker's database exists.
    revisions = [_revision(path.name) for path in sorted(_folder().glob("orders_*.py"))]
    owner = create_engine(derive_urls(settings.owner_url, settings).owner)
    with owner.connect() as connection, connection.begin() as transaction:
        with Operations.context(MigrationContext.configure(connection)):
            for revision in reversed(revisions):
                revision["downgrade"]()
            left = _names(connection)
            for revision in revisions:
                revision["upgrade"]()
        made = _names(connection)
        transaction.rollback()
    owner.dispose()

    assert left == set()
    assert {"orders_order", "orders_order_id_seq", "ix_orders_order_placed"} <= made


def _revision(name: str = "orders_0001_orders.py") -> dict[str, Any]:
    return runpy.run_path(str(_folder() / name))


def _folder() -> Path:
    (folder,) = [
        folder for folder in migration_folders(registry()) if folder.parts[-3] == orders_module.code
    ]
    return folder


def _names(connection: Connection) -> set[str]:
    statement = "SELECT relname FROM pg_class WHERE relname LIKE :ours OR relname LIKE :indexes"
    return set(
        connection.scalars(text(statement), {"ours": "orders\\_%", "indexes": "ix_orders_%"})
    )
