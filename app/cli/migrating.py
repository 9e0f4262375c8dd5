"""Bringing the database of a command to the newest schema of all installed modules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.config import Settings


def migrate_database(settings: "Settings") -> bool:
    """Apply what is missing; True when anything was.

    Every number that is new since the last time is given its place in the read models.
    """
    from app.kernel.database.engine import Database
    from app.kernel.database.migrate import upgrade_to_head
    from app.kernel.database.roles import derive_urls
    from app.modules.core.services.figure_upkeep import give_places
    from app.modules.registry import migration_folders, registry

    registry().load_models()
    has_run = upgrade_to_head(settings.owner_url, settings, migration_folders(registry()))
    database = Database(derive_urls(settings.owner_url, settings))
    try:
        with database.transaction() as db:
            return bool(give_places(db)) or has_run
    finally:
        database.dispose()


def require_migrated(settings: "Settings") -> None:
    """Raises CommandRefused for a database without the newest tables of all installed modules."""
    from app.cli.ending import CommandRefused
    from app.kernel.database.schema_state import missing_revisions
    from app.modules.registry import migration_folders, registry

    missing = missing_revisions(settings.owner_url, migration_folders(registry()))
    if missing:
        raise CommandRefused(
            f"The database is not ready (it lacks {', '.join(missing)}); `stoa migrate` sets it up."
        )
