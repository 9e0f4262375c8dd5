"""The migrated tables are those that the models describe, and they are protected."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.modules.registry import registry

registry().load_models()
TABLES = [name for name in Base.metadata.tables if name.startswith("customers_")]


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in TABLES

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert len(TABLES) >= 3
    assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("table", TABLES)
def test_is_bound_by_row_level_security(db: Session, table: str) -> None:
    statement = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = :name"

    assert db.scalar(text(statement), {"name": table}) is True
