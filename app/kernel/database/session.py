"""The request's session: one transaction, committed once, at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database
from app.kernel.database.scope import enter_again

T = TypeVar("T")


def get_db() -> Iterator[Session]:
    """The session of one request. Declare it with `Depends(get_db, scope="function")`.

    The function scope commits before the answer is sent; with the default scope a client would see
    200 for a commit that failed.
    """
    with get_database().transaction() as session:
        yield session


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
