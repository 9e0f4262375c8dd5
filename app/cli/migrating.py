"""Bringing the database of a command to the newest schema of all installed modules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.config import Settings


def migrate_database(settings: "Settings") -> bool:
    """Apply what is missing; True when anything was."""
    from app.kernel.database.migrate import upgrade_to_head
    from app.modules.registry import migration_folders, registry

    return upgrade_to_head(settings.owner_url, settings, migration_folders(registry()))
