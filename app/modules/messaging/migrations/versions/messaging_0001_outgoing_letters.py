"""The outbox of stores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "messaging_0001"
down_revision = None
branch_labels = ("messaging",)
depends_on = ("tenancy_0001",)


def upgrade() -> None:
    create_ids("messaging_outgoing_letter")
    op.create_table(
        "messaging_outgoing_letter",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text("nextval('messaging_outgoing_letter_id_seq'::regclass)"),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), server_default="en", nullable=False),
        sa.Column("is_secret", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(sent_at, failed_at) < 2",
            name=op.f("ck_messaging_outgoing_letter_sent_or_failed"),
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["tenancy_store.id"], name=op.f("fk_messaging_outgoing_letter_store_id")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_messaging_outgoing_letter")),
        sa.UniqueConstraint(
            "store_id", "key", name=op.f("uq_messaging_outgoing_letter_store_id_key")
        ),
    )
    op.create_index(
        "ix_messaging_outgoing_letter_created",
        "messaging_outgoing_letter",
        ["store_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "ix_messaging_outgoing_letter_recipient",
        "messaging_outgoing_letter",
        ["store_id", "recipient"],
        unique=False,
    )
    op.create_index(
        "ix_messaging_outgoing_letter_waiting",
        "messaging_outgoing_letter",
        ["store_id", "next_try_at"],
        unique=False,
        postgresql_where=sa.text("sent_at IS NULL AND failed_at IS NULL"),
    )
    protect_store_rows("messaging_outgoing_letter")


def downgrade() -> None:
    op.drop_table("messaging_outgoing_letter")
    drop_ids("messaging_outgoing_letter")
