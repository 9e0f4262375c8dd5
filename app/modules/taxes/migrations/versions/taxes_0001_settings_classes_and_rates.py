"""Settings, classes and own rates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "taxes_0001"
down_revision = None
branch_labels = ("taxes",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("taxes_class")
    create_ids("taxes_rate")
    create_ids("taxes_settings")
    _create_class()
    _create_rate()
    _create_settings()
    protect_store_rows("taxes_class")
    protect_store_rows("taxes_rate")
    protect_store_rows("taxes_settings")


def _create_class() -> None:
    op.create_table(
        "taxes_class",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('taxes_class_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("by_country", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "category IN ('standard', 'reduced', 'second_reduced', 'super_reduced', 'parking', "
            "'zero', 'exempt')",
            name=op.f("ck_taxes_class_known_category"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_taxes_class_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_taxes_class")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_taxes_class_store_id_code")),
    )


def _create_rate() -> None:
    op.create_table(
        "taxes_rate",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('taxes_rate_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), server_default="", nullable=False),
        sa.Column("postal_prefix", sa.String(), server_default="", nullable=False),
        sa.Column("tax_class", sa.String(), nullable=False),
        sa.Column("rate", sa.Numeric(precision=7, scale=4), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "rate >= 0 AND rate <= 100", name=op.f("ck_taxes_rate_rate_is_per_cent")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_taxes_rate_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_taxes_rate_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_taxes_rate")),
        sa.UniqueConstraint(
            "store_id",
            "country",
            "region",
            "postal_prefix",
            "tax_class",
            "valid_from",
            name="uq_taxes_rate_place_class_day",
        ),
    )


def _create_settings() -> None:
    op.create_table(
        "taxes_settings",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('taxes_settings_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("home_country", sa.String(), nullable=False),
        sa.Column("prices_include_tax", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("distance_sales", sa.String(), server_default="one_stop", nullable=False),
        sa.Column("is_small_business", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("vat_id", sa.String(), server_default="", nullable=False),
        sa.Column("registrations", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "distance_sales IN ('below_threshold', 'one_stop')",
            name=op.f("ck_taxes_settings_known_distance_sales"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_taxes_settings_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_taxes_settings")),
        sa.UniqueConstraint("store_id", name=op.f("uq_taxes_settings_store_id")),
    )


def downgrade() -> None:
    op.drop_table("taxes_settings")
    op.drop_table("taxes_rate")
    op.drop_table("taxes_class")
    drop_ids("taxes_class")
    drop_ids("taxes_rate")
    drop_ids("taxes_settings")
