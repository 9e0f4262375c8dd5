"""How PostgreSQL looks rows up while a table grows under its eyes."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session


def forget_plans(db: Session) -> None:
    """Makes this connection plan its statements anew, checks of foreign keys among them.

    PostgreSQL keeps the plan that it made for the first rows. On a table that was empty then, any
    index looks as good as the primary key, and a connection that fills the table reads ever more
    rows for every one it writes: 40,000 order lines took 42 s instead of 11. For code that writes
    many rows in batches, at the start of each batch; outside it autovacuum's statistics do.
    """
    db.execute(text("DISCARD PLANS"))
