"""Empties the database as its superuser: row level security would hide most rows from the app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, text

from app.kernel.config import Settings
from app.kernel.database.roles import derive_urls

_TABLES = """
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'stoa_jobs') AND c.relkind = 'r'
      AND c.relname NOT IN ('alembic_version', 'core_figure_measure')
"""
_IS_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
# Truncating gives each table and index a new file: a hundred times as long as deleting a few rows.
_DELETE = f"""
    DO $$ DECLARE name regclass; BEGIN
      SET LOCAL session_replication_role = replica;  -- no foreign key is looked at
      FOR name IN SELECT c.oid {_TABLES} AND pg_relation_size(c.oid) > 0 LOOP
        EXECUTE 'DELETE FROM ' || name;
      END LOOP;
    END $$
"""
_LARGE = (
    f"SELECT string_agg(c.oid::regclass::text, ', ') {_TABLES} AND pg_relation_size(c.oid) > 1e6"
)
# Plans for tables that were counted as empty join thousands of rows one by one.
_FORGET_SIZES = f"""
    UPDATE pg_class SET relpages = 0, reltuples = -1
    WHERE reltuples >= 0 AND oid IN (SELECT c.oid {_TABLES})
"""
_FORGET_VALUES = f"DELETE FROM pg_statistic WHERE starelid IN (SELECT c.oid {_TABLES})"
_ALL = f"SELECT string_agg(c.oid::regclass::text, ', ') {_TABLES}"
_IS_WRITTEN_ELSEWHERE = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
)
_QUIET_WITHIN_SECONDS = 10.0


def empty_database(settings: Settings) -> None:
    """Every row is gone afterwards but those that migrating makes."""
    with _connected(settings.owner_url, isolation_level="AUTOCOMMIT") as connection:
        _await_the_last_writers(connection)
        is_superuser = connection.scalar(text(_IS_SUPERUSER))
        if is_superuser:
            _delete(connection)
    if not is_superuser:
        with _connected(derive_urls(settings.owner_url, settings).owner) as owner:
            owner.execute(text(f"TRUNCATE {owner.scalar(text(_ALL))}"))
            owner.commit()


@contextmanager
def _connected(url: str, **options: Any) -> Iterator[Connection]:
    engine = create_engine(url, **options)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _await_the_last_writers(connection: Connection) -> None:
    """A server that was killed may have left PostgreSQL at work on its last statement."""
    deadline = time.monotonic() + _QUIET_WITHIN_SECONDS
    while connection.scalar(_IS_WRITTEN_ELSEWHERE) and time.monotonic() < deadline:
        time.sleep(0.05)


def _delete(connection: Connection) -> None:
    connection.execute(text(_DELETE))
    large = connection.scalar(text(_LARGE))
    if large is not None:
        connection.execute(text(f"VACUUM {large}"))
    connection.execute(text(_FORGET_SIZES))
    connection.execute(text(_FORGET_VALUES))
