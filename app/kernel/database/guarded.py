"""Running code that is not trusted to behave on a transaction that others still need.

A guarded block reads only and has a deadline: the time that is left becomes the `statement_timeout`
of its statements (which by itself is per statement, not per block). Its savepoint is opened when it
sends its first statement, so a block that needs no database costs no round trip, and is rolled back
afterwards, so settings, errors and locks go with it (`guarded_blocks`). The block may run in
another thread; `revoke` shuts it out before its owner goes on, `bar_thread` keeps it out for good.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Any

from psycopg import errors
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

_KEY = "stoa_statement_guard"
_SLACK_SECONDS = 0.05
_READS = re.compile(r"\s*(?:select|with|values|table|show|explain)\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\bset_config\b|\bpg_(?:terminate|cancel)_backend\b", re.IGNORECASE)
_COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_barred: set[int] = set()


class StatementRefused(Exception):
    """A guarded block sent something other than a query."""


class DeadlinePassed(Exception):
    """A guarded block has used up its time."""


class StatementGuard:
    """Decides about each statement of a guarded block, and lets one through at a time.

    `begin` is called with a timeout in milliseconds before the first statement and opens the
    block; without one the block's owner has opened it.
    """

    def __init__(self, seconds: float, begin: Callable[[int], None] | None = None) -> None:
        self._deadline = time.monotonic() + seconds
        self._begin = begin
        self._lock = threading.Lock()
        self._is_revoked = False
        self._is_inside = False
        self._sent_at: float | None = None
        self._slack = 0.0

    @property
    def seconds_left(self) -> float:
        """What is left of the time; negative once it is over."""
        return self._deadline - time.monotonic()

    @property
    def was_used(self) -> bool:
        """Whether the block has got hold of its connection."""
        return self._sent_at is not None

    def revoke(self, patience: float) -> None:
        """Lets no further statement through; waits `patience` seconds for the running one."""
        self._is_revoked = True
        if self._lock.acquire(timeout=patience):
            self._lock.release()

    def open(self, connection: Connection) -> None:
        """Opens the block before anyone gets hold of its connection; raises DeadlinePassed."""
        with self._lock:
            self._refuse_when_over()
            self._limit(connection)

    def enter(self, connection: Connection, statement: str) -> None:
        """Called before a statement is sent."""
        plain = _COMMENTS.sub(" ", statement)
        if not _READS.match(plain) or _FORBIDDEN.search(plain):
            raise StatementRefused(statement[:80])
        self._lock.acquire()
        try:
            self._refuse_when_over()
            self._limit(connection)
        except BaseException:
            self._lock.release()
            raise
        self._is_inside = True

    def leave(self) -> None:
        """Called when a statement has ended, well or badly."""
        if self._is_inside:
            self._is_inside = False
            self._lock.release()

    def _refuse_when_over(self) -> None:
        if self._is_revoked or self.seconds_left <= 0:
            raise DeadlinePassed

    def _limit(self, connection: Connection) -> None:
        """Bounds the coming statement by the deadline, never later.

        The timeout sent is shorter than the time left by a slack; while no more than the slack has
        gone by it still ends every statement before the deadline and is not sent again.
        """
        now = time.monotonic()
        if self._sent_at is not None and now - self._sent_at <= self._slack:
            return
        left = self._deadline - now
        self._slack = min(_SLACK_SECONDS, left / 4)
        milliseconds = max(1, int((left - self._slack) * 1000))
        if self._sent_at is None and self._begin is not None:
            self._begin(milliseconds)
        else:
            send(connection, f"SET LOCAL statement_timeout = {milliseconds}")
        self._sent_at = now


class GuardedSession(Session):
    """A session for reading: everything that would end or change the transaction is refused.

    `info` carries what its owner has already read for it. The guard stands on the owner's use of
    the connection, never on the pooled one below it: one that is not released ends with that use.
    """

    def __init__(
        self, connection: Connection, guard: StatementGuard, info: dict[Any, Any] | None = None
    ) -> None:
        self.guard = guard
        self.guarded = connection
        super().__init__(
            bind=connection, autoflush=False, join_transaction_mode="rollback_only", info=info
        )
        connection.execution_options(**{_KEY: guard})

    def release(self) -> None:
        """Gives the connection back to its owner, who may send what he likes again."""
        self.guarded.execution_options(**{_KEY: None})
        self.expunge_all()

    def get_bind(self, *_args: Any, **_options: Any) -> Connection:
        """The connection, inside the block: what is sent past the session is undone too."""
        self.guard.open(self.guarded)
        return self.guarded

    def commit(self) -> None:
        """Refused."""
        raise StatementRefused("commit")

    def rollback(self) -> None:
        """Refused."""
        raise StatementRefused("rollback")

    def close(self) -> None:
        """Refused."""
        raise StatementRefused("close")

    def flush(self, objects: Any = None) -> None:  # noqa: ARG002 - the signature of Session
        """Refused when there is anything to write."""
        if self.new or self.dirty or self.deleted:
            raise StatementRefused("flush")

    def begin_nested(self) -> Any:
        """Refused."""
        raise StatementRefused("savepoint")


def bar_thread(ident: int) -> None:
    """From now on this thread sends no statement, on whatever connection."""
    _barred.add(ident)


def admit_thread(ident: int) -> None:
    """The thread may send statements again; its block has ended."""
    _barred.discard(ident)


def send(connection: Connection, statements: str) -> None:
    """Sends statements without parameters in one message, past guards and the driver's cache.

    The driver would forget all its prepared statements at every `ROLLBACK TO`; PostgreSQL keeps
    them. Begins the transaction if need be. Raises the driver's error of the one that failed.
    """
    driver: Any = connection.connection.driver_connection
    with driver.lock:
        is_idle = driver.pgconn.transaction_status == TransactionStatus.IDLE
        result = driver.pgconn.exec_(f"{'BEGIN; ' if is_idle else ''}{statements}".encode())
    if result.status not in {ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK}:
        raise errors.error_from_result(result)


def _guard_of(connection: Connection | None) -> StatementGuard | None:
    if connection is None:
        return None
    guard: StatementGuard | None = connection.get_execution_options().get(_KEY)
    return guard


@event.listens_for(Engine, "before_cursor_execute")
def _before(
    connection: Connection,
    _cursor: Any,
    statement: str,
    _parameters: Any,
    _context: Any,
    _many: bool,
) -> None:
    if _barred and threading.get_ident() in _barred:
        raise DeadlinePassed
    if (guard := _guard_of(connection)) is not None:
        guard.enter(connection, statement)


@event.listens_for(Engine, "after_cursor_execute")
def _after(connection: Connection, *_: Any) -> None:
    if (guard := _guard_of(connection)) is not None:
        guard.leave()


@event.listens_for(Engine, "handle_error")
def _failed(context: Any) -> None:
    if (guard := _guard_of(context.connection)) is not None:
        guard.leave()
