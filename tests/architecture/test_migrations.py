"""The migrations make the tables of the models, can be undone, and mind their own module."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text

from app.kernel.config import Settings
from app.kernel.database.base import Base
from app.kernel.database.migrate import alembic_config, newest_of, upgrade_to_head
from app.kernel.database.roles import derive_urls
from app.modules.base import ModuleDefinition
from app.modules.registry import ModuleRegistry, migration_folders, registry

registry().load_models()
OPTIONAL = [module for module in registry() if not module.is_core]


@pytest.fixture
def alone() -> Iterator[None]:
    """One worker migrates at a time: roles belong to the cluster, and altering them collides."""
    with (Path(tempfile.gettempdir()) / "stoa-test-migrations.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture
def empty(alone: None, settings: Settings, worker_id: str) -> Iterator[str]:
    """The administrator's address of a database of its own, without any table."""
    name = f"stoa_migrations_{worker_id}"
    admin = create_engine(settings.owner_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield make_url(settings.owner_url).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def owner(empty: str, settings: Settings) -> Iterator[Engine]:
    """The owner's engine on that database."""
    engine = create_engine(derive_urls(empty, settings).owner)
    yield engine
    engine.dispose()


class TestMigrations:
    def test_make_what_the_models_say(self, empty: str, owner: Engine, settings: Settings) -> None:
        upgrade_to_head(empty, settings, migration_folders(registry()))

        with owner.connect() as connection:
            assert differences(connection) == []

    def test_are_seen_to_lack_a_column(self, empty: str, owner: Engine, settings: Settings) -> None:
        upgrade_to_head(empty, settings, migration_folders(registry()))

        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE tenancy_store DROP COLUMN name"))
            assert len(differences(connection)) == 1

    def test_go_down_to_nothing_and_up_again(
        self, empty: str, owner: Engine, settings: Settings
    ) -> None:
        folders = migration_folders(registry())
        upgrade_to_head(empty, settings, folders)

        downgrade_to_base(owner, folders)
        with owner.connect() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]
            assert (
                connection.scalars(
                    text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
                ).all()
                == []
            )
        upgrade_to_head(empty, settings, folders)

        with owner.connect() as connection:
            assert differences(connection) == []

    def test_run_again_change_nothing(self, empty: str, settings: Settings) -> None:
        folders = migration_folders(registry())

        assert upgrade_to_head(empty, settings, folders) is True
        assert upgrade_to_head(empty, settings, folders) is False

    @pytest.mark.parametrize("module", OPTIONAL, ids=lambda module: module.code)
    def test_leave_an_absent_module_alone(
        self, empty: str, owner: Engine, settings: Settings, module: ModuleDefinition
    ) -> None:
        upgrade_to_head(empty, settings, migration_folders(registry()))
        before = versions_and_tables(owner)

        has_run = upgrade_to_head(empty, settings, migration_folders(without(module)))
        has_run_with_it = upgrade_to_head(empty, settings, migration_folders(registry()))

        assert (has_run, has_run_with_it) == (False, False)
        assert versions_and_tables(owner) == before

    def test_of_a_module_that_comes_later_run_then(
        self, empty: str, owner: Engine, settings: Settings
    ) -> None:
        core = ModuleRegistry(module for module in registry() if module.is_core)
        upgrade_to_head(empty, settings, migration_folders(core))

        upgrade_to_head(empty, settings, migration_folders(registry()))

        with owner.connect() as connection:
            assert differences(connection) == []

    def test_of_a_module_touch_its_own_tables_only(
        self, empty: str, owner: Engine, settings: Settings
    ) -> None:
        core = [module for module in registry() if module.is_core]
        upgrade_to_head(empty, settings, migration_folders(ModuleRegistry(core)))
        tables = versions_and_tables(owner)[1]

        codes = tuple(f"{module.code}_" for module in core)
        assert [name for name in tables if not name.startswith(codes)] == ["alembic_version"]


def differences(connection: Connection) -> Sequence[object]:
    """What the database lacks or has too much, by the models; server defaults aside."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: Sequence[object] = compare_metadata(context, Base.metadata)
    return found


def downgrade_to_base(owner: Engine, folders: Sequence[Path]) -> None:
    """As `alembic downgrade base` does it, on the branches of all modules."""
    config = alembic_config(folders)
    script = ScriptDirectory.from_config(config)
    with owner.connect() as connection:
        config.attributes["connection"] = connection

        def steps(current: Sequence[str], _context: object) -> Any:
            newest: Any = newest_of(script, current)
            return script._downgrade_revs("base", newest)

        with EnvironmentContext(config, script, fn=steps):
            script.run_env()


def without(module: ModuleDefinition) -> ModuleRegistry:
    """The registry as it is when this module, and what requires it, is not installed."""
    gone = {module.code, *(other.code for other in registry().dependants_of(module.code))}
    return ModuleRegistry(other for other in registry() if other.code not in gone)


def versions_and_tables(owner: Engine) -> tuple[list[str], list[str]]:
    with owner.connect() as connection:
        versions = connection.scalars(text("SELECT version_num FROM alembic_version ORDER BY 1"))
        return list(versions), sorted(inspect(connection).get_table_names())
