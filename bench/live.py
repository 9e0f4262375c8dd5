"""The same figures counted from the tables at every request: what the read models are held against.

Only the statements are timed: not building them, nor what the providers make of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.daily_figures import Fact, read_daily_figures
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.catalog.repositories.catalog_facts import catalog_facts
from app.modules.cms.repositories.cms_facts import cms_facts
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import Window, resolve_window
from app.modules.customers.repositories.customer_facts import customer_facts
from app.modules.inventory.repositories.stock_facts import stock_facts
from app.modules.marketplace.repositories.marketplace_facts import marketplace_facts
from app.modules.orders.repositories.order_facts import OrderFacts
from app.modules.registry import registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.repositories.tenancy_facts import platform_facts, store_facts
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
        self._record((store_id,), store_facts(store_id), self._window(zone))

    def prepare_platform(self, platform_id: int) -> None:
        """From now on `measure` counts all stores of this platform."""
        directory = StoreDirectory(self._session)
        store_ids = directory.store_ids_of_platform(platform_id)
        enter_stores(self._session, store_ids)
        zone = directory.time_zone_of_platform(platform_id)
        self._record(store_ids, platform_facts(platform_id, store_ids), self._window(zone))

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

    def _record(self, store_ids: Sequence[int], tenancy: list[Fact], window: Window) -> None:
        """Runs each statement once and keeps what was sent."""
        self._statements.clear()
        connection = self._session.connection()
        event.listen(connection, "before_cursor_execute", self._keep)
        zone, spans = window.zone.key, window.spans(with_history=True)
        for facts in (tenancy, *_facts(store_ids, window)):
            read_daily_figures(self._session, spans, zone, facts)
        event.remove(connection, "before_cursor_execute", self._keep)

    def _keep(
        self, _connection: Connection, _cursor: object, text: str, given: object, *_: object
    ) -> None:
        self._statements.append(_Statement(text, given))


def _facts(store_ids: Sequence[int], window: Window) -> list[list[Fact]]:
    since = window.compared_start or window.start
    return [
        catalog_facts(store_ids),
        cms_facts(store_ids),
        customer_facts(store_ids, since),
        marketplace_facts(store_ids),
        OrderFacts(store_ids, since).all(),
        # Only what moved since the window began: less than a recount needs, so the cheapest form.
        stock_facts(store_ids, since),
    ]
