"""Failures of the database that pass: the same call, sent again in a moment, may well succeed."""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import DBAPIError

# https://www.postgresql.org/docs/current/errcodes-appendix.html: connections, too many of them, a
# server that shuts down, starts or crashed, a deadlock, and a lock that somebody else kept.
_CLASSES = ("08", "53")
_STATES = frozenset({"57P01", "57P02", "57P03", "40P01", "40001", "55P03"})


def is_passing(error: BaseException) -> bool:
    """Whether the database was away or busy.

    Nothing of the transaction was kept, unless it was lost while it was being committed.
    """
    found: BaseException | None = error
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        found = error.orig
    if not isinstance(found, psycopg.OperationalError):
        return False
    state = found.sqlstate
    return state is None or state.startswith(_CLASSES) or state in _STATES
