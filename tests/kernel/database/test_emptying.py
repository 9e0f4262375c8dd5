"""What one test leaves behind is gone for the next, also what the planner thinks of it."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from tests.emptying import empty_database
from tests.factories import make_platform

COUNTED_AS_EMPTY = text("UPDATE pg_class SET relpages = 300, reltuples = 0 WHERE relname = :table")
COUNTED = text("SELECT relpages, reltuples FROM pg_class WHERE relname = :table")
ROWS = text("SELECT count(*) FROM tenancy_platform")


def test_rows_are_gone_and_their_number_is_forgotten(
    settings: Settings, committed: Database
) -> None:
    with committed.transaction() as db:
        make_platform(db)
    engine = create_engine(settings.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as owner:
        owner.execute(COUNTED_AS_EMPTY, {"table": "tenancy_platform"})

        empty_database(settings)

        assert owner.scalar(ROWS) == 0
        assert owner.execute(COUNTED, {"table": "tenancy_platform"}).one() == (0, -1)
    engine.dispose()
