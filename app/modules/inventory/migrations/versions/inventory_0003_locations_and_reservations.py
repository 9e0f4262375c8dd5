"""Locations and reservations.

Movements of before keep no location: they happened at the main one, which needs no levels.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "inventory_0003"
down_revision = "inventory_0002"
branch_labels = None
depends_on = None

TABLES = ("inventory_location", "inventory_level", "inventory_reservation")
_ITEM = ["inventory_stock_item.store_id", "inventory_stock_item.variant_id"]
_LOCATION = ["inventory_location.store_id", "inventory_location.id"]


def upgrade() -> None:
    for table in TABLES:
        create_ids(table)
    _create_location()
    _create_level()
    _create_reservation()
    _say_more_of_movements()
    _say_more_of_items()
    for table in TABLES:
        protect_store_rows(table)


def _owned(table: str) -> tuple[sa.Column[int], sa.Column[int]]:
    number = sa.text(f"nextval('{table}_id_seq'::regclass)")
    return (
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=number, nullable=False),
    )


def _keys(table: str) -> tuple[sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f(f"fk_{table}_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f(f"pk_{table}")),
    )


def _stock_keys(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(
            ["store_id", "variant_id"], _ITEM, name=op.f(f"fk_{table}_store_id_variant_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "location_id"], _LOCATION, name=op.f(f"fk_{table}_store_id_location_id")
        ),
    )


def _create_location() -> None:
    op.create_table(
        "inventory_location",
        *_owned("inventory_location"),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("priority", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_main", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "is_active OR NOT is_main", name=op.f("ck_inventory_location_main_is_active")
        ),
        *_keys("inventory_location"),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_inventory_location_store_id_code")),
    )
    op.create_index(
        "uq_inventory_location_store_id_main",
        "inventory_location",
        ["store_id"],
        unique=True,
        postgresql_where=sa.text("is_main"),
    )


def _create_level() -> None:
    op.create_table(
        "inventory_level",
        *_owned("inventory_level"),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("on_hand", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reserved", sa.BigInteger(), server_default="0", nullable=False),
        *_keys("inventory_level"),
        *_stock_keys("inventory_level"),
        sa.UniqueConstraint(
            "store_id",
            "variant_id",
            "location_id",
            name=op.f("uq_inventory_level_store_id_variant_id_location_id"),
        ),
    )


def _create_reservation() -> None:
    table = "inventory_reservation"
    op.create_table(
        table,
        *_owned(table),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("backordered", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipped", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("released", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "backordered BETWEEN 0 AND quantity", name=op.f(f"ck_{table}_backordered_is_a_part")
        ),
        sa.CheckConstraint(
            "shipped >= 0 AND released >= 0 AND quantity >= shipped + released",
            name=op.f(f"ck_{table}_nothing_let_go_twice"),
        ),
        *_keys(table),
        *_stock_keys(table),
        sa.UniqueConstraint(
            "store_id",
            "ref",
            "variant_id",
            "location_id",
            name=op.f(f"uq_{table}_store_id_ref_variant_id_location_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    is_held = "quantity > shipped + released"
    op.create_index(
        "ix_inventory_reservation_held",
        table,
        ["store_id", "variant_id"],
        postgresql_where=sa.text(is_held),
    )
    op.create_index(
        "ix_inventory_reservation_pending",
        table,
        ["store_id", "expires_at"],
        postgresql_where=sa.text(f"{is_held} AND confirmed_at IS NULL AND expires_at IS NOT NULL"),
    )


def _say_more_of_movements() -> None:
    table = "inventory_movement"
    op.add_column(table, sa.Column("location_id", sa.BigInteger(), nullable=True))
    op.add_column(table, sa.Column("reservation_id", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_inventory_movement_store_id_location_id",
        table,
        ["store_id", "location_id"],
        postgresql_where=sa.text("location_id IS NOT NULL"),
    )
    for column, target in (
        ("location_id", "inventory_location"),
        ("reservation_id", "inventory_reservation"),
    ):
        op.create_foreign_key(
            op.f(f"fk_inventory_movement_store_id_{column}"),
            table,
            target,
            ["store_id", column],
            ["store_id", "id"],
        )


def _say_more_of_items() -> None:
    table = "inventory_stock_item"
    op.add_column(
        table, sa.Column("may_backorder", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column(table, sa.Column("backorder_limit", sa.BigInteger(), nullable=True))
    op.add_column(table, sa.Column("version", sa.BigInteger(), server_default="1", nullable=False))
    op.add_column(table, sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_inventory_stock_item_backorder_limit_not_negative"), table, "backorder_limit >= 0"
    )


def downgrade() -> None:
    for column in ("moved_at", "version", "backorder_limit", "may_backorder"):
        op.drop_column("inventory_stock_item", column)
    for column in ("reservation_id", "location_id"):
        op.drop_column("inventory_movement", column)
    for table in reversed(TABLES):
        op.drop_table(table)
    for table in TABLES:
        drop_ids(table)
