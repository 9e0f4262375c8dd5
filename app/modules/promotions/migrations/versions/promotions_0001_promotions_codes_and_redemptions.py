"""Promotions, their codes, and who used them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "promotions_0001"
down_revision = None
branch_labels = ("promotions",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("promotions_promotion")
    create_ids("promotions_code")
    create_ids("promotions_redemption")
    _create_promotion()
    _create_code()
    _create_redemption()
    protect_store_rows("promotions_promotion")
    protect_store_rows("promotions_code")
    protect_store_rows("promotions_redemption")


def _create_promotion() -> None:
    op.create_table(
        "promotions_promotion",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('promotions_promotion_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), server_default="0", nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("target_kind", sa.String(), server_default="all", nullable=False),
        sa.Column("target_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("buy_quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("get_quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reward_kind", sa.String(), nullable=True),
        sa.Column("reward_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("most_times", sa.BigInteger(), nullable=True),
        sa.Column("min_amount_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("min_quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("group_codes", sa.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column("countries", sa.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("priority", sa.BigInteger(), server_default="100", nullable=False),
        sa.Column("combines_with", sa.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column("total_limit", sa.BigInteger(), nullable=True),
        sa.Column("customer_limit", sa.BigInteger(), nullable=True),
        sa.Column("times_used", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('percent_off', 'amount_off', 'amount_off_unit', 'free_shipping', "
            "'buy_x_get_y', 'bundle_price')",
            name=op.f("ck_promotions_promotion_known_kind"),
        ),
        sa.CheckConstraint(
            "target_kind IN ('all', 'products', 'categories', 'collections', 'variants')",
            name=op.f("ck_promotions_promotion_known_target"),
        ),
        sa.CheckConstraint(
            "amount_minor >= 0", name=op.f("ck_promotions_promotion_amount_not_negative")
        ),
        sa.CheckConstraint(
            "percent >= 0 AND percent <= 100", name=op.f("ck_promotions_promotion_percent_in_range")
        ),
        sa.CheckConstraint(
            "total_limit IS NULL OR times_used <= total_limit",
            name=op.f("ck_promotions_promotion_within_limit"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_promotions_promotion_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_promotions_promotion")),
    )
    op.create_index(
        "ix_promotions_promotion_automatic",
        "promotions_promotion",
        ["store_id", "ends_at"],
        postgresql_where=sa.text("is_automatic"),
    )


def _create_code() -> None:
    op.create_table(
        "promotions_code",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('promotions_code_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("promotion_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", sa.String(), nullable=False),
        sa.Column("usage_limit", sa.BigInteger(), nullable=True),
        sa.Column("times_used", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "usage_limit IS NULL OR times_used <= usage_limit",
            name=op.f("ck_promotions_code_within_limit"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "promotion_id"],
            ["promotions_promotion.store_id", "promotions_promotion.id"],
            name=op.f("fk_promotions_code_store_id_promotion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_promotions_code_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_promotions_code")),
        sa.UniqueConstraint(
            "store_id", "code_key", name=op.f("uq_promotions_code_store_id_code_key")
        ),
    )
    op.create_index(
        "ix_promotions_code_promotion",
        "promotions_code",
        ["store_id", "promotion_id", "id"],
    )


def _create_redemption() -> None:
    op.create_table(
        "promotions_redemption",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('promotions_redemption_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("promotion_id", sa.BigInteger(), nullable=False),
        sa.Column("code_id", sa.BigInteger(), nullable=True),
        sa.Column("customer_key", sa.String(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "code_id"],
            ["promotions_code.store_id", "promotions_code.id"],
            name=op.f("fk_promotions_redemption_store_id_code_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "promotion_id"],
            ["promotions_promotion.store_id", "promotions_promotion.id"],
            name=op.f("fk_promotions_redemption_store_id_promotion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_promotions_redemption_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_promotions_redemption")),
        sa.UniqueConstraint(
            "store_id",
            "ref",
            "promotion_id",
            name=op.f("uq_promotions_redemption_store_id_ref_promotion_id"),
        ),
    )
    op.create_index(
        "ix_promotions_redemption_buyer",
        "promotions_redemption",
        ["store_id", "promotion_id", "customer_key"],
    )
    op.create_index(
        "ix_promotions_redemption_code",
        "promotions_redemption",
        ["store_id", "code_id"],
    )
    op.create_index(
        "ix_promotions_redemption_customer",
        "promotions_redemption",
        ["store_id", "customer_key"],
    )


def downgrade() -> None:
    op.drop_table("promotions_redemption")
    op.drop_table("promotions_code")
    op.drop_table("promotions_promotion")
    drop_ids("promotions_promotion")
    drop_ids("promotions_code")
    drop_ids("promotions_redemption")
