"""The database of one history as the application itself uses it, without a web server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.modules.registry import registry
from bench.server import settings_for


@contextmanager
def app_database(server_url: str, name: str, data: Path) -> Iterator[Database]:
    """Connections as the role that row level security binds, one at a time."""
    registry().load_models()
    settings = settings_for(server_url, name, data)
    database = Database(derive_urls(settings.owner_url, settings), pool_size=1)
    try:
        yield database
    finally:
        database.dispose()
