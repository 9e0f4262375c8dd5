"""Imports, their refusals and sightings, and staged products.

Revision ID: marketplace_0001
Revises:
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import protect_store_rows

revision = "marketplace_0001"
down_revision = None
branch_labels = ("marketplace",)
depends_on = ("tenancy_0001",)

JOB = "marketplace_import_job"
REFUSAL = "marketplace_import_refusal"
STAGING = "marketplace_staging_product"
SIGHTING = "marketplace_sighting"
INVOICE = "marketplace_open_invoice"
TABLES = (JOB, REFUSAL, STAGING, SIGHTING, INVOICE)


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"CREATE SEQUENCE {table}_id_seq AS bigint")
    _create_jobs()
    _create_refusals()
    _create_staging_products()
    _create_sightings()
    _create_open_invoices()
    for table in TABLES:
        protect_store_rows(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        op.execute(f"DROP SEQUENCE {table}_id_seq")


def _create_jobs() -> None:
    counts = ("rows", "created", "updated", "unchanged", "skipped", "failed")
    op.create_table(
        JOB,
        *_keys(JOB),
        _text("external_ref"),
        _text("kind"),
        _text("file_name"),
        _text("state"),
        _time("started_at"),
        _time("finished_at", nullable=True),
        *(sa.Column(name, sa.BigInteger(), server_default="0", nullable=False) for name in counts),
        sa.Column("is_complete", sa.Boolean(), server_default="true", nullable=False),
        _text("failure", nullable=True),
        sa.UniqueConstraint("store_id", "external_ref", name=f"uq_{JOB}_store_id_external_ref"),
        sa.CheckConstraint(
            "state IN ('running', 'finished', 'failed')", name=op.f(f"ck_{JOB}_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'running') = (finished_at IS NULL)",
            name=op.f(f"ck_{JOB}_running_or_finished"),
        ),
    )
    op.create_index(f"ix_{JOB}_started", JOB, ["store_id", "started_at"])


def _create_refusals() -> None:
    op.create_table(
        REFUSAL,
        *_keys(REFUSAL),
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger()),
        _text("problem"),
        _text("reason"),
        _text("text"),
        sa.UniqueConstraint(
            "store_id", "job_id", "position", name=f"uq_{REFUSAL}_store_id_job_id_position"
        ),
        _of_job(REFUSAL),
    )


def _create_staging_products() -> None:
    op.create_table(
        STAGING,
        *_keys(STAGING),
        _text("external_ref"),
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        _text("title"),
        _text("sku"),
        sa.Column("price_minor", sa.BigInteger()),
        _text("currency", nullable=True),
        _time("staged_at"),
        _time("resolved_at", nullable=True),
        _text("resolution", nullable=True),
        sa.UniqueConstraint("store_id", "external_ref", name=f"uq_{STAGING}_store_id_external_ref"),
        sa.CheckConstraint(
            "(price_minor IS NULL) = (currency IS NULL)",
            name=op.f(f"ck_{STAGING}_price_with_currency"),
        ),
        _of_job(STAGING),
    )
    op.create_index(f"ix_{STAGING}_job", STAGING, ["store_id", "job_id"])
    op.create_index(f"ix_{STAGING}_staged", STAGING, ["store_id", "staged_at"])


def _create_sightings() -> None:
    op.create_table(
        SIGHTING,
        *_keys(SIGHTING),
        _text("source"),
        _text("kind"),
        _text("external_ref"),
        _time("first_seen_at"),
        _text("label", nullable=True),
        sa.Column("label_rank", sa.BigInteger()),
        _time("labelled_at", nullable=True),
        sa.Column("price_minor", sa.BigInteger()),
        _time("priced_at", nullable=True),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "kind",
            "external_ref",
            name=f"uq_{SIGHTING}_store_id_source_kind_external_ref",
        ),
        sa.CheckConstraint(
            "kind IN ('product', 'customer')", name=op.f(f"ck_{SIGHTING}_known_kind")
        ),
    )


def _create_open_invoices() -> None:
    op.create_table(
        INVOICE,
        *_keys(INVOICE),
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        _text("number"),
        _text("digests"),
        sa.UniqueConstraint(
            "store_id", "job_id", "number", name=f"uq_{INVOICE}_store_id_job_id_number"
        ),
        _of_job(INVOICE),
    )


def _keys(table: str) -> list[Any]:
    return [
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text(f"nextval('{table}_id_seq')"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["store_id"], ["tenancy_store.id"], name=f"fk_{table}_store_id"),
    ]


def _of_job(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["store_id", "job_id"], [f"{JOB}.store_id", f"{JOB}.id"], name=f"fk_{table}_store_id_job_id"
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
