"""carts and their lines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "cart_0001"
down_revision = None
branch_labels = ("cart",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("cart_cart")
    create_ids("cart_line")
    op.create_table(
        "cart_cart",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('cart_cart_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("platform_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("codes", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("converted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["tenancy_platform.id"], name=op.f("fk_cart_cart_platform_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_cart_cart_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_cart_cart")),
        sa.UniqueConstraint(
            "store_id", "token_digest", name=op.f("uq_cart_cart_store_id_token_digest")
        ),
    )
    op.create_index(
        "ix_cart_cart_order",
        "cart_cart",
        ["store_id", "order_id"],
        unique=False,
        postgresql_where="order_id IS NOT NULL",
    )
    op.create_index(
        "ix_cart_cart_store_id_touched_at", "cart_cart", ["store_id", "touched_at"], unique=False
    )
    op.create_index(
        "uq_cart_cart_open_of_customer",
        "cart_cart",
        ["store_id", "customer_id"],
        unique=True,
        postgresql_where="customer_id IS NOT NULL AND converted_at IS NULL",
    )
    op.create_table(
        "cart_line",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('cart_line_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("cart_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("seen_price_minor", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cart_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["store_id", "cart_id"],
            ["cart_cart.store_id", "cart_cart.id"],
            name=op.f("fk_cart_line_store_id_cart_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_cart_line_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_cart_line")),
        sa.UniqueConstraint(
            "store_id",
            "cart_id",
            "variant_id",
            name=op.f("uq_cart_line_store_id_cart_id_variant_id"),
        ),
    )
    protect_store_rows("cart_cart")
    protect_store_rows("cart_line")


def downgrade() -> None:
    op.drop_table("cart_line")
    op.drop_index(
        "uq_cart_cart_open_of_customer",
        table_name="cart_cart",
        postgresql_where="customer_id IS NOT NULL AND converted_at IS NULL",
    )
    op.drop_index("ix_cart_cart_store_id_touched_at", table_name="cart_cart")
    op.drop_index(
        "ix_cart_cart_order", table_name="cart_cart", postgresql_where="order_id IS NOT NULL"
    )
    op.drop_table("cart_cart")
    drop_ids("cart_cart")
    drop_ids("cart_line")
