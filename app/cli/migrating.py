"""Bringing the database of a command to the newest schema of all installed modules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kernel.config import Settings


def migrate_database(settings: "Settings") -> bool:
    """Apply what is missing; True when anything was."""
    from app.kernel.database.migrate import upgrade_to_head
    from app.modules.registry import module_folder, registry

    folders = [module_folder(module, "migrations") for module in registry()]
    versions = [folder / "versions" for folder in folders if folder is not None]
    return upgrade_to_head(settings.owner_url, settings, versions)
