"""Policies that read their settings once a statement and not once a row."""

from __future__ import annotations

from app.kernel.database.migration_ops import renew_policies

revision = "orders_0002"
down_revision = "orders_0001"
branch_labels = None
depends_on = None

TABLES = (
    "orders_order",
    "orders_order_line",
    "orders_reversal",
    "orders_reversal_line",
    "orders_order_event",
)


def upgrade() -> None:
    for table in TABLES:
        renew_policies(table)


def downgrade() -> None:
    """Nothing: the policies of before showed the same rows, and go with their tables."""
