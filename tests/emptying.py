"""Empties the database as its superuser: row level security would hide most rows from the app."""

from __future__ import annotations

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
_ALL = f"SELECT string_agg(c.oid::regclass::text, ', ') {_TABLES}"


def empty_database(settings: Settings) -> None:
    """Every row is gone afterwards but those that migrating makes."""
    engine = create_engine(settings.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        is_superuser = connection.scalar(text(_IS_SUPERUSER))
        if is_superuser:
            _delete(connection)
    engine.dispose()
    if not is_superuser:
        _truncate(settings)


def _delete(connection: Connection) -> None:
    connection.execute(text(_DELETE))
    large = connection.scalar(text(_LARGE))
    if large is not None:
        connection.execute(text(f"VACUUM {large}"))


def _truncate(settings: Settings) -> None:
    owner = create_engine(derive_urls(settings.owner_url, settings).owner)
    with owner.begin() as connection:
        connection.execute(text(f"TRUNCATE {connection.scalar(text(_ALL))}"))
    owner.dispose()
