"""what is said on the way to an order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "checkout_0001"
down_revision = None
branch_labels = ("checkout",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("checkout_checkout")
    op.create_table(
        "checkout_checkout",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('checkout_checkout_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("cart_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("shipping_address", postgresql.JSONB(), nullable=True),
        sa.Column("billing_address", postgresql.JSONB(), nullable=True),
        sa.Column("vat_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("shipping_code", sa.String(), nullable=True),
        sa.Column("shipping_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("payment_method", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(order_id IS NULL) = (ordered_at IS NULL)",
            name=op.f("ck_checkout_checkout_ordered_names_order"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_checkout_checkout_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_checkout_checkout")),
        sa.UniqueConstraint(
            "store_id", "cart_id", name=op.f("uq_checkout_checkout_store_id_cart_id")
        ),
    )
    protect_store_rows("checkout_checkout")


def downgrade() -> None:
    op.drop_table("checkout_checkout")
    drop_ids("checkout_checkout")
