"""Find orders whose time is over."""

from __future__ import annotations

from alembic import op

revision = "orders_0007"
down_revision = "orders_0006"
branch_labels = None
depends_on = None

OVERDUE = (
    "hold_until IS NOT NULL AND paid_at IS NULL AND authorised_at IS NULL"
    " AND failed_at IS NULL AND cancelled_at IS NULL"
)


def upgrade() -> None:
    op.create_index(
        "ix_orders_order_overdue",
        "orders_order",
        ["hold_until"],
        unique=False,
        postgresql_where=OVERDUE,
    )


def downgrade() -> None:
    op.drop_index(
        "ix_orders_order_overdue",
        table_name="orders_order",
        postgresql_where=OVERDUE,
    )
