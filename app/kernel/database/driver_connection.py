"""The driver's connection, made safe to close while another thread is still inside it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Any

import psycopg

CANCEL_SECONDS = 0.25


class DriverConnection(psycopg.Connection[Any]):
    """A connection that nobody frees under the feet of a thread that waits for its answer.

    The driver frees libpq's memory in `close`. A thread that is inside a statement then goes on in
    memory that soon is another connection's, and reads that one's answers or ends the process.
    """

    def close(self) -> None:
        """Closes; whoever waits for an answer is woken first, gets an error, and is let out."""
        if self.closed:
            return
        if not self.lock.acquire(blocking=False):
            self._wake_waiting_thread()
            self.lock.acquire()
        try:
            super().close()
        finally:
            self.lock.release()

    def _wake_waiting_thread(self) -> None:
        """Ends the statement in the server, then the connection, which ends the wait for both."""
        with suppress(psycopg.Error):
            self.cancel_safe(timeout=CANCEL_SECONDS)
        with suppress(psycopg.Error, OSError), socket.socket(fileno=os.dup(self.fileno())) as own:
            own.shutdown(socket.SHUT_RDWR)
