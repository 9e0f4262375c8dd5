"""Closing a connection while another thread waits in it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from app.kernel.config import Settings
from app.kernel.database.driver_connection import DriverConnection
from app.kernel.database.engine import Database

PATIENCE = 30
TRIES = 8
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(29%'"
# In a process of its own: what the driver itself does here may hang or end the process.
CLOSING = """
import os, sys, threading, time
import psycopg
from app.kernel.database.driver_connection import DriverConnection

kind = {"driver": psycopg.Connection, "own": DriverConnection}[sys.argv[1]]
connection = kind.connect(sys.argv[2])

def wait():
    try:
        connection.execute("SELECT pg_sleep(30)")
    except psycopg.Error:
        pass

thread = threading.Thread(target=wait, daemon=True)
thread.start()
time.sleep(0.5)
connection.close()
next_one = kind.connect(sys.argv[2])  # gets the number of the socket that is free now
for _ in range(20):
    answer = next_one.execute("SELECT 'answered'").fetchone()[0]
    thread.join(0.1)
print(answer, flush=True)
os._exit(0)
"""


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def own(database: Database) -> DriverConnection:
    return DriverConnection.connect(plain(database.urls.app))


class TestClose:
    def test_lets_out_whoever_waits_and_ends_the_statement(
        self, own: DriverConnection, settings: Settings
    ) -> None:
        outcome: list[object] = []

        def wait() -> None:
            try:
                own.execute("SELECT pg_sleep(29)")
            except psycopg.Error as error:
                outcome.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.3)
        own.close()
        thread.join(5)

        assert own.closed
        assert isinstance(outcome[0], psycopg.Error)
        owner = create_engine(settings.owner_url)
        with owner.connect() as connection:
            assert connection.scalar(text(WAITING)) == 0
        owner.dispose()

    def test_of_one_that_nobody_uses(self, own: DriverConnection) -> None:
        own.close()
        own.close()

        assert own.closed
        with pytest.raises(psycopg.OperationalError, match="closed"):
            own.execute("SELECT 1")

    def test_of_one_whose_server_process_is_gone(
        self, own: DriverConnection, settings: Settings
    ) -> None:
        owner = create_engine(settings.owner_url)
        with owner.connect() as connection:
            backend = {"pid": own.info.backend_pid}
            connection.execute(text("SELECT pg_terminate_backend(:pid)"), backend)
        owner.dispose()
        own.close()

        assert own.closed

    def test_leaves_the_next_connection_its_answers(self, database: Database) -> None:
        assert _said_after_closing("own", database, PATIENCE) == "answered"

    def test_of_the_driver_lets_the_waiting_thread_take_them(self, database: Database) -> None:
        """The negative control; whether it happens hangs on which memory is given out next."""
        tried = (_said_after_closing("driver", database, 4) for _ in range(TRIES))

        assert any(said != "answered" for said in tried)


def _said_after_closing(kind: str, database: Database, patience: float) -> str:
    command = [sys.executable, "-c", CLOSING, kind, plain(database.urls.app)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            return process.communicate(timeout=patience)[0].strip()
        except subprocess.TimeoutExpired:
            process.kill()
            return "nothing"


def test_the_pool_opens_no_other_kind(database: Database) -> None:
    for engine in (database.engine, database.job_engine):
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            assert isinstance(driver, DriverConnection)
