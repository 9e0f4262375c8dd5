"""The seller's number of each order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "orders_0008"
down_revision = "orders_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders_order", sa.Column("seller_vat_id", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("orders_order", "seller_vat_id")
