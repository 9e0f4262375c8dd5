"""Zones, methods, rates and carriers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "shipping_0001"
down_revision = None
branch_labels = ("shipping",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("shipping_carrier")
    create_ids("shipping_method")
    create_ids("shipping_zone")
    create_ids("shipping_rate")
    _create_carrier()
    _create_method()
    _create_zone()
    _create_rate()
    protect_store_rows("shipping_carrier")
    protect_store_rows("shipping_method")
    protect_store_rows("shipping_zone")
    protect_store_rows("shipping_rate")


def _create_carrier() -> None:
    op.create_table(
        "shipping_carrier",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('shipping_carrier_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tracking_url", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_shipping_carrier_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_carrier")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_shipping_carrier_store_id_code")),
    )


def _create_method() -> None:
    op.create_table(
        "shipping_method",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('shipping_method_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("names", postgresql.JSONB(), nullable=False),
        sa.Column("descriptions", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("carrier", sa.String(), server_default="", nullable=False),
        sa.Column("days_min", sa.BigInteger(), nullable=True),
        sa.Column("days_max", sa.BigInteger(), nullable=True),
        sa.Column("min_weight_grams", sa.BigInteger(), nullable=True),
        sa.Column("max_weight_grams", sa.BigInteger(), nullable=True),
        sa.Column("pick_up_address", postgresql.JSONB(), nullable=True),
        sa.Column("opening_hours", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('delivery', 'pick_up')", name=op.f("ck_shipping_method_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_shipping_method_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_method")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_shipping_method_store_id_code")),
    )


def _create_zone() -> None:
    op.create_table(
        "shipping_zone",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('shipping_zone_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("places", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_shipping_zone_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_zone")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_shipping_zone_store_id_name")),
    )


def _create_rate() -> None:
    op.create_table(
        "shipping_rate",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('shipping_rate_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("method_id", sa.BigInteger(), nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("steps", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("free_from_minor", sa.BigInteger(), nullable=True),
        sa.Column("min_goods_minor", sa.BigInteger(), nullable=True),
        sa.Column("max_goods_minor", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('flat', 'weight', 'value')", name=op.f("ck_shipping_rate_known_basis")
        ),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_shipping_rate_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["store_id", "method_id"],
            ["shipping_method.store_id", "shipping_method.id"],
            name=op.f("fk_shipping_rate_store_id_method_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "zone_id"],
            ["shipping_zone.store_id", "shipping_zone.id"],
            name=op.f("fk_shipping_rate_store_id_zone_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_shipping_rate_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_rate")),
        sa.UniqueConstraint(
            "store_id",
            "method_id",
            "zone_id",
            "currency",
            name="uq_shipping_rate_method_zone_currency",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_shipping_rate_store_id_zone_id", "shipping_rate", ["store_id", "zone_id"])


def downgrade() -> None:
    op.drop_table("shipping_rate")
    op.drop_table("shipping_zone")
    op.drop_table("shipping_method")
    op.drop_table("shipping_carrier")
    drop_ids("shipping_carrier")
    drop_ids("shipping_method")
    drop_ids("shipping_zone")
    drop_ids("shipping_rate")
