"""what shoppers are told of products and variants."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "catalog_0003"
down_revision = "catalog_0002"
branch_labels = None
depends_on = None

PRODUCT = (
    "description",
    "seo_title",
    "seo_description",
    "translations",
    "brand",
    "tags",
    "tax_class",
    "needs_shipping",
    "options",
    "images",
    "attributes",
    "version",
    "updated_at",
    "cards_due_at",
)
VARIANT = (
    "choices",
    "position",
    "weight_grams",
    "barcode",
    "image_url",
    "measure_quantity",
    "measure_unit",
    "retired_at",
)


def upgrade() -> None:
    _extend_product()
    _extend_variant()


def _extend_product() -> None:
    op.add_column(
        "catalog_product", sa.Column("description", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "catalog_product", sa.Column("seo_title", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "catalog_product",
        sa.Column("seo_description", sa.String(), server_default="", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("translations", postgresql.JSONB(), server_default="{}", nullable=False),
    )
    op.add_column(
        "catalog_product", sa.Column("brand", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "catalog_product",
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("tax_class", sa.String(), server_default="standard", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("needs_shipping", sa.Boolean(), server_default="true", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("options", postgresql.JSONB(), server_default="[]", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("images", postgresql.JSONB(), server_default="[]", nullable=False),
    )
    op.add_column(
        "catalog_product",
        sa.Column("attributes", postgresql.JSONB(), server_default="{}", nullable=False),
    )
    op.add_column(
        "catalog_product", sa.Column("version", sa.BigInteger(), server_default="1", nullable=False)
    )
    op.add_column(
        "catalog_product",
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.add_column(
        "catalog_product",
        sa.Column(
            "cards_due_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.create_index(
        "ix_catalog_product_store_id_cards_due_at", "catalog_product", ["store_id", "cards_due_at"]
    )


def _extend_variant() -> None:
    op.add_column(
        "catalog_variant",
        sa.Column("choices", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column(
        "catalog_variant",
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "catalog_variant",
        sa.Column("weight_grams", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "catalog_variant", sa.Column("barcode", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "catalog_variant", sa.Column("image_url", sa.String(), server_default="", nullable=False)
    )
    op.add_column("catalog_variant", sa.Column("measure_quantity", sa.Numeric(), nullable=True))
    op.add_column(
        "catalog_variant", sa.Column("measure_unit", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "catalog_variant", sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_catalog_variant_weight_not_negative"), "catalog_variant", "weight_grams >= 0"
    )


def downgrade() -> None:
    op.drop_constraint("ck_catalog_variant_weight_not_negative", "catalog_variant")
    op.drop_index("ix_catalog_product_store_id_cards_due_at", "catalog_product")
    for column in PRODUCT:
        op.drop_column("catalog_product", column)
    for column in VARIANT:
        op.drop_column("catalog_variant", column)
