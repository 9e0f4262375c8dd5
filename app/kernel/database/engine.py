"""Engines and sessions: one per process, bound to the role that the work calls for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any

import psycopg
from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from app.kernel.config import get_settings
from app.kernel.database.driver_connection import DriverConnection
from app.kernel.database.roles import DatabaseUrls, derive_urls

TRUSTED_SECONDS = 2.0
_RESTING_SINCE = "stoa_resting_since"
WEB_SETTINGS = {
    "lock_timeout": "3s",
    # Some statements wait for several locks, one after the other.
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "10s",
    "timezone": "UTC",
    # Starting parallel workers or compiling a statement takes longer than a page may.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
JOB_SETTINGS = {
    "lock_timeout": "30s",
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "120s",
    "timezone": "UTC",
}


class Database:
    """The database as this process sees it: always as the app role, which row level security binds.

    Migrations use the owner's URL by themselves and never through this class.
    """

    def __init__(self, urls: DatabaseUrls, *, pool_size: int = 10) -> None:
        self.urls = urls
        self._pool_size = pool_size

    @cached_property
    def engine(self) -> Engine:
        """The pool that serves requests; statements and locks are bounded in time."""
        return self._engine(WEB_SETTINGS)

    @cached_property
    def job_engine(self) -> Engine:
        """The pool for imports and other long work; the same role, longer statements."""
        return self._engine(JOB_SETTINGS)

    @contextmanager
    def transaction(self, *, for_job: bool = False) -> Iterator[Session]:
        """A session of its own that commits at the end, or rolls back and lets the error out.

        Not `session.begin()`: a session that lost its connection goes on in a new transaction.
        """
        engine = self.job_engine if for_job else self.engine
        with Session(engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def dispose(self) -> None:
        """Closes all idle connections; the next use opens new ones."""
        for name in ("engine", "job_engine"):
            if name in self.__dict__:
                self.__dict__.pop(name).dispose()

    def _engine(self, settings: dict[str, str]) -> Engine:
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        engine = create_engine(
            self.urls.app,
            pool_size=self._pool_size,
            max_overflow=self._pool_size,
            connect_args={"options": options, "application_name": "stoa"},
        )
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", _try_after_rest)
        return engine


def _connect(
    _dialect: Dialect,
    _record: ConnectionPoolEntry,
    arguments: Sequence[str],
    options: Mapping[str, Any],
) -> DriverConnection:
    return DriverConnection.connect(*arguments, **options)


def _note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[_RESTING_SINCE] = time.monotonic()


def _try_after_rest(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
    """Tries a connection that rested for a while before it is used; one in use needs no trial.

    The pool takes another one, or a new one, in the place of one that is dead.
    """
    rested = time.monotonic() - record.info.get(_RESTING_SINCE, time.monotonic())
    if rested < TRUSTED_SECONDS:
        return
    try:
        connection.cursor().execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error


@cache
def get_database() -> Database:
    """The database of this process, from the settings; connections open when first needed."""
    settings = get_settings()
    return Database(derive_urls(settings.owner_url, settings))
