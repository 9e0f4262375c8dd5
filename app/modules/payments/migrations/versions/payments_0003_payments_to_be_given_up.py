"""payments to be given up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "payments_0003"
down_revision = "payments_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("payments_void_wish")
    op.create_table(
        "payments_void_wish",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_void_wish_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "payment_id"],
            ["payments_payment.store_id", "payments_payment.id"],
            name=op.f("fk_payments_void_wish_store_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_void_wish_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_void_wish")),
        sa.UniqueConstraint(
            "store_id", "payment_id", name=op.f("uq_payments_void_wish_store_id_payment_id")
        ),
    )
    op.add_column(
        "payments_payment",
        sa.Column("has_earlier", sa.Boolean(), server_default="false", nullable=False),
    )
    protect_store_rows("payments_void_wish")


def downgrade() -> None:
    op.drop_column("payments_payment", "has_earlier")
    op.drop_table("payments_void_wish")
    drop_ids("payments_void_wish")
