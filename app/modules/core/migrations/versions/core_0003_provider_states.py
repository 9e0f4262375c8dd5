"""provider states."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "core_0003"
down_revision = "core_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_ids("core_store_answer")
    op.create_table(
        "core_store_answer",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('core_store_answer_id_seq'::regclass)"),
            nullable=False,
        ),
        *_answer(),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_core_store_answer_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_core_store_answer")),
        sa.UniqueConstraint(
            "store_id",
            "module_code",
            "question",
            name=op.f("uq_core_store_answer_store_id_module_code_question"),
        ),
    )
    protect_store_rows("core_store_answer")
    op.create_table(
        "core_platform_answer",
        sa.Column("platform_id", sa.BigInteger(), nullable=False),
        *_answer(),
        sa.PrimaryKeyConstraint(
            "platform_id", "module_code", "question", name=op.f("pk_core_platform_answer")
        ),
    )
    _create_minutes()


def _answer() -> list[sa.Column[object]]:
    return [
        sa.Column("module_code", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", JSONB(), nullable=False),
    ]


def _create_minutes() -> None:
    op.create_table(
        "core_provider_minute",
        sa.Column("module_code", sa.String(), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("asked", "errors", "timeouts", "parked", "open_breakers")
        ),
        sa.Column("times", ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("last_state", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(
            "module_code", "minute", "process", name=op.f("pk_core_provider_minute")
        ),
    )
    op.create_index("ix_core_provider_minute_minute", "core_provider_minute", ["minute"])


def downgrade() -> None:
    op.drop_table("core_provider_minute")
    op.drop_table("core_platform_answer")
    op.drop_table("core_store_answer")
    drop_ids("core_store_answer")
