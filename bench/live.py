"""The same figures counted from the tables at every request: what the read models are held against.

Only the statements are timed: not building them, nor what the providers make of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.figure_source import FactsOf
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import BEGINNING, Window, resolve_window
from app.modules.registry import registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.repositories.tenancy_facts import platform_facts, store_facts
from app.modules.tenancy.services.metric_scope import MetricScope
from bench.server import database_url, settings_for
from bench.timing import milliseconds


@dataclass(frozen=True)
class _Statement:
    text: str
    parameters: Any


class LiveFigures:
    """The live count of all seven modules over one window, as the role that row security binds."""

    def __init__(self, server_url: str, database: str, data: Path, *, period: str = "30d") -> None:
        registry().load_models()
        settings = settings_for(server_url, database, data)
        urls = derive_urls(database_url(server_url, database), settings)
        self._database = Database(urls, pool_size=1)
        self._session = Session(self._database.job_engine.connect())
        self._period = period
        self._statements: list[_Statement] = []

    def prepare_store(self, store_id: int) -> None:
        """From now on `measure` counts this store."""
        enter_store(self._session, store_id)
        zone = StoreDirectory(self._session).time_zone_of_store(store_id)
        self._record(
            MetricScope((store_id,), None, self._window(zone), include_trends=True), store_facts
        )

    def prepare_platform(self, platform_id: int) -> None:
        """From now on `measure` counts all stores of this platform."""
        directory = StoreDirectory(self._session)
        store_ids = directory.store_ids_of_platform(platform_id)
        enter_stores(self._session, store_ids)
        zone = directory.time_zone_of_platform(platform_id)
        scope = MetricScope(store_ids, platform_id, self._window(zone), include_trends=True)
        self._record(scope, platform_facts, platform_id=platform_id)

    def measure(self) -> float:
        """Milliseconds of all statements together."""
        return milliseconds(self._run)

    def close(self) -> None:
        """Gives the connection back."""
        self._session.close()
        self._database.dispose()

    def _run(self) -> None:
        cursor = self._session.connection().connection.cursor()
        for statement in self._statements:
            cursor.execute(statement.text, statement.parameters)
            cursor.fetchall()

    def _window(self, zone: str) -> Window:
        asked = MetricsContext(period=self._period, include_trends=True)
        return resolve_window(asked, zone=zone, now=utc_now())

    def _record(self, scope: MetricScope, tenancy: FactsOf, **given: object) -> None:
        """Runs each statement once and keeps what was sent.

        Of stock only what moved since the window began: less than a recount needs, so the
        cheapest form.
        """
        self._statements.clear()
        connection = self._session.connection()
        event.listen(connection, "before_cursor_execute", self._keep)
        since = scope.window.compared_start or scope.window.start
        scope.sheet(self._session, tenancy, BEGINNING, **given)
        for source in registry().figure_sources().values():
            scope.sheet(self._session, source.facts, since)
        event.remove(connection, "before_cursor_execute", self._keep)

    def _keep(
        self, _connection: Connection, _cursor: object, text: str, given: object, *_: object
    ) -> None:
        self._statements.append(_Statement(text, given))
