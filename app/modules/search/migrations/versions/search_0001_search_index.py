"""The index of search: documents, cards, postings, words and their spellings, labels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "search_0001"
down_revision = None
branch_labels = ("search",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("search_label")
    _create_card()
    _create_posting()
    _create_spelling()
    _create_word()
    _create_document()
    _create_index_state()
    _create_label()
    _create_variant()
    protect_store_rows("search_card")
    protect_store_rows("search_posting")
    protect_store_rows("search_spelling")
    protect_store_rows("search_word")
    protect_store_rows("search_document")
    protect_store_rows("search_index_state")
    protect_store_rows("search_label")
    protect_store_rows("search_variant")


def _create_card() -> None:
    op.create_table(
        "search_card",
        sa.Column("store_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("card", postgresql.JSONB(), nullable=False),
        sa.Column("terms", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("weights", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "locale", "product_id", name=op.f("pk_search_card")),
    )


def _create_posting() -> None:
    op.create_table(
        "search_posting",
        sa.Column("store_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("term", sa.Text(collation="C"), nullable=False),
        sa.Column("weight", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "store_id", "locale", "term", "weight", "product_id", name=op.f("pk_search_posting")
        ),
    )


def _create_spelling() -> None:
    op.create_table(
        "search_spelling",
        sa.Column("store_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("deletion", sa.Text(collation="C"), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.PrimaryKeyConstraint(
            "store_id", "locale", "deletion", "word", name=op.f("pk_search_spelling")
        ),
    )


def _create_word() -> None:
    op.create_table(
        "search_word",
        sa.Column("store_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "locale", "word", name=op.f("pk_search_word")),
    )


def _create_document() -> None:
    op.create_table(
        "search_document",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("is_available", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filters", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_search_document_store_id")
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "locale", "product_id", name=op.f("pk_search_document")
        ),
    )
    op.create_index(
        "ix_search_document_newest",
        "search_document",
        ["store_id", "locale", "published_at", "product_id"],
    )
    op.create_index(
        "ix_search_document_price",
        "search_document",
        ["store_id", "locale", "price_minor", "product_id"],
    )


def _create_index_state() -> None:
    op.create_table(
        "search_index_state",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("documents_done", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_search_index_state_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", name=op.f("pk_search_index_state")),
    )


def _create_label() -> None:
    op.create_table(
        "search_label",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('search_label_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("term", sa.Text(collation="C"), nullable=False),
        sa.Column("facet", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("folded", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_search_label_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_search_label")),
        sa.UniqueConstraint(
            "store_id", "locale", "term", name=op.f("uq_search_label_store_id_locale_term")
        ),
    )
    op.create_index("ix_search_label_folded", "search_label", ["store_id", "locale", "folded"])


def _create_variant() -> None:
    op.create_table(
        "search_variant",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_search_variant_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "variant_id", name=op.f("pk_search_variant")),
    )
    op.create_index("ix_search_variant_product", "search_variant", ["store_id", "product_id"])


def downgrade() -> None:
    op.drop_table("search_variant")
    op.drop_table("search_label")
    op.drop_table("search_index_state")
    op.drop_table("search_document")
    op.drop_table("search_word")
    op.drop_table("search_spelling")
    op.drop_table("search_posting")
    op.drop_table("search_card")
    drop_ids("search_label")
