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
from app.kernel.jobs.schema import ensure_job_tables, grant_job_rights

SCRIPTS = Path(__file__).resolve().parents[3] / "migrations"
_ONE_AT_A_TIME = 7_304_211


def upgrade_to_head(admin_url: str, settings: Settings, locations: Sequence[Path]) -> bool:
    """Makes roles and queue, applies every missing revision and renews the grants; True if any ran.

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
            has_run = ensure_job_tables(connection)
            connection.commit()
            has_run = _run(connection, locations) or has_run
            grant_rights(connection, settings)
            grant_job_rights(connection, f"{settings.role_prefix}_app")
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
    applied: list[str] = []

    def steps(current: Sequence[str], _context: Any) -> Any:
        newest: Any = newest_of(script, current)
        found = script._upgrade_revs("heads", newest)  # noqa: SLF001 - the function behind `alembic upgrade`
        applied.extend(str(step.revision) for step in found)
        return found

    config.attributes["connection"] = connection
    with EnvironmentContext(config, script, fn=steps, destination_rev="heads"):
        script.run_env()
    _name_every_branch(connection, script)
    return bool(applied)


def newest_of(script: ScriptDirectory, current: Sequence[str]) -> tuple[str, ...]:
    """Of the revisions recorded, the installed ones that no other one of them builds on."""
    known = {revision.revision: revision for revision in script.walk_revisions()}
    beneath: set[str] = set()
    waiting = [known[name] for name in current if name in known]
    while waiting:
        below = waiting.pop()._all_down_revisions  # noqa: SLF001 - with what it depends on
        waiting.extend(known[name] for name in set(below) - beneath)
        beneath.update(below)
    return tuple(name for name in current if name in known and name not in beneath)


def _name_every_branch(connection: Connection, script: ScriptDirectory) -> None:
    """Records the newest revision of each module, also of one that another module requires.

    Alembic keeps only the requiring one in its table. Once that module is gone nothing would say
    that the revisions of the required one have run, and they would run a second time.
    """
    named = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    for head in sorted(set(script.get_heads()) - named):
        connection.execute(
            text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head}
        )
    connection.commit()
