"""Alembic's environment: runs the revisions of all modules on the connection it is handed."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from app.kernel.database.base import Base
from app.modules.registry import registry

registry().load_models()


def run(connection: Connection) -> None:
    """Each revision in a transaction of its own, so a late failure keeps the earlier ones."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
