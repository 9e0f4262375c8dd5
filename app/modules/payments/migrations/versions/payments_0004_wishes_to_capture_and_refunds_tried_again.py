"""Wishes to capture, and refunds tried again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "payments_0004"
down_revision = "payments_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("payments_capture_wish")
    op.create_table(
        "payments_capture_wish",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_capture_wish_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "amount_minor > 0", name=op.f("ck_payments_capture_wish_amount_positive")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "payment_id"],
            ["payments_payment.store_id", "payments_payment.id"],
            name=op.f("fk_payments_capture_wish_store_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_capture_wish_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_capture_wish")),
        sa.UniqueConstraint(
            "store_id", "payment_id", name=op.f("uq_payments_capture_wish_store_id_payment_id")
        ),
    )
    op.add_column(
        "payments_refund", sa.Column("retried_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_payments_refund_retried_after_failing"),
        "payments_refund",
        "retried_at IS NULL OR failed_at IS NOT NULL",
    )
    protect_store_rows("payments_capture_wish")


def downgrade() -> None:
    op.drop_column("payments_refund", "retried_at")
    op.drop_table("payments_capture_wish")
    drop_ids("payments_capture_wish")
