"""Accounts of customers: registering, signing in, new passwords and addresses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "customers_0004"
down_revision = "customers_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("customers_account")
    create_ids("customers_session")
    create_ids("customers_registration")
    create_ids("customers_password_reset")
    create_ids("customers_email_change")
    op.create_table(
        "customers_account",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_account_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_account_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_account_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_account")),
        sa.UniqueConstraint(
            "store_id", "customer_id", name=op.f("uq_customers_account_store_id_customer_id")
        ),
        sa.UniqueConstraint("store_id", "email", name=op.f("uq_customers_account_store_id_email")),
    )
    op.create_table(
        "customers_session",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_session_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("family_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("earlier_digest", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_account.store_id", "customers_account.customer_id"],
            name=op.f("fk_customers_session_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_session_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_session")),
        sa.UniqueConstraint(
            "store_id", "family_id", name=op.f("uq_customers_session_store_id_family_id")
        ),
    )
    op.create_index(
        "ix_customers_session_customer",
        "customers_session",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_table(
        "customers_registration",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_registration_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("marketing_wording", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_registration_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_registration")),
        sa.UniqueConstraint(
            "store_id", "token_digest", name=op.f("uq_customers_registration_store_id_token_digest")
        ),
    )
    op.create_index(
        "ix_customers_registration_email",
        "customers_registration",
        ["store_id", "email"],
        unique=False,
    )
    op.create_table(
        "customers_password_reset",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_password_reset_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_account.store_id", "customers_account.customer_id"],
            name=op.f("fk_customers_password_reset_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_password_reset_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_password_reset")),
        sa.UniqueConstraint(
            "store_id",
            "token_digest",
            name=op.f("uq_customers_password_reset_store_id_token_digest"),
        ),
    )
    op.create_index(
        "ix_customers_password_reset_customer",
        "customers_password_reset",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_table(
        "customers_email_change",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('customers_email_change_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("old_email", sa.String(), nullable=False),
        sa.Column("new_email", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers_customer.store_id", "customers_customer.id"],
            name=op.f("fk_customers_email_change_store_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_customers_email_change_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers_email_change")),
        sa.UniqueConstraint(
            "store_id", "token_digest", name=op.f("uq_customers_email_change_store_id_token_digest")
        ),
    )
    op.create_index(
        "ix_customers_email_change_customer",
        "customers_email_change",
        ["store_id", "customer_id"],
        unique=False,
    )
    protect_store_rows("customers_account")
    protect_store_rows("customers_session")
    protect_store_rows("customers_registration")
    protect_store_rows("customers_password_reset")
    protect_store_rows("customers_email_change")


def downgrade() -> None:
    op.drop_table("customers_email_change")
    drop_ids("customers_email_change")
    op.drop_table("customers_password_reset")
    drop_ids("customers_password_reset")
    op.drop_table("customers_registration")
    drop_ids("customers_registration")
    op.drop_table("customers_session")
    drop_ids("customers_session")
    op.drop_table("customers_account")
    drop_ids("customers_account")
