"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "core_0001"
down_revision = None
branch_labels = ("core",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    op.create_table(
        "core_module_switch",
        sa.Column("platform_id", sa.BigInteger(), nullable=False),
        sa.Column("module_code", sa.String(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["tenancy_user.id"], name=op.f("fk_core_module_switch_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["tenancy_platform.id"], name=op.f("fk_core_module_switch_platform_id")
        ),
        sa.PrimaryKeyConstraint("platform_id", "module_code", name=op.f("pk_core_module_switch")),
    )


def downgrade() -> None:
    op.drop_table("core_module_switch")
