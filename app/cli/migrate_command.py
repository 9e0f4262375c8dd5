"""`stoa migrate`: the newest tables for every installed module."""


def migrate() -> None:
    """Bring the database to the newest schema of all installed modules."""
    from rich.console import Console

    from app.cli.database import opened_database
    from app.cli.migrating import migrate_database

    console = Console()
    with opened_database() as settings, console.status("Migrating the database"):
        has_changed = migrate_database(settings)
    console.print("The database is up to date." if not has_changed else "The database is migrated.")
