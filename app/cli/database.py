"""The database of a command: the one in DATABASE_URL, the running embedded one, or a new start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.ending import CommandRefused, ended_by_signals

if TYPE_CHECKING:
    from app.kernel.config import Settings

OLDEST_POSTGRES = 15
CONNECT_SECONDS = 5


@contextmanager
def opened_database(*, exclusive: bool = False) -> Iterator["Settings"]:
    """Settings whose `database_url` answers for as long as the block runs.

    Without DATABASE_URL the embedded server is used: the running one when another Stoa process
    has it, otherwise one that starts here and stops at the end. `exclusive` refuses the first.
    While the block runs, DATABASE_URL holds the address for worker processes.
    """
    from app.kernel.config import get_settings
    from app.kernel.database.embedded import EmbeddedPostgres, running_owner_url

    settings = get_settings()
    if settings.database_url is not None:
        _refuse_unusable(settings.database_url)
        with ended_by_signals():
            yield settings
        return
    running = None if exclusive else running_owner_url(settings.data_dir)
    if running is not None:
        with _announced(running) as announced:
            yield announced
        return
    with (
        ended_by_signals(),
        EmbeddedPostgres(settings.data_dir) as server,
        _announced(server.start()) as announced,
    ):
        yield announced


@contextmanager
def _announced(url: str) -> Iterator["Settings"]:
    from app.kernel.config import get_settings, reset_settings

    os.environ["DATABASE_URL"] = url
    reset_settings()
    try:
        yield get_settings()
    finally:
        os.environ.pop("DATABASE_URL", None)
        reset_settings()


def _refuse_unusable(url: str) -> None:
    import psycopg
    from sqlalchemy.engine import make_url

    plain = make_url(url).set(drivername="postgresql")
    try:
        with psycopg.connect(
            plain.render_as_string(hide_password=False), connect_timeout=CONNECT_SECONDS
        ) as connection:
            major = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise CommandRefused(
            f"DATABASE_URL ({plain.render_as_string()}) does not answer: {reason}"
        ) from None
    if major < OLDEST_POSTGRES:
        raise CommandRefused(
            f"DATABASE_URL is PostgreSQL {major}; Stoa needs {OLDEST_POSTGRES} or newer."
        )
