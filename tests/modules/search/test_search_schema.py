"""The migrated tables are the tables that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from app.kernel.database.base import Base
from app.modules.search import models
from app.modules.search.definition import search_module


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or str(name).startswith(f"{search_module.code}_")

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert {models.Document.__tablename__} <= set(Base.metadata.tables)
    assert compare_metadata(context, Base.metadata) == []
