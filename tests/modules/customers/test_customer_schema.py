"""The migrated table is the table that the model describes, and it is protected."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.modules.customers.models import Customer

TABLE = Customer.__tablename__


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name == TABLE

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert TABLE in Base.metadata.tables
    assert compare_metadata(context, Base.metadata) == []


def test_is_bound_by_row_level_security(db: Session) -> None:
    statement = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = :name"

    assert db.scalar(text(statement), {"name": TABLE}) is True
