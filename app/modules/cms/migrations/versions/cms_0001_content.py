"""Pages, media files and themes.

Revision ID: cms_0001
Revises:
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import protect_store_rows

revision = "cms_0001"
down_revision = None
branch_labels = ("cms",)
depends_on = ("tenancy_0001",)

TABLES = ("cms_page", "cms_media_file", "cms_theme")


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"CREATE SEQUENCE {table}_id_seq AS bigint")
    _create_pages()
    _create_media_files()
    _create_themes()
    for table in TABLES:
        protect_store_rows(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        op.execute(f"DROP SEQUENCE {table}_id_seq")


def _create_pages() -> None:
    op.create_table(
        "cms_page",
        *_keys("cms_page"),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("unpublished_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("store_id", "slug", "locale", name="uq_cms_page_store_id_slug_locale"),
    )
    op.create_index("ix_cms_page_created", "cms_page", ["store_id", "created_at"])


def _create_media_files() -> None:
    op.create_table(
        "cms_media_file",
        *_keys("cms_media_file"),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("alt_text", sa.String()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("store_id", "path", name="uq_cms_media_file_store_id_path"),
        sa.CheckConstraint("size_bytes >= 0", name=op.f("ck_cms_media_file_size_not_negative")),
    )
    op.create_index("ix_cms_media_file_created", "cms_media_file", ["store_id", "created_at"])


def _create_themes() -> None:
    op.create_table(
        "cms_theme",
        *_keys("cms_theme"),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_in_use", sa.Boolean(), server_default="false", nullable=False),
        sa.UniqueConstraint("store_id", "code", name="uq_cms_theme_store_id_code"),
    )
    op.create_index(
        "uq_cms_theme_in_use",
        "cms_theme",
        ["store_id"],
        unique=True,
        postgresql_where=sa.text("is_in_use"),
    )


def _keys(table: str) -> list[Any]:
    return [
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text(f"nextval('{table}_id_seq')"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["store_id"], ["tenancy_store.id"], name=f"fk_{table}_store_id"),
    ]
