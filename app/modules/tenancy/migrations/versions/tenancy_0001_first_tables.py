"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids

revision = "tenancy_0001"
down_revision = None
branch_labels = ("tenancy",)
depends_on = None


def upgrade() -> None:
    create_ids("tenancy_merchant")
    create_ids("tenancy_platform")
    create_ids("tenancy_sign_in_attempt")
    create_ids("tenancy_user")
    create_ids("tenancy_operator")
    create_ids("tenancy_store")
    create_ids("tenancy_audit_entry")
    create_ids("tenancy_store_domain")
    op.create_table(
        "tenancy_merchant",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_merchant_id_seq'::regclass)"),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_merchant")),
        sa.UniqueConstraint("code", name=op.f("uq_tenancy_merchant_code")),
    )
    op.create_table(
        "tenancy_platform",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_platform_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), server_default="UTC", nullable=False),
        sa.Column("locale", sa.String(), server_default="en", nullable=False),
        sa.Column("accent", sa.String(), server_default="teal", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_platform")),
        sa.UniqueConstraint("code", name=op.f("uq_tenancy_platform_code")),
        sa.UniqueConstraint("domain", name=op.f("uq_tenancy_platform_domain")),
    )
    op.create_table(
        "tenancy_sign_in_attempt",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_sign_in_attempt_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("is_success", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "attempted_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_sign_in_attempt")),
    )
    op.create_index(
        "ix_tenancy_sign_in_attempt_account",
        "tenancy_sign_in_attempt",
        ["account", "attempted_at"],
        unique=False,
    )
    op.create_index(
        "ix_tenancy_sign_in_attempt_address",
        "tenancy_sign_in_attempt",
        ["address", "attempted_at"],
        unique=False,
    )
    op.create_table(
        "tenancy_user",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_user_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_tenancy_user_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_user")),
        sa.UniqueConstraint("email", name=op.f("uq_tenancy_user_email")),
    )
    op.create_table(
        "tenancy_operator",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_operator_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("platform_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["tenancy_platform.id"], name=op.f("fk_tenancy_operator_platform_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["tenancy_user.id"], name=op.f("fk_tenancy_operator_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_operator")),
        sa.UniqueConstraint(
            "user_id",
            "platform_id",
            name=op.f("uq_tenancy_operator_user_id_platform_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        op.f("ix_tenancy_operator_platform_id"), "tenancy_operator", ["platform_id"], unique=False
    )
    op.create_table(
        "tenancy_store",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_store_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), server_default="EUR", nullable=False),
        sa.Column("time_zone", sa.String(), server_default="Europe/Luxembourg", nullable=False),
        sa.Column("locale", sa.String(), server_default="en", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=True
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["tenancy_merchant.id"], name=op.f("fk_tenancy_store_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_store")),
        sa.UniqueConstraint("code", name=op.f("uq_tenancy_store_code")),
    )
    op.create_index(
        op.f("ix_tenancy_store_merchant_id"), "tenancy_store", ["merchant_id"], unique=False
    )
    op.create_table(
        "tenancy_audit_entry",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_audit_entry_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("platform_id", sa.BigInteger(), nullable=True),
        sa.Column("store_id", sa.BigInteger(), nullable=True),
        sa.Column("details", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["tenancy_platform.id"],
            name=op.f("fk_tenancy_audit_entry_platform_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_audit_entry_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["tenancy_user.id"], name=op.f("fk_tenancy_audit_entry_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_audit_entry")),
    )
    op.create_index(
        "ix_tenancy_audit_entry_platform",
        "tenancy_audit_entry",
        ["platform_id", "happened_at"],
        unique=False,
    )
    op.create_table(
        "tenancy_refresh_token",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("family_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("store_id", sa.BigInteger(), nullable=True),
        sa.Column("platform_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["tenancy_platform.id"],
            name=op.f("fk_tenancy_refresh_token_platform_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_refresh_token_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["tenancy_user.id"], name=op.f("fk_tenancy_refresh_token_user_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_tenancy_refresh_token")),
    )
    op.create_index(
        op.f("ix_tenancy_refresh_token_family_id"),
        "tenancy_refresh_token",
        ["family_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_tenancy_refresh_token_user_id"), "tenancy_refresh_token", ["user_id"], unique=False
    )
    op.create_table(
        "tenancy_store_domain",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('tenancy_store_domain_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("hostname", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_store_domain_store_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy_store_domain")),
        sa.UniqueConstraint("hostname", name=op.f("uq_tenancy_store_domain_hostname")),
    )
    op.create_index(
        op.f("ix_tenancy_store_domain_store_id"), "tenancy_store_domain", ["store_id"], unique=False
    )
    op.create_table(
        "tenancy_store_member",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column(
            "joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('owner', 'manager', 'staff', 'viewer')",
            name=op.f("ck_tenancy_store_member_known_role"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_store_member_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["tenancy_user.id"], name=op.f("fk_tenancy_store_member_user_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "user_id", name=op.f("pk_tenancy_store_member")),
    )
    op.create_index(
        op.f("ix_tenancy_store_member_user_id"), "tenancy_store_member", ["user_id"], unique=False
    )
    op.create_table(
        "tenancy_store_platform",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("platform_id", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "linked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("unlinked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "is_active = (unlinked_at IS NULL)",
            name=op.f("ck_tenancy_store_platform_active_or_unlinked"),
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["tenancy_platform.id"],
            name=op.f("fk_tenancy_store_platform_platform_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_store_platform_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "platform_id", name=op.f("pk_tenancy_store_platform")),
    )
    op.create_index(
        op.f("ix_tenancy_store_platform_platform_id"),
        "tenancy_store_platform",
        ["platform_id"],
        unique=False,
    )
    op.create_table(
        "tenancy_web_session",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("store_id", sa.BigInteger(), nullable=True),
        sa.Column("platform_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["tenancy_platform.id"],
            name=op.f("fk_tenancy_web_session_platform_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_tenancy_web_session_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["tenancy_user.id"], name=op.f("fk_tenancy_web_session_user_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_tenancy_web_session")),
    )
    op.create_index(
        op.f("ix_tenancy_web_session_user_id"), "tenancy_web_session", ["user_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_tenancy_web_session_user_id"), table_name="tenancy_web_session")
    op.drop_table("tenancy_web_session")
    op.drop_index(
        op.f("ix_tenancy_store_platform_platform_id"), table_name="tenancy_store_platform"
    )
    op.drop_table("tenancy_store_platform")
    op.drop_index(op.f("ix_tenancy_store_member_user_id"), table_name="tenancy_store_member")
    op.drop_table("tenancy_store_member")
    op.drop_index(op.f("ix_tenancy_store_domain_store_id"), table_name="tenancy_store_domain")
    op.drop_table("tenancy_store_domain")
    op.drop_index(op.f("ix_tenancy_refresh_token_user_id"), table_name="tenancy_refresh_token")
    op.drop_index(op.f("ix_tenancy_refresh_token_family_id"), table_name="tenancy_refresh_token")
    op.drop_table("tenancy_refresh_token")
    op.drop_index("ix_tenancy_audit_entry_platform", table_name="tenancy_audit_entry")
    op.drop_table("tenancy_audit_entry")
    op.drop_index(op.f("ix_tenancy_store_merchant_id"), table_name="tenancy_store")
    op.drop_table("tenancy_store")
    op.drop_index(op.f("ix_tenancy_operator_platform_id"), table_name="tenancy_operator")
    op.drop_table("tenancy_operator")
    op.drop_table("tenancy_user")
    op.drop_index("ix_tenancy_sign_in_attempt_address", table_name="tenancy_sign_in_attempt")
    op.drop_index("ix_tenancy_sign_in_attempt_account", table_name="tenancy_sign_in_attempt")
    op.drop_table("tenancy_sign_in_attempt")
    op.drop_table("tenancy_platform")
    op.drop_table("tenancy_merchant")
    drop_ids("tenancy_merchant")
    drop_ids("tenancy_platform")
    drop_ids("tenancy_sign_in_attempt")
    drop_ids("tenancy_user")
    drop_ids("tenancy_operator")
    drop_ids("tenancy_store")
    drop_ids("tenancy_audit_entry")
    drop_ids("tenancy_store_domain")
