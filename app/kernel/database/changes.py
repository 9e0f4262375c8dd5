"""Tells every process that something of a store has changed, for pages that are open there.

PostgreSQL's NOTIFY belongs to its transaction: it goes out when that commits and never when it is
rolled back. But at commit it takes one lock for the whole cluster and keeps it until the commit is
on disk, so notifying orders would commit one after the other. A process therefore sends at most one
NOTIFY in 250 ms with a transaction of its own work; what commits in between is collected and sent
together, by a connection whose commit does not wait for the disk.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Iterable
from typing import Any

import psycopg
from sqlalchemy import event, make_url, text
from sqlalchemy.orm import Session, SessionTransaction

TOPIC = "stoa_changes"
EVERY_SECONDS = 0.25
LINGER_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 5.0
CONNECT_SECONDS = 5
# The address of a database, and a change that was committed there.
_Change = tuple[str, str]
_KEY = "stoa_changes"
_ALONG = "stoa_changes_go_along"
_NOTIFY = text("SELECT pg_notify(:topic, :change)")
_NOTIFY_ALL = "SELECT pg_notify(%s, change) FROM unnest(%s::text[]) AS change"
log = logging.getLogger(__name__)


def announce_change(db: Session, store_id: int, module: str) -> None:
    """Open dashboards of the store learn, once the transaction commits, that a module changed.

    Costs one statement, or none when the process has announced something less than 250 ms ago;
    the change then goes out at most 250 ms after its commit. Rolled back, it is never told.
    """
    announcer.announce(db, f"{store_id}:{module}")


def plain_url(url: str) -> str:
    """A database address as the driver itself takes it, without the dialect."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


class ChangeAnnouncer:
    """Decides for each transaction how its changes go out, and sends what was collected.

    Its thread and its connection exist only while there is something to send, and half a minute
    longer.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._collected: dict[_Change, None] = {}
        self._told_at = -EVERY_SECONDS
        self._thread: threading.Thread | None = None
        self._is_ending = False

    def announce(self, db: Session, change: str) -> None:
        """The change goes with this transaction, or waits in the session for its commit."""
        if not db.in_transaction():
            db.begin()
        waiting: dict[str, None] | None = db.info.get(_KEY)
        if waiting is None:
            waiting = db.info[_KEY] = {}
            db.info[_ALONG] = self._may_go_along()
        if db.info[_ALONG]:
            # Said again as often as it is asked: a savepoint that is rolled back takes it along.
            db.execute(_NOTIFY, {"topic": TOPIC, "change": change})
        else:
            waiting[change] = None

    def collect(self, url: str, changes: Iterable[str]) -> None:
        """Changes that are committed in the database and not yet told; they go out in 250 ms."""
        with self._condition:
            self._collected.update(dict.fromkeys((url, change) for change in changes))
            if self._thread is None and not self._is_ending:
                self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
                self._thread.start()
            self._condition.notify_all()

    def close(self) -> None:
        """Sends what is left and ends the thread; nothing is sent afterwards."""
        with self._condition:
            self._is_ending, thread = True, self._thread
            self._condition.notify_all()
        if thread is not None:
            thread.join(CONNECT_SECONDS)

    def _may_go_along(self) -> bool:
        with self._condition:
            now = time.monotonic()
            if now - self._told_at < EVERY_SECONDS:
                return False
            self._told_at = now
            return True

    def _run(self) -> None:
        connections: dict[str, psycopg.Connection[Any]] = {}
        pause = EVERY_SECONDS
        while self._wait_for_changes():
            try:
                self._tell(connections)
                pause = EVERY_SECONDS
            except psycopg.Error:
                log.warning("live.announcer_failed", exc_info=True)
                if self._is_ending:
                    break
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            with self._condition:
                self._condition.wait_for(lambda: self._is_ending, pause)
        for connection in connections.values():
            connection.close()

    def _wait_for_changes(self) -> bool:
        """False once the thread may end: nothing came for a while, or nothing is left at the end.

        The thread takes itself out under the lock, so that the next change starts another.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._collected or self._is_ending, LINGER_SECONDS)
            if self._collected:
                return True
            self._thread = None
            return False

    def _tell(self, connections: dict[str, psycopg.Connection[Any]]) -> None:
        """Sends all that is collected; what could not be sent is collected again."""
        with self._condition:
            waiting, self._told_at = dict(self._collected), time.monotonic()
            self._collected.clear()
        try:
            for url in {url for url, _change in waiting}:
                if url not in connections or connections[url].closed:
                    connections[url] = _connect(url)
                mine = [change for of, change in waiting if of == url]
                connections[url].execute(_NOTIFY_ALL, (TOPIC, mine))
        except psycopg.Error:
            with self._condition:
                self._collected.update(waiting)
            raise


def _connect(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        url,
        autocommit=True,
        application_name="stoa-announcer",
        connect_timeout=CONNECT_SECONDS,
        options="-c synchronous_commit=off",
    )


announcer = ChangeAnnouncer()
atexit.register(announcer.close)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if _KEY not in session.info or session.in_nested_transaction():
        return
    if changes := session.info.pop(_KEY):
        url = session.get_bind().engine.url.render_as_string(hide_password=False)
        announcer.collect(plain_url(url), changes)


@event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: SessionTransaction) -> None:
    """Forgets what was to be told, if it was not committed.

    After a savepoint alone it stays, since the rest may yet commit: at worst a page looks in vain.
    """
    if transaction.parent is None:
        session.info.pop(_KEY, None)
        session.info.pop(_ALONG, None)
