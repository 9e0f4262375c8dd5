"""Customers of stores.

Revision ID: customers_0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "customers_0001"
down_revision = None
branch_labels = ("customers",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("customers_customer")
    op.create_table(
        "customers_customer",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_customer_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("email", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("is_guest", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name="pk_customers_customer"),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name="fk_customers_customer_store_id"
        ),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "external_ref",
            name="uq_customers_customer_store_id_source_external_ref",
        ),
    )
    op.create_index(
        "ix_customers_customer_first_seen", "customers_customer", ["store_id", "first_seen_at"]
    )
    protect_store_rows("customers_customer")


def downgrade() -> None:
    op.drop_table("customers_customer")
    drop_ids("customers_customer")
