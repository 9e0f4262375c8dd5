"""prices that an import brought and that wait for their place in the history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "catalog_0006"
down_revision = "catalog_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("catalog_variant", sa.Column("taken_minor", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("catalog_variant", "taken_minor")
