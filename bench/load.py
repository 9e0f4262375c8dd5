"""Fills a database with years of trade, generated inside PostgreSQL, two tables at a time.

Each table is emptied, filled and given its keys in one transaction, so nothing of it goes through
the write-ahead log (wal_level is minimal); foreign keys are checked once over all rows afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

from psycopg import sql

from app.kernel.security.passwords import hash_password
from bench.hours import DAYS, plan_hours
from bench.keys import Connection, Key, drop_keys, keys_of, schema_of
from bench.server import History, connect
from bench.stores import StorePlan, plan_stores, thresholds

FOLDER = Path(__file__).parent / "load_sql"
PASSWORD = "stoa bench 2026"  # noqa: S105 - of invented people
AT_ONCE = 2
SESSION = {
    "synchronous_commit": "off",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "0",
    # Nothing is asked for twice, so remembering answers only costs.
    "enable_memoize": "off",
    "max_parallel_maintenance_workers": "0",
    "client_min_messages": "warning",
}


@dataclass(frozen=True)
class Part:
    """Tables that one transaction fills, by a script of the same name, once others are there."""

    name: str
    tables: tuple[str, ...]
    after: tuple[str, ...] = ()
    is_done: Event = field(default_factory=Event, compare=False)


def _parts() -> list[Part]:
    """Those that others wait for first, then the long ones before the short ones."""
    return [
        Part("sale", ()),
        Part("catalog", ("catalog_product", "catalog_variant")),
        Part("content", ("cms_page", "cms_media_file", "cms_theme")),
        Part("marketplace", ("marketplace_import_job", "marketplace_staging_product")),
        Part("reversal", ("orders_reversal", "orders_reversal_line"), ("sale",)),
        Part("order_lines", ("orders_order_line",), ("sale",)),
        Part("inventory", ("inventory_stock_item", "inventory_movement"), ("sale", "catalog")),
        Part("order_events", ("orders_order_event",), ("reversal",)),
        Part("orders", ("orders_order",), ("sale",)),
        Part("customers", ("customers_customer",), ("sale",)),
    ]


def _tables(parts: Sequence[Part]) -> list[str]:
    return [table for part in parts for table in part.tables]


class SchemaChanged(Exception):
    """The load did not leave indexes and constraints as the migrations made them."""


class Loading:
    """One load into a migrated, empty database; `say` is told of each part that is done.

    The database is the history's own unless another one is named.
    """

    def __init__(
        self,
        server_url: str,
        history: History,
        say: Callable[[str], None],
        *,
        database: str | None = None,
    ) -> None:
        self._server_url = server_url
        self._database = database or history.database
        self._history = history
        self._say = say
        self._started = time.monotonic()
        begins = history.ending - timedelta(days=DAYS)
        self._values: dict[str, object] = {
            "seed": history.seed,
            "ending": history.ending,
            "begins": begins,
            "opened": begins - timedelta(days=30),
            "thresholds": list(thresholds(history.stores)),
            "password_hash": hash_password(PASSWORD),
            "beyond": (history.orders + 1) * 16 + 10_000_000,
        }

    def run(self) -> None:
        """Loads everything. Raises SchemaChanged when a key or index is not as before."""
        parts = _parts()
        with self._connection() as connection:
            before = schema_of(connection)
            self._prepare(connection)
            keys = keys_of(connection, _tables(parts))
            drop_keys(connection, keys)
        self._at_once([partial(self._fill, part, keys, parts) for part in parts])
        self._check_references(keys)
        self._at_once([partial(self._vacuum, table) for table in sorted({*_tables(parts)})])
        with self._connection() as connection:
            self._finish(connection, before)

    def _prepare(self, connection: Connection) -> None:
        for name in ("helpers", "plan"):
            self._script(connection, name)
        _copy(connection, "bench.store", StorePlan.columns(), self._stores())
        hours = plan_hours(self._history.ending, self._history.orders)
        rows = ((hour.starts_at, hour.before, hour.orders) for hour in hours)
        _copy(connection, "bench.hour", ["starts_at", "before", "orders"], rows)
        connection.execute("ANALYZE bench.store, bench.hour")
        with connection.transaction():
            self._script(connection, "tenancy")

    def _stores(self) -> Iterable[tuple[object, ...]]:
        return (store.row() for store in plan_stores(self._history.stores))

    def _fill(self, part: Part, keys: Sequence[Key], parts: Sequence[Part]) -> None:
        for other in parts:
            if other.name in part.after:
                other.is_done.wait()
        try:
            with self._connection() as connection, connection.transaction():
                for table in part.tables:
                    connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))
                self._script(connection, part.name)
                for table in part.tables:
                    connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
                self._told(f"{part.name}: rows")
                own = [key for key in keys if key.table in part.tables and key.kind != "f"]
                for key in sorted(own, key=lambda key: key.kind == "i"):
                    connection.execute(key.create())
            self._told(f"{part.name}: keys")
        finally:
            part.is_done.set()

    def _check_references(self, keys: Sequence[Key]) -> None:
        foreign = [key for key in keys if key.kind == "f"]
        with self._connection() as connection:
            for key in foreign:
                connection.execute(key.create())
        by_table: dict[str, list[Key]] = {}
        for key in foreign:
            by_table.setdefault(key.table, []).append(key)
        self._at_once([partial(self._validate, group) for group in by_table.values()])

    def _validate(self, keys: Sequence[Key]) -> None:
        with self._connection() as connection:
            for key in keys:
                connection.execute(key.validate())
        self._told(f"{keys[0].table}: references")

    def _vacuum(self, table: str) -> None:
        with self._connection() as connection:
            statement = sql.SQL("VACUUM (FREEZE, ANALYZE) {}")
            connection.execute(statement.format(sql.Identifier(table)))
        self._told(f"{table}: vacuum")

    def _finish(self, connection: Connection, before: list[tuple[object, ...]]) -> None:
        connection.execute("DROP SCHEMA bench CASCADE")
        connection.execute("ANALYZE")
        beyond = sql.Literal(self._values["beyond"])
        names = connection.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall()
        for (name,) in names:
            setting = sql.SQL("SELECT setval({}, {} * 2)").format(sql.Literal(name), beyond)
            connection.execute(setting)
        changed = set(before) ^ set(schema_of(connection))
        if changed:
            raise SchemaChanged(sorted(map(str, changed)))

    def _at_once(self, tasks: Sequence[Callable[[], None]]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for future in [pool.submit(task) for task in tasks]:
                future.result()

    def _connection(self) -> Connection:
        connection = connect(self._server_url, self._database)
        for name, value in SESSION.items():
            connection.execute(
                sql.SQL("SET {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
        return connection

    def _script(self, connection: Connection, name: str) -> None:
        text = (FOLDER / f"{name}.sql").read_text()
        lines = [line for line in text.splitlines() if not line.startswith("--")]
        connection.execute("\n".join(lines), self._values)

    def _told(self, what: str) -> None:
        self._say(f"{time.monotonic() - self._started:7.1f} s  {what}")


def _copy(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    target = sql.SQL(".").join(map(sql.Identifier, table.split(".")))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(target, names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def new_history(orders: int, stores: int, seed: int, ending: datetime | None) -> History:
    """The history that ends at the last full hour, unless another moment is named."""
    now = ending or datetime.now(UTC)
    return History(orders, stores, seed, now.replace(minute=0, second=0, microsecond=0))
