"""Running code that is not trusted to behave on a transaction that others still need.

A guarded block lives in a savepoint of its own, reads only, and has a deadline: before each
statement the time that is left becomes its `statement_timeout` (which by itself is per statement,
not per block). Afterwards the savepoint is rolled back, so settings, errors and locks go with it.
The block may run in another thread; `revoke` shuts it out before its owner goes on.
"""

from __future__ import annotations

import re
import threading
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

_KEY = "stoa_statement_guard"
_READS = re.compile(r"\s*(?:select|with|values|table|show|explain)\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\bset_config\b|\bpg_(?:terminate|cancel)_backend\b", re.IGNORECASE)
_COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)


class StatementRefused(Exception):
    """A guarded block sent something other than a query."""


class DeadlinePassed(Exception):
    """A guarded block has used up its time."""


class StatementGuard:
    """Decides about each statement of a guarded block, and lets one through at a time."""

    def __init__(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._is_revoked = False
        self._is_inside = False

    @property
    def seconds_left(self) -> float:
        """What is left of the time; negative once it is over."""
        return self._deadline - time.monotonic()

    def revoke(self, patience: float) -> bool:
        """Lets no further statement through, and waits for the running one to end.

        False if it does not end within `patience` seconds.
        """
        self._is_revoked = True
        ended = self._lock.acquire(timeout=patience)
        if ended:
            self._lock.release()
        return ended

    def enter(self, cursor: Any, statement: str) -> None:
        """Called before a statement is sent."""
        plain = _COMMENTS.sub(" ", statement)
        if not _READS.match(plain) or _FORBIDDEN.search(plain):
            raise StatementRefused(statement[:80])
        self._lock.acquire()
        try:
            self._refuse_when_over()
            cursor.execute(f"SET LOCAL statement_timeout = {max(1, int(self.seconds_left * 1000))}")
        except BaseException:
            self._lock.release()
            raise
        self._is_inside = True

    def _refuse_when_over(self) -> None:
        if self._is_revoked or self.seconds_left <= 0:
            raise DeadlinePassed

    def leave(self) -> None:
        """Called when a statement has ended, well or badly."""
        if self._is_inside:
            self._is_inside = False
            self._lock.release()


class GuardedSession(Session):
    """A session for reading: everything that would end or change the transaction is refused."""

    def __init__(self, connection: Connection, guard: StatementGuard) -> None:
        super().__init__(bind=connection, autoflush=False, join_transaction_mode="rollback_only")
        connection.info[_KEY] = guard

    def release(self, connection: Connection) -> None:
        """Gives the connection back to its owner, who may send what he likes again."""
        connection.info.pop(_KEY, None)
        self.expunge_all()

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


@event.listens_for(Engine, "before_cursor_execute")
def _before(
    connection: Connection,
    cursor: Any,
    statement: str,
    _parameters: Any,
    _context: Any,
    _many: bool,
) -> None:
    guard: StatementGuard | None = connection.info.get(_KEY)
    if guard is not None:
        guard.enter(cursor, statement)


@event.listens_for(Engine, "after_cursor_execute")
def _after(connection: Connection, *_: Any) -> None:
    guard: StatementGuard | None = connection.info.get(_KEY)
    if guard is not None:
        guard.leave()


@event.listens_for(Engine, "handle_error")
def _failed(context: Any) -> None:
    if context.connection is None:
        return
    guard: StatementGuard | None = context.connection.info.get(_KEY)
    if guard is not None:
        guard.leave()
