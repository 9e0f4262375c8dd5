"""Orders, their lines and timelines, and what went back.

Revision ID: orders_0001
Revises:
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "orders_0001"
down_revision = None
branch_labels = ("orders",)
depends_on = ("tenancy_0001",)

TABLES = (
    "orders_order",
    "orders_order_line",
    "orders_reversal",
    "orders_reversal_line",
    "orders_order_event",
)
PENDING_UNTIL = (
    "CASE WHEN least(paid_at, cancelled_at, failed_at) IS NOT NULL"
    " THEN greatest(placed_at, least(paid_at, cancelled_at, failed_at))"
    " ELSE NULL::timestamp with time zone END"
)
UNFULFILLED_FROM = (
    "CASE WHEN paid_at IS NOT NULL THEN greatest(placed_at, paid_at)"
    " ELSE NULL::timestamp with time zone END"
)
UNFULFILLED_UNTIL = (
    "CASE WHEN paid_at IS NOT NULL AND least(fulfilled_at, cancelled_at, failed_at) IS NOT NULL"
    " THEN greatest(placed_at, paid_at, least(fulfilled_at, cancelled_at, failed_at))"
    " ELSE NULL::timestamp with time zone END"
)


def upgrade() -> None:
    for table in TABLES:
        create_ids(table)
    _create_orders()
    _create_order_lines()
    _create_reversals()
    _create_reversal_lines()
    _create_order_events()
    _create_indexes()
    for table in TABLES:
        protect_store_rows(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        drop_ids(table)


def _create_orders() -> None:
    _create_table(
        "orders_order",
        *_required("source", "external_ref", "number", type_=sa.String()),
        sa.Column("platform_id", sa.BigInteger()),
        sa.Column("customer_id", sa.BigInteger()),
        sa.Column("customer_name", sa.String()),
        sa.Column("customer_email", sa.String()),
        sa.Column("country", sa.String()),
        *_required("currency", type_=sa.String()),
        *_required("placed_at", type_=sa.DateTime(timezone=True)),
        sa.Column("paid_at", sa.DateTime(timezone=True)),
        sa.Column("fulfilled_at", sa.DateTime(timezone=True)),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        *_required("gross_minor", "discount_minor", "shipping_minor", type_=sa.BigInteger()),
        *_required("shipping_tax_minor", "tax_minor", "units", type_=sa.BigInteger()),
        _derived("pending_until", PENDING_UNTIL),
        _derived("unfulfilled_from", UNFULFILLED_FROM),
        _derived("unfulfilled_until", UNFULFILLED_UNTIL),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["tenancy_platform.id"], name="fk_orders_order_platform_id"
        ),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "external_ref",
            name="uq_orders_order_store_id_source_external_ref",
        ),
    )


def _create_order_lines() -> None:
    _create_table(
        "orders_order_line",
        *_required("order_id", type_=sa.BigInteger()),
        *_required("external_ref", "sku", "title", type_=sa.String()),
        sa.Column("variant_id", sa.BigInteger()),
        *_required("quantity", type_=sa.BigInteger()),
        *_required("unit_price", type_=sa.Numeric(18, 6)),
        *_required("gross_minor", "discount_minor", "tax_minor", type_=sa.BigInteger()),
        _reference("orders_order_line", "order_id", "orders_order"),
        sa.UniqueConstraint(
            "store_id",
            "order_id",
            "external_ref",
            name="uq_orders_order_line_store_id_order_id_external_ref",
        ),
    )


def _create_reversals() -> None:
    _create_table(
        "orders_reversal",
        *_required("source", "external_ref", "number", "kind", type_=sa.String()),
        sa.Column("order_ref", sa.String()),
        sa.Column("order_id", sa.BigInteger()),
        sa.Column("customer_id", sa.BigInteger()),
        *_required("occurred_at", type_=sa.DateTime(timezone=True)),
        *_required("currency", type_=sa.String()),
        *_required("goods_minor", "shipping_minor", "tax_minor", "units", type_=sa.BigInteger()),
        sa.Column("reason", sa.String()),
        _reference("orders_reversal", "order_id", "orders_order"),
        sa.UniqueConstraint(
            "store_id",
            "source",
            "external_ref",
            name="uq_orders_reversal_store_id_source_external_ref",
        ),
        sa.CheckConstraint(
            "kind IN ('refund', 'return', 'cancellation')",
            name=op.f("ck_orders_reversal_known_kind"),
        ),
    )


def _create_reversal_lines() -> None:
    _create_table(
        "orders_reversal_line",
        *_required("reversal_id", type_=sa.BigInteger()),
        *_required("external_ref", "sku", "title", type_=sa.String()),
        *_required("quantity", "goods_minor", type_=sa.BigInteger()),
        _reference("orders_reversal_line", "reversal_id", "orders_reversal"),
        sa.UniqueConstraint(
            "store_id",
            "reversal_id",
            "external_ref",
            name="uq_orders_reversal_line_store_id_reversal_id_external_ref",
        ),
    )


def _create_order_events() -> None:
    _create_table(
        "orders_order_event",
        *_required("order_id", type_=sa.BigInteger()),
        *_required("kind", type_=sa.String()),
        sa.Column("reversal_id", sa.BigInteger()),
        *_required("happened_at", type_=sa.DateTime(timezone=True)),
        _reference("orders_order_event", "order_id", "orders_order"),
        _reference("orders_order_event", "reversal_id", "orders_reversal"),
        sa.UniqueConstraint(
            "store_id",
            "order_id",
            "kind",
            "reversal_id",
            name="uq_orders_order_event_store_id_order_id_kind_reversal_id",
            postgresql_nulls_not_distinct=True,
        ),
        sa.CheckConstraint(
            "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed')",
            name=op.f("ck_orders_order_event_known_kind"),
        ),
        sa.CheckConstraint(
            "(kind = 'reversed') = (reversal_id IS NOT NULL)",
            name=op.f("ck_orders_order_event_reversal_named"),
        ),
    )


def _create_indexes() -> None:
    op.create_index(
        "ix_orders_order_placed",
        "orders_order",
        ["store_id", "placed_at"],
        postgresql_include=[
            "currency",
            "gross_minor",
            "discount_minor",
            "shipping_minor",
            "tax_minor",
            "units",
        ],
        postgresql_where="failed_at IS NULL",
    )
    op.create_index(
        "ix_orders_order_cancelled",
        "orders_order",
        ["store_id", "cancelled_at"],
        postgresql_where="cancelled_at IS NOT NULL AND failed_at IS NULL",
    )
    op.create_index(
        "ix_orders_order_pending",
        "orders_order",
        ["store_id", "pending_until"],
        postgresql_include=["placed_at"],
    )
    op.create_index(
        "ix_orders_order_unfulfilled",
        "orders_order",
        ["store_id", "unfulfilled_until"],
        postgresql_include=["unfulfilled_from"],
        postgresql_where="unfulfilled_from IS NOT NULL",
    )
    op.create_index(
        "ix_orders_reversal_occurred",
        "orders_reversal",
        ["store_id", "occurred_at"],
        postgresql_include=["currency", "goods_minor", "shipping_minor", "tax_minor"],
    )
    op.create_index("ix_orders_reversal_order", "orders_reversal", ["store_id", "order_id"])
    op.create_index(
        "ix_orders_reversal_waiting",
        "orders_reversal",
        ["store_id", "source", "order_ref"],
        postgresql_where="order_id IS NULL AND order_ref IS NOT NULL",
    )


def _create_table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A store-owned table: the store first in its primary key."""
    op.create_table(
        name,
        *_required("store_id", type_=sa.BigInteger()),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text(f"nextval('{name}_id_seq'::regclass)"),
            nullable=False,
        ),
        *parts,
        sa.PrimaryKeyConstraint("store_id", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["store_id"], ["tenancy_store.id"], name=f"fk_{name}_store_id"),
    )


def _required(*names: str, type_: sa.types.TypeEngine[Any]) -> Sequence[sa.Column[Any]]:
    return [sa.Column(name, type_, nullable=False) for name in names]


def _derived(name: str, formula: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), sa.Computed(formula, persisted=True))


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["store_id", column],
        [f"{target}.store_id", f"{target}.id"],
        name=f"fk_{table}_store_id_{column}",
    )
