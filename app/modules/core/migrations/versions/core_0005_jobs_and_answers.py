"""Receipts of jobs, and answers of calls that are carried out once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "core_0005"
down_revision = "core_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_receipts()
    create_ids("core_idempotent_answer")
    _create_answers()
    protect_store_rows("core_idempotent_answer")


def _create_receipts() -> None:
    op.create_table(
        "core_job_receipt",
        sa.Column("job_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "done_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_core_job_receipt")),
    )
    op.create_index("ix_core_job_receipt_done_at", "core_job_receipt", ["done_at"])


def _create_answers() -> None:
    op.create_table(
        "core_idempotent_answer",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('core_idempotent_answer_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("status", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_core_idempotent_answer_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_core_idempotent_answer")),
        sa.UniqueConstraint(
            "store_id",
            "actor",
            "key",
            name=op.f("uq_core_idempotent_answer_store_id_actor_key"),
        ),
    )
    op.create_index(
        "ix_core_idempotent_answer_store_id_created_at",
        "core_idempotent_answer",
        ["store_id", "created_at"],
    )


def downgrade() -> None:
    op.drop_table("core_idempotent_answer")
    drop_ids("core_idempotent_answer")
    op.drop_table("core_job_receipt")
