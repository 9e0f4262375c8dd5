"""Statistics for the planner after a large load: the first pages are as fast as later ones."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from app.kernel.database.roles import normal_url


def gather_statistics(settings: Settings) -> None:
    """Runs VACUUM ANALYZE as the role of DATABASE_URL; the app's role may not do it."""
    engine = create_engine(normal_url(settings.owner_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
