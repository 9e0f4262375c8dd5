"""Who customers are, and groups of them.

Addresses take the form in which they are compared. That happens with the change of the column's
type: an UPDATE by the owner would see no row under row level security.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "customers_0003"
down_revision = "customers_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("customers_group")
    create_ids("customers_group_member")
    op.create_table(
        "customers_group",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_group_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_group_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_group")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_customers_group_store_id_code")),
    )
    op.create_table(
        "customers_group_member",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_group_member_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_group_member_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "group_id"],
            ["customers_group.store_id", "customers_group.id"],
            name=op.f("fk_customers_group_member_store_id_group_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_group_member_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_group_member")),
        sa.UniqueConstraint(
            "store_id",
            "group_id",
            "customer_id",
            name=op.f("uq_customers_group_member_store_id_group_id_customer_id"),
        ),
    )
    op.create_index(
        "ix_customers_group_member_customer",
        "customers_group_member",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.add_column("customers_customer", sa.Column("phone", sa.String(), nullable=True))
    op.add_column("customers_customer", sa.Column("locale", sa.String(), nullable=True))
    op.add_column("customers_customer", sa.Column("vat_id", sa.String(), nullable=True))
    op.add_column(
        "customers_customer", sa.Column("note", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "customers_customer",
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.add_column(
        "customers_customer", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "customers_customer",
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
    )
    op.alter_column(
        "customers_customer",
        "email",
        existing_type=sa.String(),
        type_=sa.String(collation="C"),
        postgresql_using="lower(btrim(email))",
    )
    op.create_index(
        "ix_customers_customer_email", "customers_customer", ["store_id", "email"], unique=False
    )
    protect_store_rows("customers_group")
    protect_store_rows("customers_group_member")


def downgrade() -> None:
    op.drop_index("ix_customers_customer_email", table_name="customers_customer")
    op.alter_column(
        "customers_customer",
        "email",
        existing_type=sa.String(collation="C"),
        type_=sa.String(collation="default"),
    )
    op.drop_column("customers_customer", "version")
    op.drop_column("customers_customer", "erased_at")
    op.drop_column("customers_customer", "updated_at")
    op.drop_column("customers_customer", "note")
    op.drop_column("customers_customer", "vat_id")
    op.drop_column("customers_customer", "locale")
    op.drop_column("customers_customer", "phone")
    op.drop_table("customers_group_member")
    op.drop_table("customers_group")
    drop_ids("customers_group")
    drop_ids("customers_group_member")
