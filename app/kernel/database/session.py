"""The request's session: one transaction, committed once, at the edge."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.kernel.database.engine import get_database


def get_db() -> Iterator[Session]:
    """The session of one request. Declare it with `Depends(get_db, scope="function")`.

    The function scope commits before the answer is sent; with the default scope a client would see
    200 for a commit that failed.
    """
    with get_database().transaction() as session:
        yield session
