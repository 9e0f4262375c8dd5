"""Who calls the storefront: where they are, in which language, and how to lead them back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_again


@dataclass(frozen=True)
class Visitor:
    """A visitor of one store.

    `address` is what links in mails begin with: the storefront as the visitor reached it; the host
    is one that the installation knows. `client` is the network address. `locale` is one of Stoa's.
    """

    store_id: int
    platform_id: int
    store_name: str
    locale: str
    address: str
    client: str


@contextmanager
def connection_given_back(db: Session) -> Iterator[None]:
    """While something slow is worked out, no connection is held; the store's scope comes back.

    A flood of sign-ins waits for its turn to hash without keeping the database from everybody
    else. What the transaction did until here is undone: only for calls that have read so far.
    """
    db.rollback()
    yield
    enter_again(db)
