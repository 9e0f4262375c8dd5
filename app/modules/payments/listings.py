"""The list page of payments."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.payments.repositories.attempt_rows import attempt_rows, refund_rows

_TONES = {"captured": "ok", "authorised": "ok", "waiting": "warn", "declined": "bad"}
_REFUND_TONES = {"made": "ok", "wanted": "warn", "failed": "bad"}

PAYMENTS = Listing(
    code="payments",
    module="payments",
    text="payments-list-payments",
    permission="payments.view",
    columns=(
        Column("happened_at", "payments-column-happened-at", ColumnKind.DATETIME),
        Column("order_number", "payments-column-order-number", ColumnKind.CODE, is_searched=True),
        Column("method", "payments-column-method", ColumnKind.CODE, is_searched=True),
        Column("outcome", "payments-column-outcome", ColumnKind.BADGE, tones=_TONES),
        Column("amount", "payments-column-amount", ColumnKind.MONEY, currency="currency"),
        Column("decline_code", "payments-column-decline-code", ColumnKind.CODE),
    ),
    views=(
        ListView(
            "captured",
            "payments-view-captured",
            time="happened_at",
            counts={"payments.captured": "amount"},
        ),
        ListView("declined", "payments-view-declined", time="happened_at"),
        ListView("decided", "payments-view-decided", time="happened_at"),
        ListView("all", "payments-view-all", time="happened_at"),
    ),
    statement=attempt_rows,
    default_sort="-happened_at",
    icon="banknote",
)

REFUNDS = Listing(
    code="refunds",
    module="payments",
    text="payments-list-refunds",
    permission="payments.view",
    columns=(
        Column("created_at", "payments-column-happened-at", ColumnKind.DATETIME),
        Column("order_number", "payments-column-order-number", ColumnKind.CODE, is_searched=True),
        Column("method", "payments-column-method", ColumnKind.CODE, is_searched=True),
        Column("state", "payments-column-refund", ColumnKind.BADGE, tones=_REFUND_TONES),
        Column("amount", "payments-column-amount", ColumnKind.MONEY, currency="currency"),
        Column("ref", "payments-column-ref", ColumnKind.CODE, is_searched=True),
        Column("failure_code", "payments-column-decline-code", ColumnKind.CODE),
    ),
    views=(
        ListView("all", "payments-view-all", time="created_at"),
        ListView("failed", "payments-view-failed"),
    ),
    statement=refund_rows,
    default_sort="-created_at",
    icon="banknote",
)

LISTINGS = (PAYMENTS, REFUNDS)
