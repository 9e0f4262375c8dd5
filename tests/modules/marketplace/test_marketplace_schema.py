"""The migrated tables are the tables that the models describe, and can be taken back."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.base import Base
from app.kernel.database.migrate import alembic_config
from app.kernel.database.roles import derive_urls
from app.modules.marketplace import models
from app.modules.registry import migration_folders, registry

CODE, REVISION = "marketplace", "marketplace_0001"
TABLES = {getattr(models, name).__tablename__ for name in models.__all__}


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or str(name).startswith(f"{CODE}_")

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert set(Base.metadata.tables) >= TABLES
    assert compare_metadata(context, Base.metadata) == []


def test_row_level_security_is_forced_on_every_table(db: Session) -> None:
    rows = db.execute(
        text(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity"
            " AND relforcerowsecurity AND relname LIKE :ours"
        ),
        {"ours": f"{CODE}\\_%"},
    )

    assert {row.relname for row in rows} == TABLES


def test_the_first_revision_can_be_taken_back_and_applied_again(settings: Settings) -> None:
    script = ScriptDirectory.from_config(alembic_config(migration_folders(registry())))
    revision = script.get_revision(REVISION).module
    engine = create_engine(derive_urls(settings.owner_url, settings).owner)
    with engine.connect() as connection, connection.begin() as transaction:
        with Operations.context(MigrationContext.configure(connection)):
            revision.downgrade()
            assert not TABLES & set(inspect(connection).get_table_names())
            revision.upgrade()
        assert set(inspect(connection).get_table_names()) >= TABLES
        transaction.rollback()
    engine.dispose()
