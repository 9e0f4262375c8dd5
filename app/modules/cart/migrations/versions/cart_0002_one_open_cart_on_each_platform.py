"""one open cart of a customer on each platform."""

from __future__ import annotations

from alembic import op

revision = "cart_0002"
down_revision = "cart_0001"
branch_labels = None
depends_on = None

INDEX = "uq_cart_cart_open_of_customer"
OPEN = "customer_id IS NOT NULL AND converted_at IS NULL"
# Before, a customer had one; the one touched last stays theirs, the others keep their tokens.
LET_GO = f"""
UPDATE cart_cart AS older SET customer_id = NULL
WHERE {OPEN} AND EXISTS (
    SELECT FROM cart_cart AS newer
    WHERE newer.store_id = older.store_id AND newer.customer_id = older.customer_id
    AND newer.converted_at IS NULL
    AND (newer.touched_at, newer.id) > (older.touched_at, older.id)
)
"""  # noqa: S608  constants


def upgrade() -> None:
    op.drop_index(INDEX, table_name="cart_cart", postgresql_where=OPEN)
    columns = ["store_id", "platform_id", "customer_id"]
    op.create_index(INDEX, "cart_cart", columns, unique=True, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index(INDEX, table_name="cart_cart", postgresql_where=OPEN)
    op.execute("ALTER TABLE cart_cart NO FORCE ROW LEVEL SECURITY")
    op.execute(LET_GO)
    op.execute("ALTER TABLE cart_cart FORCE ROW LEVEL SECURITY")
    columns = ["store_id", "customer_id"]
    op.create_index(INDEX, "cart_cart", columns, unique=True, postgresql_where=OPEN)
