"""Shipments, returns, invoices with their counters, and who sells.

Revision ID: orders_0004
Revises: orders_0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "orders_0004"
down_revision = "orders_0003"
branch_labels = None
depends_on = None

TABLES = (
    "orders_fulfilment",
    "orders_fulfilment_line",
    "orders_return",
    "orders_return_line",
    "orders_invoice",
    "orders_invoice_counter",
    "orders_seller",
)


def upgrade() -> None:
    for table in TABLES:
        create_ids(table)
    _create_fulfilments()
    _create_returns()
    _create_invoices()
    _create_seller()
    _create_indexes()
    for table in TABLES:
        protect_store_rows(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
        drop_ids(table)


def _create_fulfilments() -> None:
    _create_table(
        "orders_fulfilment",
        *_ids("order_id"),
        _moment("shipped_at", is_required=True),
        _moment("delivered_at"),
        *_texts("carrier", "tracking_number", "tracking_url", is_required=False),
        _reference("orders_fulfilment", "order_id", "orders_order"),
    )
    _create_table(
        "orders_fulfilment_line",
        *_ids("fulfilment_id", "order_line_id", "quantity"),
        _reference("orders_fulfilment_line", "fulfilment_id", "orders_fulfilment"),
        _reference("orders_fulfilment_line", "order_line_id", "orders_order_line"),
        _unique("orders_fulfilment_line", "fulfilment_id", "order_line_id"),
    )


def _create_returns() -> None:
    _create_table(
        "orders_return",
        *_ids("order_id"),
        *_texts("kind"),
        *_texts("reason", "rejection", is_required=False),
        _moment("requested_at", is_required=True),
        *(_moment(f"{act}_at") for act in ("approved", "rejected", "received", "refund_due")),
        sa.Column("is_whole_order", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("reversal_id", sa.BigInteger()),
        _reference("orders_return", "order_id", "orders_order"),
        _reference("orders_return", "reversal_id", "orders_reversal"),
        sa.CheckConstraint(
            "kind IN ('return', 'withdrawal')", name=op.f("ck_orders_return_known_kind")
        ),
    )
    _create_table(
        "orders_return_line",
        *_ids("return_id", "order_line_id", "quantity"),
        *_ids("received_units", "restocked_units", default="0"),
        _reference("orders_return_line", "return_id", "orders_return"),
        _reference("orders_return_line", "order_line_id", "orders_order_line"),
        _unique("orders_return_line", "return_id", "order_line_id"),
    )


def _create_invoices() -> None:
    _create_table(
        "orders_invoice",
        *_texts("kind", "number", "locale", "currency"),
        *_ids("sequence", "order_id", "net_minor", "tax_minor", "total_minor"),
        sa.Column("reversal_id", sa.BigInteger()),
        sa.Column("invoice_id", sa.BigInteger()),
        _moment("issued_at", is_required=True),
        sa.Column("content", JSONB(), nullable=False),
        _reference("orders_invoice", "order_id", "orders_order"),
        _reference("orders_invoice", "reversal_id", "orders_reversal"),
        _reference("orders_invoice", "invoice_id", "orders_invoice"),
        _unique("orders_invoice", "kind", "sequence"),
        sa.CheckConstraint(
            "kind IN ('invoice', 'credit_note')", name=op.f("ck_orders_invoice_known_kind")
        ),
        sa.CheckConstraint(
            "(kind = 'credit_note') = (reversal_id IS NOT NULL)",
            name=op.f("ck_orders_invoice_cause_named"),
        ),
    )
    _create_table(
        "orders_invoice_counter",
        *_texts("kind"),
        *_ids("last"),
        _unique("orders_invoice_counter", "kind"),
    )


def _create_seller() -> None:
    _create_table(
        "orders_seller",
        *_texts("legal_name", "line1", "line2", "postal_code", "city", "country"),
        *_texts("vat_id", "registration", "email", "footer"),
        *_ids("version", default="1"),
        _unique("orders_seller"),
    )


def _create_indexes() -> None:
    for table in ("fulfilment", "return", "invoice"):
        op.create_index(f"ix_orders_{table}_order", f"orders_{table}", ["store_id", "order_id"])
    op.create_index(
        "ix_orders_return_open",
        "orders_return",
        ["store_id", "requested_at"],
        postgresql_where="received_at IS NULL AND rejected_at IS NULL",
    )
    op.create_index(
        "uq_orders_invoice_reversal",
        "orders_invoice",
        ["store_id", "reversal_id"],
        unique=True,
        postgresql_where="reversal_id IS NOT NULL",
    )
    op.create_index(
        "uq_orders_invoice_order",
        "orders_invoice",
        ["store_id", "order_id"],
        unique=True,
        postgresql_where="kind = 'invoice'",
    )


def _create_table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A store-owned table: the store first in its primary key."""
    op.create_table(
        name,
        *_ids("store_id"),
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


def _ids(*names: str, default: str | None = None) -> list[sa.Column[int]]:
    return [
        sa.Column(name, sa.BigInteger(), nullable=False, server_default=default) for name in names
    ]


def _texts(*names: str, is_required: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=not is_required) for name in names]


def _moment(name: str, *, is_required: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not is_required)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    names = ("store_id", *columns)
    return sa.UniqueConstraint(*names, name=f"uq_{table}_{'_'.join(names)}")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["store_id", column],
        [f"{target}.store_id", f"{target}.id"],
        name=f"fk_{table}_store_id_{column}",
    )
