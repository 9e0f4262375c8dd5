"""products and variants."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "catalog_0001"
down_revision = None
branch_labels = ("catalog",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("catalog_product")
    create_ids("catalog_variant")
    _create_product()
    _create_variant()
    protect_store_rows("catalog_product")
    protect_store_rows("catalog_variant")


def _create_product() -> None:
    op.create_table(
        "catalog_product",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_product_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("featured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unfeatured_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_product_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_product")),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "external_ref",
            name=op.f("uq_catalog_product_store_id_source_external_ref"),
        ),
    )
    op.create_index(
        "ix_catalog_product_store_id_created_at", "catalog_product", ["store_id", "created_at"]
    )


def _create_variant() -> None:
    op.create_table(
        "catalog_variant",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_variant_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(price_minor IS NULL) = (currency IS NULL)",
            name=op.f("ck_catalog_variant_price_has_currency"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_variant_store_id")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_product.store_id", "catalog_product.id"],
            name=op.f("fk_catalog_variant_store_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_variant")),
        sa.UniqueConstraint("store_id", "sku", name=op.f("uq_catalog_variant_store_id_sku")),
    )
    op.create_index(
        "ix_catalog_variant_store_id_product_id", "catalog_variant", ["store_id", "product_id"]
    )


def downgrade() -> None:
    op.drop_table("catalog_variant")
    op.drop_table("catalog_product")
    drop_ids("catalog_variant")
    drop_ids("catalog_product")
