"""The kinds of events that a timeline tells of.

Revision ID: orders_0005
Revises: orders_0004
"""

from __future__ import annotations

from alembic import op

revision = "orders_0005"
down_revision = "orders_0004"
branch_labels = None
depends_on = None

EVENT, NAME = "orders_order_event", "ck_orders_order_event_known_kind"
KINDS = (
    "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed', 'payment',"
    " 'authorised', 'revived', 'edited', 'shipped', 'delivered', 'invoiced', 'capture_asked',"
    " 'return_requested', 'return_approved', 'return_rejected', 'return_received', 'note',"
    " 'mail', 'erased')"
)


def upgrade() -> None:
    op.create_check_constraint(op.f(NAME), EVENT, KINDS)


def downgrade() -> None:
    op.drop_constraint(NAME, EVENT)
