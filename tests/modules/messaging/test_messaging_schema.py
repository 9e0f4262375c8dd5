"""The migrated tables are those that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.modules.registry import registry

registry().load_models()
TABLES = [name for name in Base.metadata.tables if name.startswith("messaging_")]


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in TABLES

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert TABLES == ["messaging_outgoing_letter"]
    assert compare_metadata(context, Base.metadata) == []
