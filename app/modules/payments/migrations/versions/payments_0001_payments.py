"""payments, what was said of them, refunds and methods; the books of the make-believe bank."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "payments_0001"
down_revision = None
branch_labels = ("payments",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("payments_method")
    create_ids("payments_payment")
    create_ids("payments_test_charge")
    create_ids("payments_webhook_event")
    create_ids("payments_attempt")
    create_ids("payments_refund")
    create_ids("payments_test_refund")
    op.create_table(
        "payments_method",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_method_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column(
            "names", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column(
            "instructions",
            postgresql.JSONB(),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column(
            "settings", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("is_enabled", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("is_captured_later", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("min_minor", sa.BigInteger(), nullable=True),
        sa.Column("max_minor", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_payments_method_position_not_negative")),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_method_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_method")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_payments_method_store_id_code")),
    )
    op.create_table(
        "payments_payment",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_payment_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("provider_key", sa.String(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=False),
        sa.Column("platform_id", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("is_captured_later", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("has_details", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("captured_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("return_url", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("next_action", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("decline_code", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asks", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_token", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "0 <= captured_minor AND captured_minor <= amount_minor",
            name=op.f("ck_payments_payment_captured_within_amount"),
        ),
        sa.CheckConstraint(
            "0 <= refunded_minor AND refunded_minor <= captured_minor",
            name=op.f("ck_payments_payment_refunded_within_captured"),
        ),
        sa.CheckConstraint(
            "amount_minor >= 0", name=op.f("ck_payments_payment_amount_not_negative")
        ),
        sa.CheckConstraint(
            "captured_minor = 0 OR captured_at IS NOT NULL",
            name=op.f("ck_payments_payment_captured_dated"),
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["tenancy_platform.id"], name=op.f("fk_payments_payment_platform_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_payment_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_payment")),
        sa.UniqueConstraint("store_id", "key", name=op.f("uq_payments_payment_store_id_key")),
        sa.UniqueConstraint(
            "store_id", "provider_key", name=op.f("uq_payments_payment_store_id_provider_key")
        ),
    )
    op.create_index(
        "ix_payments_payment_order", "payments_payment", ["store_id", "order_id"], unique=False
    )
    op.create_index(
        "uq_payments_payment_reference",
        "payments_payment",
        ["store_id", "provider", "reference"],
        unique=True,
        postgresql_where="reference IS NOT NULL",
    )
    op.create_table(
        "payments_test_charge",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_test_charge_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("captured_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("decline_code", sa.String(), nullable=True),
        sa.Column("is_captured_later", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("return_url", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "0 <= captured_minor AND captured_minor <= amount_minor",
            name=op.f("ck_payments_test_charge_captured_within_amount"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_test_charge_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_test_charge")),
        sa.UniqueConstraint("store_id", "key", name=op.f("uq_payments_test_charge_store_id_key")),
        sa.UniqueConstraint(
            "store_id", "reference", name=op.f("uq_payments_test_charge_store_id_reference")
        ),
    )
    op.create_table(
        "payments_webhook_event",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_webhook_event_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_webhook_event_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_webhook_event")),
        sa.UniqueConstraint(
            "store_id",
            "provider",
            "event_id",
            name=op.f("uq_payments_webhook_event_store_id_provider_event_id"),
        ),
    )
    op.create_table(
        "payments_attempt",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_attempt_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("is_decision", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decline_code", sa.String(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('waiting', 'authorised', 'captured', 'declined', 'voided')",
            name=op.f("ck_payments_attempt_known_outcome"),
        ),
        sa.CheckConstraint(
            "amount_minor >= 0", name=op.f("ck_payments_attempt_amount_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "payment_id"],
            ["payments_payment.store_id", "payments_payment.id"],
            name=op.f("fk_payments_attempt_store_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_attempt_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_attempt")),
    )
    op.create_index(
        "ix_payments_attempt_happened",
        "payments_attempt",
        ["store_id", "happened_at"],
        unique=False,
        postgresql_include=["outcome", "is_decision", "amount_minor", "currency"],
    )
    op.create_index(
        "ix_payments_attempt_payment", "payments_attempt", ["store_id", "payment_id"], unique=False
    )
    op.create_table(
        "payments_refund",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_refund_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure_code", sa.String(), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payments_refund_amount_positive")),
        sa.ForeignKeyConstraint(
            ["store_id", "payment_id"],
            ["payments_payment.store_id", "payments_payment.id"],
            name=op.f("fk_payments_refund_store_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_refund_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_refund")),
        sa.UniqueConstraint(
            "store_id", "payment_id", "ref", name=op.f("uq_payments_refund_store_id_payment_id_ref")
        ),
    )
    op.create_table(
        "payments_test_refund",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('payments_test_refund_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("charge_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "charge_id"],
            ["payments_test_charge.store_id", "payments_test_charge.id"],
            name=op.f("fk_payments_test_refund_store_id_charge_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_payments_test_refund_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payments_test_refund")),
        sa.UniqueConstraint("store_id", "key", name=op.f("uq_payments_test_refund_store_id_key")),
    )
    protect_store_rows("payments_method")
    protect_store_rows("payments_payment")
    protect_store_rows("payments_test_charge")
    protect_store_rows("payments_webhook_event")
    protect_store_rows("payments_attempt")
    protect_store_rows("payments_refund")
    protect_store_rows("payments_test_refund")


def downgrade() -> None:
    op.drop_table("payments_test_refund")
    op.drop_table("payments_refund")
    op.drop_index("ix_payments_attempt_payment", table_name="payments_attempt")
    op.drop_index(
        "ix_payments_attempt_happened",
        table_name="payments_attempt",
        postgresql_include=["outcome", "is_decision", "amount_minor", "currency"],
    )
    op.drop_table("payments_attempt")
    op.drop_table("payments_webhook_event")
    op.drop_table("payments_test_charge")
    op.drop_index(
        "uq_payments_payment_reference",
        table_name="payments_payment",
        postgresql_where="reference IS NOT NULL",
    )
    op.drop_index("ix_payments_payment_order", table_name="payments_payment")
    op.drop_table("payments_payment")
    op.drop_table("payments_method")
    drop_ids("payments_method")
    drop_ids("payments_payment")
    drop_ids("payments_test_charge")
    drop_ids("payments_webhook_event")
    drop_ids("payments_attempt")
    drop_ids("payments_refund")
    drop_ids("payments_test_refund")
