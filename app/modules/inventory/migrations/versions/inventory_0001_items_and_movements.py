"""stock items and movements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "inventory_0001"
down_revision = None
branch_labels = ("inventory",)
depends_on = ("tenancy_0001", "catalog_0001")


def upgrade() -> None:
    create_ids("inventory_stock_item")
    create_ids("inventory_movement")
    _create_stock_item()
    _create_movement()
    protect_store_rows("inventory_stock_item")
    protect_store_rows("inventory_movement")


def _create_stock_item() -> None:
    op.create_table(
        "inventory_stock_item",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('inventory_stock_item_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_tracked", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("low_stock_threshold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("on_hand", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reserved", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "low_stock_threshold >= 0",
            name=op.f("ck_inventory_stock_item_threshold_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_inventory_stock_item_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["catalog_variant.store_id", "catalog_variant.id"],
            name=op.f("fk_inventory_stock_item_store_id_variant_id"),
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_inventory_stock_item")),
        sa.UniqueConstraint(
            "store_id", "variant_id", name=op.f("uq_inventory_stock_item_store_id_variant_id")
        ),
    )


def _create_movement() -> None:
    op.create_table(
        "inventory_movement",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('inventory_movement_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("on_hand_change", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reserved_change", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('opening', 'delivery', 'sale', 'return', 'correction', 'reservation', "
            "'release')",
            name=op.f("ck_inventory_movement_known_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_inventory_movement_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["inventory_stock_item.store_id", "inventory_stock_item.variant_id"],
            name=op.f("fk_inventory_movement_store_id_variant_id"),
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_inventory_movement")),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "external_ref",
            name=op.f("uq_inventory_movement_store_id_source_external_ref"),
        ),
    )
    op.create_index(
        "ix_inventory_movement_store_id_happened_at",
        "inventory_movement",
        ["store_id", "happened_at"],
    )
    op.create_index(
        "ix_inventory_movement_store_id_variant_id",
        "inventory_movement",
        ["store_id", "variant_id"],
    )


def downgrade() -> None:
    op.drop_table("inventory_movement")
    op.drop_table("inventory_stock_item")
    drop_ids("inventory_movement")
    drop_ids("inventory_stock_item")
