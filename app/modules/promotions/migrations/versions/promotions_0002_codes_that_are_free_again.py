"""Codes that are free again: only live ones are told apart by their keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "promotions_0002"
down_revision = "promotions_0001"
branch_labels = None
depends_on = None

# Of several codes with one key the live one keeps it, else the youngest; nobody can type a blank.
TELL_APART = """
UPDATE promotions_code AS older SET code_key = older.code_key || ' ' || older.id
WHERE older.retired_at IS NOT NULL AND EXISTS (
    SELECT FROM promotions_code AS other
    WHERE other.store_id = older.store_id AND other.code_key = older.code_key
    AND (other.retired_at IS NULL, other.id) > (false, older.id)
)
"""


def upgrade() -> None:
    op.create_index("ix_promotions_code_key", "promotions_code", ["store_id", "code_key"])
    op.create_index(
        "uq_promotions_code_live",
        "promotions_code",
        ["store_id", "code_key"],
        unique=True,
        postgresql_where=sa.text("retired_at IS NULL"),
    )
    op.drop_constraint(
        op.f("uq_promotions_code_store_id_code_key"), "promotions_code", type_="unique"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE promotions_code NO FORCE ROW LEVEL SECURITY")
    op.execute(TELL_APART)
    op.execute("ALTER TABLE promotions_code FORCE ROW LEVEL SECURITY")
    op.create_unique_constraint(
        op.f("uq_promotions_code_store_id_code_key"), "promotions_code", ["store_id", "code_key"]
    )
    op.drop_index("uq_promotions_code_live", table_name="promotions_code")
    op.drop_index("ix_promotions_code_key", table_name="promotions_code")
