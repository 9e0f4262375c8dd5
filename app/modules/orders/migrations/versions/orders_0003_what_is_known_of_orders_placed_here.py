"""What is known of orders that are placed here: payment, addresses, tax, and what became of them.

Revision ID: orders_0003
Revises: orders_0002
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "orders_0003"
down_revision = "orders_0002"
branch_labels = None
depends_on = None

ONCE = "kind IN ('placed', 'paid', 'fulfilled', 'cancelled', 'failed', 'reversed')"
ORDER, LINE, EVENT = "orders_order", "orders_order_line", "orders_order_event"
REVERSAL, REVERSAL_LINE = "orders_reversal", "orders_reversal_line"
TEXTS = {
    ORDER: (
        "locale",
        "token_digest",
        "vat_id",
        "note",
        "shipping_code",
        "shipping_name",
        "tax_scheme",
        "tax_note_key",
        "payment_method",
    ),
    LINE: ("tax_class",),
    EVENT: ("actor", "text"),
}
VALUES = {
    ORDER: ("shipping_address", "billing_address", "tax_rates", "promotions"),
    EVENT: ("details",),
}
MOMENTS = {ORDER: ("hold_until", "authorised_at")}
COUNTS = {
    ORDER: (
        "shipping_discount_minor",
        "captured_minor",
        "refunded_minor",
        "recorded_minor",
        "reversed_minor",
        "reversed_shipping_minor",
        "reversed_shipping_tax_minor",
        "owed_minor",
    ),
    LINE: (
        "position",
        "priced_discount_minor",
        "weight_grams",
        "cancelled_units",
        "shipped_units",
        "returned_units",
        "reversed_units",
        "reversed_net_minor",
        "reversed_tax_minor",
    ),
    REVERSAL: ("shipping_tax_minor", "refund_minor"),
    REVERSAL_LINE: ("tax_minor",),
}
OTHERS = {
    ORDER: ("are_prices_gross", "version"),
    LINE: ("tax_rate", "needs_shipping"),
    EVENT: ("subject_id",),
    REVERSAL_LINE: ("order_line_id",),
}
INDEXES = {
    "ix_orders_order_number": (ORDER, ["store_id", "number"]),
    "ix_orders_order_customer": (ORDER, ["store_id", "customer_id", "placed_at"]),
    "ix_orders_order_email": (ORDER, ["store_id", "customer_email"]),
    "ix_orders_order_event_order": (EVENT, ["store_id", "order_id", "happened_at"]),
}
ONE_EVENT = "uq_orders_order_event_store_id_order_id_kind_reversal_id"
LINE_NAMED = "fk_orders_reversal_line_store_id_order_line_id"


def upgrade() -> None:
    _add(TEXTS, sa.String())
    _add(VALUES, JSONB())
    _add(MOMENTS, sa.DateTime(timezone=True))
    for table, names in COUNTS.items():
        for name in names:
            op.add_column(table, _counted(name, "0"))
    op.add_column(ORDER, _counted("version", "1"))
    op.add_column(ORDER, _decided("are_prices_gross", "false"))
    op.add_column(LINE, sa.Column("tax_rate", sa.Numeric(9, 4)))
    op.add_column(LINE, _decided("needs_shipping", "true"))
    op.add_column(EVENT, sa.Column("subject_id", sa.BigInteger()))
    op.add_column(REVERSAL_LINE, sa.Column("order_line_id", sa.BigInteger()))
    op.create_foreign_key(
        LINE_NAMED, REVERSAL_LINE, LINE, ["store_id", "order_line_id"], ["store_id", "id"]
    )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    op.create_index(
        "uq_orders_order_own_number",
        ORDER,
        ["store_id", "number"],
        unique=True,
        postgresql_where="source = 'storefront'",
    )
    op.drop_constraint("ck_orders_order_event_known_kind", EVENT)
    op.drop_constraint(ONE_EVENT, EVENT)
    op.create_index(
        "uq_orders_order_event_once",
        EVENT,
        ["store_id", "order_id", "kind", "reversal_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=ONCE,
    )


def downgrade() -> None:
    op.drop_index("uq_orders_order_event_once", EVENT)
    _forget_other_events()
    op.create_unique_constraint(
        ONE_EVENT,
        EVENT,
        ["store_id", "order_id", "kind", "reversal_id"],
        postgresql_nulls_not_distinct=True,
    )
    op.create_check_constraint(op.f("ck_orders_order_event_known_kind"), EVENT, ONCE)
    op.drop_index("uq_orders_order_own_number", ORDER)
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table)
    op.drop_constraint(LINE_NAMED, REVERSAL_LINE)
    for added in (OTHERS, COUNTS, MOMENTS, VALUES, TEXTS):
        for table, names in added.items():
            for name in names:
                op.drop_column(table, name)


def _forget_other_events() -> None:
    """What the older schema has no place for; the owner sees rows only while it is not bound."""
    op.execute(f"ALTER TABLE {EVENT} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"DELETE FROM {EVENT} WHERE NOT ({ONCE})")  # noqa: S608  constants
    op.execute(f"ALTER TABLE {EVENT} FORCE ROW LEVEL SECURITY")


def _add(columns: Mapping[str, Sequence[str]], kind: sa.types.TypeEngine[Any]) -> None:
    for table, names in columns.items():
        for name in names:
            op.add_column(table, sa.Column(name, kind))


def _counted(name: str, default: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default=default, nullable=False)


def _decided(name: str, default: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=default, nullable=False)
