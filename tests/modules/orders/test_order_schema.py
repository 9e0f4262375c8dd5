"""The migrated tables are the tables that the models describe, and each is protected."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.modules.orders.definition import orders_module
from app.modules.orders.models.order import PENDING_UNTIL, UNFULFILLED_FROM, UNFULFILLED_UNTIL
from app.modules.registry import migration_folders, registry

OURS = f"{orders_module.code}_"


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or str(name).startswith(OURS)

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert compare_metadata(context, Base.metadata) == []


def test_derived_columns_have_one_formula() -> None:
    (folder,) = [
        folder for folder in migration_folders(registry()) if folder.parts[-3] == orders_module.code
    ]
    namespace: dict[str, object] = {}
    exec((folder / "orders_0001_orders.py").read_text(), namespace)  # noqa: S102 - our own revision

    assert namespace["PENDING_UNTIL"] == PENDING_UNTIL
    assert namespace["UNFULFILLED_FROM"] == UNFULFILLED_FROM
    assert namespace["UNFULFILLED_UNTIL"] == UNFULFILLED_UNTIL


def test_every_table_is_bound_by_row_level_security(db: Session) -> None:
    statement = (
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
        " WHERE relkind = 'r' AND starts_with(relname, :ours)"
    )
    bound: dict[str, bool] = dict(db.execute(text(statement), {"ours": OURS}).all())

    tables = {name for name in Base.metadata.tables if name.startswith(OURS)}
    assert bound == dict.fromkeys(tables, True)
    assert len(tables) == 5
