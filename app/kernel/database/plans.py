"""How PostgreSQL looks rows up while a table grows under its eyes."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

MANY_ROWS = 50


def forget_plans(db: Session, rows: int = MANY_ROWS) -> None:
    """Makes this connection plan its statements anew, checks of foreign keys among them.

    Does nothing before a handful of `rows`: planning everything anew costs a single order more
    than a bad plan does.

    PostgreSQL keeps the plan that a connection made for the first rows. On a table that was nearly
    empty then, any index that begins with `store_id` looks as good as the primary key, and each
    check of a foreign key reads the whole store: a batch of 500 orders cost 4.5 s after 20,000
    instead of 0.1 s. Only an ANALYZE, which the app role may not run, would replace the plan. For
    code that writes many rows in batches, before the rows that point at others; outside it
    autovacuum's statistics do.
    """
    if rows >= MANY_ROWS:
        db.execute(text("DISCARD PLANS"))
