"""Empties the database as its owner: row level security would hide most rows from the app."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from app.kernel.database.roles import derive_urls

TABLES = (
    "SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables"
    " WHERE schemaname IN ('public', 'stoa_jobs')"
    " AND tablename NOT IN ('alembic_version', 'core_figure_measure')"
)


def empty_database(settings: Settings) -> None:
    """Every row is gone afterwards but those that migrating makes."""
    owner = create_engine(derive_urls(settings.owner_url, settings).owner)
    with owner.begin() as connection:
        connection.execute(text(f"TRUNCATE {connection.scalars(text(TABLES)).one()}"))
    owner.dispose()
