"""Policies that read their settings once a statement and not once a row."""

from __future__ import annotations

from app.kernel.database.migration_ops import renew_policies

revision = "catalog_0002"
down_revision = "catalog_0001"
branch_labels = None
depends_on = None

TABLES = ("catalog_product", "catalog_variant")


def upgrade() -> None:
    for table in TABLES:
        renew_policies(table)


def downgrade() -> None:
    """Nothing: the policies of before showed the same rows, and go with their tables."""
