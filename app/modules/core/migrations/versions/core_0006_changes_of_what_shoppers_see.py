"""changes of what shoppers see."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids

revision = "core_0006"
down_revision = "core_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("core_store_change")
    op.create_table(
        "core_store_change",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('core_store_change_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "happened_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_core_store_change_store_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_store_change")),
    )
    op.create_index(
        "ix_core_store_change_store_id", "core_store_change", ["store_id", "id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_core_store_change_store_id", table_name="core_store_change")
    op.drop_table("core_store_change")
    drop_ids("core_store_change")
