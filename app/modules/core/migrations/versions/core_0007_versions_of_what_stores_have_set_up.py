"""versions of what stores have set up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids

revision = "core_0007"
down_revision = "core_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("core_store_setup")
    op.create_table(
        "core_store_setup",
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('core_store_setup_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "version",
            sa.BigInteger(),
            server_default=sa.text("nextval('core_store_setup_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_core_store_setup_store_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_store_setup")),
        sa.UniqueConstraint("store_id", name=op.f("uq_core_store_setup_store_id")),
    )


def downgrade() -> None:
    op.drop_table("core_store_setup")
    drop_ids("core_store_setup")
