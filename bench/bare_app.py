"""What the benchmarks compare with: FastAPI routes that do nothing but one look-up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(os.environ["BARE_DATABASE_URL"], pool_size=10, max_overflow=10)
sessions = sessionmaker(engine)
app = FastAPI()
ONE = text("SELECT id, store_id, sku, title FROM bare_row WHERE id = :id")
MANY = text("SELECT id, store_id, sku, title FROM bare_row WHERE id > :id ORDER BY id LIMIT 24")


def session() -> Iterator[Session]:
    """One session a request."""
    with sessions() as opened:
        yield opened


Db = Annotated[Session, Depends(session)]


@app.get("/health")
def health() -> dict[str, str]:
    """Tells that the server answers."""
    return {"status": "ok"}


@app.get("/one/{row_id}")
def one(db: Db, row_id: int) -> dict[str, Any]:
    """One narrow row by its primary key."""
    return dict(db.execute(ONE, {"id": row_id}).mappings().one())


@app.get("/many/{row_id}")
def many(db: Db, row_id: int) -> list[dict[str, Any]]:
    """24 narrow rows by their primary key."""
    return [dict(row) for row in db.execute(MANY, {"id": row_id}).mappings()]
