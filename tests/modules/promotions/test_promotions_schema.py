"""The migrated tables are the tables that the models describe, and can be taken back."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.kernel.config import Settings
from app.kernel.database.base import Base
from app.kernel.database.migrate import alembic_config
from app.kernel.database.roles import derive_urls
from app.modules.promotions import models
from app.modules.promotions.definition import promotions_module
from app.modules.registry import migration_folders, registry
from tests.factories import make_store
from tests.modules.promotions.factories import LONG_AGO, NOW, make_code, make_promotion

_KEYS = text("SELECT code_key FROM promotions_code ORDER BY id")


def test_migrations_make_what_the_models_say(db: Session) -> None:
    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or str(name).startswith(f"{promotions_module.code}_")

    options = {"include_object": is_ours, "compare_type": True}
    context = MigrationContext.configure(db.connection(), opts=options)

    assert {models.Promotion.__tablename__} <= set(Base.metadata.tables)
    assert compare_metadata(context, Base.metadata) == []


def test_going_back_tells_codes_of_one_key_apart(settings: Settings) -> None:
    script = ScriptDirectory.from_config(alembic_config(migration_folders(registry())))
    revision = script.get_revision("promotions_0002").module
    engine = create_engine(derive_urls(settings.owner_url, settings).owner)
    with engine.connect() as connection, connection.begin() as transaction:
        db = Session(connection)
        promotion = make_promotion(db, make_store(db).id)
        for code, retired_at in (("ONE", NOW), ("ONE", None), ("TWO", LONG_AGO), ("TWO", NOW)):
            make_code(db, promotion, code, retired_at=retired_at)
        with Operations.context(MigrationContext.configure(connection)):
            revision.downgrade()
            keys = [row.code_key.split() for row in connection.execute(_KEYS)]
            revision.upgrade()
        transaction.rollback()
    engine.dispose()

    assert [len(key) for key in keys] == [2, 1, 2, 1]
    assert [key[0] for key in keys] == ["one", "one", "two", "two"]
