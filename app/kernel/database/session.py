"""The request's session: one transaction, committed once, at the edge."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from fastapi.concurrency import contextmanager_in_threadpool
from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_again

T = TypeVar("T")
# Fewer than connections, which leaves some for what a request asks beside its own session; and more
# would only queue for the same rows, where patience is short.
MOST_AT_ONCE = 8
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def get_db() -> AsyncIterator[Session]:
    """The session of one request. Declare it with `Depends(get_db, scope="function")`.

    The function scope commits before the answer is sent; with the default scope a client would see
    200 for a commit that failed.

    At most so many requests of a process have one at a time, the others wait for their turn without
    a thread. Else those that wait for a connection would take all threads, and those that have one
    could not go on until somebody's patience ends.
    """
    async with _turns_here(), contextmanager_in_threadpool(get_database().transaction()) as session:
        yield session


def _turns_here() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(MOST_AT_ONCE))


def outside(db: Session, work: Callable[[], T]) -> T:
    """Does work that asks somebody outside, between two transactions of the session.

    What was written so far is committed, and the connection goes back to the pool, before the work
    begins; afterwards the session is in the same scope again. Whatever happens meanwhile, the first
    half stays: the caller has written down how to go on.
    """
    db.commit()
    result = work()
    enter_again(db)
    return result
