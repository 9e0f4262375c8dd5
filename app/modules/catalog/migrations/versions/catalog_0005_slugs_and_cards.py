"""slugs, and cards of products kept ready."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "catalog_0005"
down_revision = "catalog_0004"
branch_labels = None
depends_on = None

TABLES = ("catalog_slug", "catalog_card")


def upgrade() -> None:
    for table in TABLES:
        create_ids(table)
    _create_slug()
    _create_card()
    for table in TABLES:
        protect_store_rows(table)


def _create_slug() -> None:
    op.create_table(
        "catalog_slug",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_slug_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("collection_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('product', 'category', 'collection')", name=op.f("ck_catalog_slug_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "category_id"],
            ["catalog_category.store_id", "catalog_category.id"],
            name=op.f("fk_catalog_slug_store_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "collection_id"],
            ["catalog_collection.store_id", "catalog_collection.id"],
            name=op.f("fk_catalog_slug_store_id_collection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_product.store_id", "catalog_product.id"],
            name=op.f("fk_catalog_slug_store_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_slug_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_slug")),
        sa.UniqueConstraint(
            "store_id",
            "kind",
            "slug",
            "locale",
            name=op.f("uq_catalog_slug_store_id_kind_slug_locale"),
        ),
    )
    op.create_index(
        "ix_catalog_slug_store_id_category_id", "catalog_slug", ["store_id", "category_id"]
    )
    op.create_index(
        "ix_catalog_slug_store_id_collection_id", "catalog_slug", ["store_id", "collection_id"]
    )
    op.create_index(
        "ix_catalog_slug_store_id_product_id", "catalog_slug", ["store_id", "product_id"]
    )


def _create_card() -> None:
    op.create_table(
        "catalog_card",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('catalog_card_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("price_key", sa.BigInteger(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_fr", sa.String(), nullable=False),
        sa.Column("title_de", sa.String(), nullable=False),
        sa.Column("title_lb", sa.String(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("variant_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("card_en", sa.String(), nullable=True),
        sa.Column("card_fr", sa.String(), nullable=True),
        sa.Column("card_de", sa.String(), nullable=True),
        sa.Column("card_lb", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("detail_en", sa.String(), nullable=True),
        sa.Column("detail_fr", sa.String(), nullable=True),
        sa.Column("detail_de", sa.String(), nullable=True),
        sa.Column("detail_lb", sa.String(), nullable=True),
        sa.Column("brand", sa.String(), server_default="", nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_product.store_id", "catalog_product.id"],
            name=op.f("fk_catalog_card_store_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_catalog_card_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_catalog_card")),
        sa.UniqueConstraint(
            "store_id",
            "product_id",
            "currency",
            "valid_from",
            name=op.f("uq_catalog_card_store_id_product_id_currency_valid_from"),
        ),
    )
    op.create_index(
        "ix_catalog_card_featured",
        "catalog_card",
        ["store_id", "currency", "is_featured", "published_at", "product_id"],
    )
    op.create_index(
        "ix_catalog_card_newest",
        "catalog_card",
        ["store_id", "currency", "published_at", "product_id"],
    )
    op.create_index(
        "ix_catalog_card_price", "catalog_card", ["store_id", "currency", "price_key", "product_id"]
    )
    op.create_index(
        "ix_catalog_card_title_de",
        "catalog_card",
        ["store_id", "currency", "title_de", "product_id"],
    )
    op.create_index(
        "ix_catalog_card_title_en",
        "catalog_card",
        ["store_id", "currency", "title_en", "product_id"],
    )
    op.create_index(
        "ix_catalog_card_title_fr",
        "catalog_card",
        ["store_id", "currency", "title_fr", "product_id"],
    )
    op.create_index(
        "ix_catalog_card_title_lb",
        "catalog_card",
        ["store_id", "currency", "title_lb", "product_id"],
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        drop_ids(table)
