"""The one connection of a process that hears what changed in any process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import psycopg

from app.kernel.database.changes import CONNECT_SECONDS, TOPIC, plain_url

POLL_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 10.0
log = logging.getLogger(__name__)


class ChangeListener:
    """A thread that listens, on a connection outside the pools, and connects again when it is lost.

    `url` is called for each connection. `on_connected` is called whenever listening begins: what
    happened before it was not heard. `on_change` gets the store and module of each change.
    """

    def __init__(
        self,
        url: Callable[[], str],
        *,
        on_connected: Callable[[], None],
        on_change: Callable[[int, str], None],
    ) -> None:
        self._url = url
        self._on_connected = on_connected
        self._on_change = on_change
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-listener", daemon=True)

    def start(self) -> None:
        """Begins to listen, now or as soon as the database answers; does not wait for it."""
        self._thread.start()

    def stop(self) -> None:
        """Ends thread and connection, within half a second."""
        self._is_ending.set()
        if self._thread.is_alive():
            self._thread.join(CONNECT_SECONDS)

    def _run(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._is_ending.is_set():
            try:
                with self._connect() as connection:
                    connection.execute(f"LISTEN {TOPIC}")
                    pause = FIRST_PAUSE_SECONDS
                    self._on_connected()
                    self._listen(connection)
            except psycopg.Error:
                log.warning("live.listener_lost", exc_info=True)
                self._is_ending.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            plain_url(self._url()),
            autocommit=True,
            application_name="stoa-listener",
            connect_timeout=CONNECT_SECONDS,
            # A peer that vanished without a word is noticed by TCP, not by asking with statements.
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
        )

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        while not self._is_ending.is_set():
            for heard in connection.notifies(timeout=POLL_SECONDS):
                store_id, _, module = heard.payload.partition(":")
                if store_id.isdecimal() and module:
                    self._on_change(int(store_id), module)
