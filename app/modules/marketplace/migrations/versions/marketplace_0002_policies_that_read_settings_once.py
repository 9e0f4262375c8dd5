"""Policies that read their settings once a statement and not once a row."""

from __future__ import annotations

from app.kernel.database.migration_ops import renew_policies

revision = "marketplace_0002"
down_revision = "marketplace_0001"
branch_labels = None
depends_on = None

TABLES = (
    "marketplace_import_job",
    "marketplace_import_refusal",
    "marketplace_staging_product",
    "marketplace_sighting",
    "marketplace_open_invoice",
)


def upgrade() -> None:
    for table in TABLES:
        renew_policies(table)


def downgrade() -> None:
    """Nothing: the policies of before showed the same rows, and go with their tables."""
