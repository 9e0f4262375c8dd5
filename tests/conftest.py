"""The suite's set-up: markers by discovery, one database cluster, a database for each worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session, sessionmaker

from app.cli.migrating import migrate_database
from app.kernel.config import Settings, get_settings, reset_settings
from app.kernel.database import changes
from app.kernel.database.changes import ChangeAnnouncer
from app.kernel.database.embedded import temporary_cluster
from app.kernel.database.engine import Database, get_database
from app.kernel.security import passwords
from app.modules.core.services import installation_page, provider_round, stats_aggregator
from app.modules.registry import registry
from app.testing import ProviderConformance
from tests.emptying import empty_database

PATIENCE_SECONDS = 30.0
DEADLINES: dict[ModuleType, tuple[str, ...]] = {
    stats_aggregator: (
        "ALL_SECONDS",
        "ONE_SECONDS",
        "MOST_SECONDS",
        "LAST_ANSWER_SECONDS",
    ),
    provider_round: ("KEPT_SECONDS",),
    installation_page: ("PLATFORMS_SECONDS",),
}
FRONTENDS = ("admin", "merchant", "store", "storefront", "platform")
TEST_SECRET = "only-for-tests-" + "0" * 32
TEMPLATE = "stoa_template"
cluster = ExitStack()
ADMIN_URL = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Registers every module and frontend as a marker, and starts the cluster once a run."""
    for module in registry():
        config.addinivalue_line("markers", f"{module.code}: the {module.code} module")
    for frontend in FRONTENDS:
        config.addinivalue_line("markers", f"{frontend}: the {frontend} frontend")
    os.environ.update(
        {"STOA_ENVIRONMENT": "test", "STOA_SECRET_KEY": TEST_SECRET, "STOA_ENV_FILE": ""}
    )
    os.environ["STOA_INSTALLATION_HOSTS"] = "localhost,127.0.0.1,testserver"
    os.environ.pop("DATABASE_URL", None)
    reset_settings()


def pytest_configure_node(node: Any) -> None:
    """Tells each worker of a parallel run where the cluster is."""
    node.workerinput["stoa_admin_url"] = _admin_url(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the cluster with the run that started it."""
    if not hasattr(config, "workerinput"):
        cluster.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test with the module whose folder it stands in."""
    codes = {module.code for module in registry()}
    for item in items:
        parts = item.path.parts
        if "modules" in parts and parts[parts.index("modules") + 1] in codes:
            item.add_marker(parts[parts.index("modules") + 1])


def _admin_url(config: pytest.Config) -> str:
    """The cluster's address: STOA_TEST_DATABASE_URL, or an embedded one that this run starts."""
    if hasattr(config, "workerinput"):
        return str(config.workerinput["stoa_admin_url"])
    if ADMIN_URL not in config.stash:
        given = os.environ.get("STOA_TEST_DATABASE_URL")
        url = given or cluster.enter_context(temporary_cluster())
        config.stash[ADMIN_URL] = url
        _make_template(url)
    return config.stash[ADMIN_URL]


def _make_template(admin_url: str) -> None:
    _recreate(admin_url, TEMPLATE)
    settings = get_settings().model_copy(
        update={"database_url": _database_url(admin_url, TEMPLATE)}
    )
    migrate_database(settings)


def _recreate(admin_url: str, name: str, template: str = "template0") -> None:
    """Drops and creates a database, ending whatever a left-over process still holds open there."""
    engine = create_engine(admin_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for database in (name, template):
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
                ),
                {"name": database},
            )
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()


def _database_url(admin_url: str, name: str) -> str:
    return make_url(admin_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that does much at once is no failure of a provider."""
    is_of_the_kit = request.cls is not None and issubclass(request.cls, ProviderConformance)
    if is_of_the_kit or request.node.get_closest_marker("deadlines"):
        return
    for module, names in DEADLINES.items():
        for name in names:
            monkeypatch.setattr(module, name, PATIENCE_SECONDS)


@pytest.fixture(autouse=True)
def announcements(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test changes is announced before the next one begins."""
    own = ChangeAnnouncer()
    monkeypatch.setattr(changes, "announcer", own)
    yield
    own.close()


@pytest.fixture(scope="session", autouse=True)
def full_hasher() -> Iterator[PasswordHasher]:
    """The hasher of users' passwords, replaced: a tenth of a second for each sign-in adds up."""
    whole = passwords._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        yield whole


@pytest.fixture(scope="module")
def full_hashes(full_hasher: PasswordHasher) -> Iterator[None]:
    """Hashes at their full cost, for the files that prove something about it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", full_hasher)
        yield


@pytest.fixture(scope="session")
def settings(request: pytest.FixtureRequest, worker_id: str) -> Iterator[Settings]:
    """Settings whose DATABASE_URL is this worker's own database, a clone of the template."""
    admin_url = _admin_url(request.config)
    name = f"stoa_test_{worker_id}"
    _recreate(admin_url, name, TEMPLATE)
    os.environ["DATABASE_URL"] = _database_url(admin_url, name)
    reset_settings()
    get_database.cache_clear()
    yield get_settings()
    get_database().dispose()
    get_database.cache_clear()


@pytest.fixture(scope="session")
def database(settings: Settings) -> Database:
    """This worker's database as the app role sees it."""
    return get_database()


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session in a transaction that is rolled back; commits inside become savepoints."""
    with database.engine.connect() as connection:
        transaction = connection.begin()
        session = sessionmaker(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )()
        yield session
        session.close()
        transaction.rollback()


@pytest.fixture
def committed(settings: Settings, database: Database) -> Iterator[Database]:
    """The database for tests whose code opens its own transactions; emptied afterwards."""
    yield database
    empty_database(settings)
