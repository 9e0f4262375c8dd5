"""The savepoints of guarded blocks that run one after another on one session.

Nothing is sent until a block sends its first statement. Then one message opens an outer savepoint,
sets the scope and "reads only", and opens an inner one; every later block begins with one message
that rolls back to the inner savepoint, which undoes whatever the block before it did or broke.
`finish` rolls back to the outer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.database.guarded import GuardedSession, StatementGuard, send
from app.kernel.database.scope import enter_again

_OUTER, _INNER = "stoa_guarded", "stoa_guarded_block"
_LOST = (psycopg.Error, SQLAlchemyError)


class GuardedBlocks:
    """Guarded blocks in the scope of one store, or reading the rows of several."""

    def __init__(self, db: Session, store_ids: Sequence[int], *, is_store: bool) -> None:
        ids = ",".join(str(int(store_id)) for store_id in store_ids)
        self._db = db
        self._one, self._many = (ids, "") if is_store else ("", ids)
        self._connection: Connection | None = None
        self._status = TransactionStatus.IDLE
        self._is_open = False

    def start(self, seconds: float) -> tuple[GuardedSession, StatementGuard]:
        """The session of the next block, and its guard; sends nothing yet.

        Raises SQLAlchemyError when the database is not there.
        """
        self._db.flush()
        connection = self._db.connection()
        if connection is not self._connection:
            self._connection, self._is_open = connection, False
            self._status = _status(connection)
        guard = StatementGuard(seconds, lambda milliseconds: self._begin(connection, milliseconds))
        return GuardedSession(connection, guard, self._db.info), guard

    def end(self, session: GuardedSession, *, is_left_behind: bool = False) -> bool:
        """Ends the block; False if it lost the connection, and the transaction is a new one.

        `is_left_behind` says that the block's code still runs. If it has got hold of the
        connection, that is given up, for the code could reach the driver past the guard.
        """
        session.release()
        is_shared = is_left_behind and session.guard.was_used
        if not is_shared and self._is_sound(session.guarded):
            return True
        self._start_over(session.guarded)
        return False

    def finish(self) -> None:
        """Undoes all blocks; the transaction is the owner's again, as it was."""
        if self._connection is None or not self._is_open:
            return
        try:
            send(self._connection, f"ROLLBACK TO SAVEPOINT {_OUTER}; RELEASE SAVEPOINT {_OUTER}")
            self._is_open = False
        except _LOST:
            self._start_over(self._connection)

    def _begin(self, connection: Connection, milliseconds: int) -> None:
        limit = f"SET LOCAL statement_timeout = {milliseconds}"
        if self._is_open:
            send(connection, f"ROLLBACK TO SAVEPOINT {_INNER}; {limit}")
            return
        send(
            connection,
            f"SAVEPOINT {_OUTER}; SELECT set_config('transaction_read_only', 'on', true),"
            f" set_config('app.store_id', '{self._one}', true),"
            f" set_config('app.store_ids', '{self._many}', true);"
            f" SAVEPOINT {_INNER}; {limit}",
        )
        self._is_open = True

    def _is_sound(self, connection: Connection) -> bool:
        """Whether the transaction still goes on; looked up, not asked."""
        if connection.invalidated or connection.closed:
            return False
        status = _status(connection)
        if self._is_open:
            return status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}
        return status is self._status

    def _start_over(self, connection: Connection) -> None:
        """The connection is lost: only a rollback lets the session open another one."""
        self._connection, self._is_open = None, False
        if not connection.invalidated and not connection.closed:
            connection.invalidate()
        self._db.rollback()
        enter_again(self._db)


def _status(connection: Connection) -> TransactionStatus:
    driver: Any = connection.connection.driver_connection
    return TransactionStatus(driver.pgconn.transaction_status)
