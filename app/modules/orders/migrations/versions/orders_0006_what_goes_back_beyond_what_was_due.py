"""What goes back beyond what was due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "orders_0006"
down_revision = "orders_0005"
branch_labels = None
depends_on = None

EVENT, NAME = "orders_order_event", "ck_orders_order_event_known_kind"
KINDS_BEFORE = (
    "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed', 'payment',"
    " 'authorised', 'revived', 'edited', 'shipped', 'delivered', 'invoiced', 'capture_asked',"
    " 'return_requested', 'return_approved', 'return_rejected', 'return_received', 'note',"
    " 'mail', 'erased')"
)
KINDS = KINDS_BEFORE.removesuffix(")") + ", 'surplus', 'refund_failed')"


def upgrade() -> None:
    op.add_column(
        "orders_order",
        sa.Column("returning_minor", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "orders_order",
        sa.Column("refund_failed_minor", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "orders_order",
        sa.Column("surplus_minor", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.drop_constraint(op.f(NAME), EVENT)
    op.create_check_constraint(op.f(NAME), EVENT, KINDS)


def downgrade() -> None:
    # What happened stays; rows of the new kinds are not checked.
    op.drop_constraint(op.f(NAME), EVENT)
    op.create_check_constraint(op.f(NAME), EVENT, KINDS_BEFORE, postgresql_not_valid=True)
    op.drop_column("orders_order", "surplus_minor")
    op.drop_column("orders_order", "refund_failed_minor")
    op.drop_column("orders_order", "returning_minor")
