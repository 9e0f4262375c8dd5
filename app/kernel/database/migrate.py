"""Brings the database to the newest schema: one Alembic branch per module, all in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from app.kernel.config import Settings
from app.kernel.database.roles import ensure_roles, grant_rights

SCRIPTS = Path(__file__).resolve().parents[3] / "migrations"
_ONE_AT_A_TIME = 7_304_211


def upgrade_to_head(admin_url: str, settings: Settings, locations: Sequence[Path]) -> bool:
    """Makes the roles, applies every missing revision and renews the grants; True if any ran.

    One process migrates at a time (advisory lock). Each revision is a transaction of its own, a
    lock that cannot be had within 4 s makes it give up, and what ran before stays. Revisions of a
    module that is no longer installed are left as they are.
    """
    urls = ensure_roles(admin_url, settings)
    engine = create_engine(urls.owner)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})
            connection.execute(text("SET lock_timeout = '4s'"))
            connection.execute(text("SET statement_timeout = '60s'"))
            connection.commit()
            has_run = _run(connection, locations)
            grant_rights(connection, settings)
            connection.commit()
    finally:
        engine.dispose()
    return has_run


def alembic_config(locations: Sequence[Path]) -> Config:
    """The configuration that Alembic's own commands need, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in locations))
    return config


def _run(connection: Connection, locations: Sequence[Path]) -> bool:
    config = alembic_config(locations)
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    applied: list[str] = []

    def steps(current: Sequence[str], _context: Any) -> Any:
        ours: Any = tuple(revision for revision in current if revision in known)
        found = script._upgrade_revs("heads", ours)  # noqa: SLF001 - the function behind `alembic upgrade`
        applied.extend(str(step.revision) for step in found)
        return found

    config.attributes["connection"] = connection
    with EnvironmentContext(config, script, fn=steps, destination_rev="heads"):
        script.run_env()
    return bool(applied)
