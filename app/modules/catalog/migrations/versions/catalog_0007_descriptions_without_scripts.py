"""Descriptions without scripts: what was kept before is cleaned as what comes in is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store
from app.kernel.rich_text import clean_html

revision = "catalog_0007"
down_revision = "catalog_0006"
branch_labels = None
depends_on = None

# Of a product what shoppers see is made anew by the job that looks each minute.
TABLES = {
    "catalog_product": ", cards_due_at = now(), updated_at = now()",
    "catalog_category": "",
    "catalog_collection": "",
}
AT_ONCE = 500


def upgrade() -> None:
    db = Session(op.get_bind())
    for (store_id,) in db.execute(sa.text("SELECT id FROM tenancy_store ORDER BY id")).all():
        enter_store(db, store_id)
        for table in TABLES:
            _clean(db, store_id, table)


def downgrade() -> None:
    """What was taken away is gone."""


def _clean(db: Session, store_id: int, table: str) -> None:
    found = sa.text(
        f"SELECT id, description, translations FROM {table}"  # noqa: S608  constants
        " WHERE store_id = :store_id AND id > :after AND (description ~ '<[a-zA-Z/!?]'"
        " OR translations::text ~ '<[a-zA-Z/!?]') ORDER BY id LIMIT :most"
    )
    write = sa.text(
        f"UPDATE {table} AS it SET description = :description,"  # noqa: S608  constants
        f" translations = :translations, version = version + 1{TABLES[table]}"
        " WHERE store_id = :store_id AND id = :id"
    ).bindparams(sa.bindparam("translations", type_=JSONB))
    after = 0
    while rows := db.execute(found, {"store_id": store_id, "after": after, "most": AT_ONCE}).all():
        after = rows[-1].id
        told = [(row, clean_html(row.description), _cleaned(row.translations)) for row in rows]
        changed = [
            {"store_id": store_id, "id": row.id, "description": text, "translations": others}
            for row, text, others in told
            if (text, others) != (row.description, row.translations)
        ]
        if changed:
            db.execute(write, changed)


def _cleaned(translations: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        locale: {
            name: clean_html(text) if name == "description" else text
            for name, text in texts.items()
        }
        for locale, texts in translations.items()
    }
