"""One embedded PostgreSQL server for all benchmarks, a database for each size of history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.kernel.config import Settings, load_settings
from app.kernel.database import embedded
from app.kernel.database.embedded import EmbeddedPostgres, running_owner_url

SECRET = "only-for-benchmarks-" + "0" * 32
# A bulk load writes the whole database at once; the server that is measured keeps Stoa's settings.
LOAD_OPTIONS = {"max_wal_size": "16GB", "checkpoint_timeout": "30min", "shared_buffers": "1GB"}


@dataclass(frozen=True)
class History:
    """What a benchmark database holds, as its comment tells."""

    orders: int
    stores: int
    seed: int
    ending: datetime

    @property
    def database(self) -> str:
        """The name of its database."""
        return f"bench_{self.orders}"

    def as_comment(self) -> str:
        """The form that is kept as the database's comment."""
        return json.dumps(
            {
                "orders": self.orders,
                "stores": self.stores,
                "seed": self.seed,
                "ending": self.ending.isoformat(),
            }
        )

    @classmethod
    def from_comment(cls, comment: str) -> History:
        """The reverse of `as_comment`."""
        values = json.loads(comment)
        return cls(**{**values, "ending": datetime.fromisoformat(values["ending"])})


@contextmanager
def bench_server(data: Path, *, for_load: bool = False) -> Iterator[str]:
    """Address of the server of the data folder; one that runs already is used as it is."""
    running = running_owner_url(data)
    if running is not None:
        yield running
        return
    usual = dict(embedded.SERVER_OPTIONS)
    embedded.SERVER_OPTIONS.update(LOAD_OPTIONS if for_load else {})
    try:
        with EmbeddedPostgres(data) as server:
            yield server.start()
    finally:
        embedded.SERVER_OPTIONS.clear()
        embedded.SERVER_OPTIONS.update(usual)


def database_url(server_url: str, name: str) -> str:
    """Address of one database of the server, for SQLAlchemy."""
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def connect(server_url: str, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """A superuser's connection that commits each statement and puts parameters into the text."""
    url = make_url(database_url(server_url, name)).set(drivername="postgresql")
    return psycopg.connect(
        url.render_as_string(hide_password=False),
        autocommit=True,
        cursor_factory=psycopg.ClientCursor,
    )


def recreate(server_url: str, name: str) -> None:
    """An empty database of that name; what it held is gone."""
    with connect(server_url, "postgres") as connection:
        identifier = sql.Identifier(name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(identifier))


def describe(server_url: str, history: History) -> None:
    """Writes down what the database holds; done last, so a broken load has no description."""
    with connect(server_url, history.database) as connection:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            sql.Identifier(history.database), sql.Literal(history.as_comment())
        )
        connection.execute(comment)


def histories(server_url: str) -> dict[int, History]:
    """The complete histories of this server by their number of orders."""
    with connect(server_url, "postgres") as connection:
        rows = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname LIKE 'bench\\_%'"
        ).fetchall()
    found = [History.from_comment(str(comment)) for (comment,) in rows if comment]
    return {history.orders: history for history in sorted(found, key=lambda item: item.orders)}


def settings_for(server_url: str, name: str, data: Path) -> Settings:
    """The settings of an installation on that database."""
    return load_settings(
        data_dir=data, database_url=database_url(server_url, name), secret_key=SECRET
    )
