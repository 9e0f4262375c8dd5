"""Address books, consents, and requests to erase what is known of somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "customers_0005"
down_revision = "customers_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("customers_address")
    create_ids("customers_consent")
    create_ids("customers_erasure_request")
    op.create_table(
        "customers_address",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_address_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("business_name", sa.String(), server_default="", nullable=False),
        sa.Column("line1", sa.String(), nullable=False),
        sa.Column("line2", sa.String(), server_default="", nullable=False),
        sa.Column("postal_code", sa.String(), server_default="", nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), server_default="", nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column("is_default_shipping", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_default_billing", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_address_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_address_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_address")),
    )
    op.create_index(
        "ix_customers_address_customer",
        "customers_address",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        "uq_customers_address_default_billing",
        "customers_address",
        ["store_id", "customer_id"],
        unique=True,
        postgresql_where=sa.text("is_default_billing"),
    )
    op.create_index(
        "uq_customers_address_default_shipping",
        "customers_address",
        ["store_id", "customer_id"],
        unique=True,
        postgresql_where=sa.text("is_default_shipping"),
    )
    op.create_table(
        "customers_consent",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_consent_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_consent_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_consent_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_consent")),
    )
    op.create_index(
        "ix_customers_consent_customer",
        "customers_consent",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        "uq_customers_consent_in_force",
        "customers_consent",
        ["store_id", "customer_id", "kind"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "customers_erasure_request",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_erasure_request_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows_erased", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "asked_by IN ('customer', 'team')",
            name=op.f("ck_customers_erasure_request_asked_by_known"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_erasure_request_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_erasure_request_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_erasure_request")),
    )
    op.create_index(
        "uq_customers_erasure_request_open",
        "customers_erasure_request",
        ["store_id", "customer_id"],
        unique=True,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    protect_store_rows("customers_address")
    protect_store_rows("customers_consent")
    protect_store_rows("customers_erasure_request")


def downgrade() -> None:
    op.drop_table("customers_erasure_request")
    drop_ids("customers_erasure_request")
    op.drop_table("customers_consent")
    drop_ids("customers_consent")
    op.drop_table("customers_address")
    drop_ids("customers_address")
