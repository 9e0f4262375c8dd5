"""indexes of what was left undone."""

from __future__ import annotations

from alembic import op

revision = "payments_0002"
down_revision = "payments_0001"
branch_labels = None
depends_on = None

UNDECIDED = (
    "captured_at IS NULL AND declined_at IS NULL AND voided_at IS NULL AND authorised_at IS NULL"
)


def upgrade() -> None:
    op.create_index(
        "ix_payments_payment_undecided",
        "payments_payment",
        ["store_id", "created_at"],
        unique=False,
        postgresql_where=UNDECIDED,
    )
    op.create_index(
        "ix_payments_refund_wanted",
        "payments_refund",
        ["store_id", "created_at"],
        unique=False,
        postgresql_where="refunded_at IS NULL AND failed_at IS NULL",
    )
    op.create_index(
        "ix_payments_webhook_event_received",
        "payments_webhook_event",
        ["store_id", "received_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_payments_webhook_event_received", table_name="payments_webhook_event")
    op.drop_index(
        "ix_payments_refund_wanted",
        table_name="payments_refund",
        postgresql_where="refunded_at IS NULL AND failed_at IS NULL",
    )
    op.drop_index(
        "ix_payments_payment_undecided",
        table_name="payments_payment",
        postgresql_where=UNDECIDED,
    )
