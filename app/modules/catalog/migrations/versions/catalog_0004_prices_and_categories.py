"""prices, categories, collections and attributes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "catalog_0004"
down_revision = "catalog_0003"
branch_labels = None
depends_on = None

TABLES = (
    "catalog_price",
    "catalog_category",
    "catalog_placement",
    "catalog_collection",
    "catalog_collection_member",
    "catalog_attribute",
)


def upgrade() -> None:
    for table in TABLES:
        create_ids(table)
    _create_price()
    _create_category()
    _create_placement()
    _create_collection()
    _create_collection_member()
    _create_attribute()
    for table in TABLES:
        protect_store_rows(table)


def _create_price() -> None:
    op.create_table(
        "catalog_price",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_price_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("is_reduced", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("prior_minor", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor >= 0", name=op.f("ck_catalog_price_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["store_id", "variant_id"],
            ["catalog_variant.store_id", "catalog_variant.id"],
            name=op.f("fk_catalog_price_store_id_variant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_price_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_price")),
        sa.UniqueConstraint(
            "store_id",
            "variant_id",
            "currency",
            "valid_from",
            name=op.f("uq_catalog_price_store_id_variant_id_currency_valid_from"),
        ),
    )


def _create_category() -> None:
    op.create_table(
        "catalog_category",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_category_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("path", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("seo_title", sa.String(), server_default="", nullable=False),
        sa.Column("seo_description", sa.String(), server_default="", nullable=False),
        sa.Column("translations", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("image_url", sa.String(), server_default="", nullable=False),
        sa.Column("label", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "parent_id"],
            ["catalog_category.store_id", "catalog_category.id"],
            name=op.f("fk_catalog_category_store_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_category_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_category")),
    )
    op.create_index(
        "ix_catalog_category_store_id_parent_id", "catalog_category", ["store_id", "parent_id"]
    )


def _create_placement() -> None:
    op.create_table(
        "catalog_placement",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_placement_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "category_id"],
            ["catalog_category.store_id", "catalog_category.id"],
            name=op.f("fk_catalog_placement_store_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_product.store_id", "catalog_product.id"],
            name=op.f("fk_catalog_placement_store_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_placement_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_placement")),
        sa.UniqueConstraint(
            "store_id",
            "product_id",
            "category_id",
            name=op.f("uq_catalog_placement_store_id_product_id_category_id"),
        ),
    )
    op.create_index(
        "ix_catalog_placement_store_id_category_id",
        "catalog_placement",
        ["store_id", "category_id", "product_id"],
    )


def _create_collection() -> None:
    op.create_table(
        "catalog_collection",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_collection_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("seo_title", sa.String(), server_default="", nullable=False),
        sa.Column("seo_description", sa.String(), server_default="", nullable=False),
        sa.Column("translations", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("image_url", sa.String(), server_default="", nullable=False),
        sa.Column("rules", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("matches_any", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("sort", sa.String(), server_default="newest", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_collection_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_collection")),
    )


def _create_collection_member() -> None:
    op.create_table(
        "catalog_collection_member",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_collection_member_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("collection_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "collection_id"],
            ["catalog_collection.store_id", "catalog_collection.id"],
            name=op.f("fk_catalog_collection_member_store_id_collection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_product.store_id", "catalog_product.id"],
            name=op.f("fk_catalog_collection_member_store_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_collection_member_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_collection_member")),
        sa.UniqueConstraint(
            "store_id",
            "collection_id",
            "product_id",
            name=op.f("uq_catalog_collection_member_store_id_collection_id_product_id"),
        ),
    )
    op.create_index(
        "ix_catalog_collection_member_store_id_product_id",
        "catalog_collection_member",
        ["store_id", "product_id"],
    )


def _create_attribute() -> None:
    op.create_table(
        "catalog_attribute",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_attribute_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), server_default="", nullable=False),
        sa.Column("translations", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("choices", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'number', 'yes_no', 'choice')",
            name=op.f("ck_catalog_attribute_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_attribute_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_attribute")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_catalog_attribute_store_id_code")),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        drop_ids(table)
