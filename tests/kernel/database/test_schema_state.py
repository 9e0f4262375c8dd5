from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app.cli.ending import CommandRefused
from app.cli.migrating import require_migrated
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.schema_state import missing_revisions
from app.modules.registry import migration_folders, registry


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A module that the database does not know, and one that has gone on."""
    for name in ("core_9999_later.py", "toys_0001_toys.py", "toys_0002_more.py", "__init__.py"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_migrated_database_lacks_nothing(settings: Settings, database: Database) -> None:
    require_migrated(settings)
    assert missing_revisions(settings.owner_url, migration_folders(registry())) == []


def test_tells_the_newest_of_each_branch(
    settings: Settings, database: Database, newer: Path
) -> None:
    assert missing_revisions(settings.owner_url, [newer]) == ["core_9999", "toys_0002"]


def test_a_database_that_is_ahead_lacks_nothing(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "core_0001_core.py").touch()
    assert missing_revisions(settings.owner_url, [tmp_path]) == []


def test_an_empty_database_is_refused_with_what_to_do(
    settings: Settings, database: Database
) -> None:
    owner = create_engine(settings.owner_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with owner.connect() as connection:
        connection.execute(text("CREATE DATABASE nothing_yet"))
    try:
        empty = settings.model_copy(
            update={"database_url": owner.url.set(database="nothing_yet").render_as_string(False)}
        )
        with pytest.raises(CommandRefused, match=r"tenancy_\d{4}.*`stoa migrate`"):
            require_migrated(empty)
    finally:
        with owner.connect() as connection:
            connection.execute(text("DROP DATABASE nothing_yet"))
