"""layouts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "core_0004"
down_revision = "core_0003"
branch_labels = None
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    op.create_table(
        "core_dashboard_layout",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("dashboard", sa.String(), nullable=False),
        sa.Column("sections", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("cards", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("pinned", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("hidden", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["tenancy_user.id"],
            name=op.f("fk_core_dashboard_layout_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "dashboard", name=op.f("pk_core_dashboard_layout")),
    )


def downgrade() -> None:
    op.drop_table("core_dashboard_layout")
