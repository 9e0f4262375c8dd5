"""A pytest plugin that brings `db` where there is no such fixture: `-p app.testing.plugin`.

It starts a PostgreSQL of its own for the run, brings it to the newest schema of every installed
module, and gives each test a session in a transaction that is rolled back.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session, sessionmaker

from app.kernel.config import get_settings, reset_settings
from app.kernel.database.embedded import temporary_cluster
from app.kernel.database.engine import Database, get_database
from app.kernel.database.migrate import upgrade_to_head
from app.modules.registry import migration_folders, registry


@pytest.fixture(scope="session")
def stoa_database() -> Iterator[Database]:
    """A database for this run alone, as the app role sees it."""
    with temporary_cluster() as url:
        os.environ.update(
            {
                "STOA_ENVIRONMENT": "test",
                "STOA_SECRET_KEY": secrets.token_hex(32),
                "STOA_ENV_FILE": "",
                "DATABASE_URL": url,
            }
        )
        reset_settings()
        get_database.cache_clear()
        registry().load_models()
        upgrade_to_head(url, get_settings(), migration_folders(registry()))
        yield get_database()
        get_database().dispose()
        get_database.cache_clear()


@pytest.fixture
def db(stoa_database: Database) -> Iterator[Session]:
    """A session in a transaction that is rolled back; commits inside become savepoints."""
    with stoa_database.engine.connect() as connection:
        transaction = connection.begin()
        session = sessionmaker(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )()
        yield session
        session.close()
        transaction.rollback()
