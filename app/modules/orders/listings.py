"""The list pages of orders."""

from __future__ import annotations

from app.modules.contracts.listings import Column, ColumnKind, Listing, ListView
from app.modules.orders.repositories.order_rows import order_rows
from app.modules.orders.repositories.sales_rows import reversal_rows, sales_rows

PAYMENT_TONES = {"paid": "ok", "pending": "warn", "failed": "bad"}
FULFILMENT_TONES = {"fulfilled": "ok", "unfulfilled": "warn"}
STATE_TONES = {
    "fulfilled": "ok",
    "paid": "warn",
    "cancelled": "bad",
    "failed": "bad",
}
KIND_TONES = {"order": "ok", "refund": "warn", "return": "warn", "cancellation": "bad"}


def _money(name: str) -> Column:
    return Column(name, f"orders-column-{name}", ColumnKind.MONEY, currency="currency")


ORDERS = Listing(
    code="orders",
    module="orders",
    text="orders-list-orders",
    permission="orders.view",
    columns=(
        Column("number", "orders-column-number", ColumnKind.CODE, is_searched=True),
        Column("customer", "orders-column-customer", is_searched=True),
        Column("placed_at", "orders-column-placed-at", ColumnKind.DATETIME),
        Column(
            "cancelled_at",
            "orders-column-cancelled-at",
            ColumnKind.DATETIME,
            views=("cancelled",),
        ),
        Column("payment", "orders-column-payment", ColumnKind.BADGE, tones=PAYMENT_TONES),
        Column("fulfilment", "orders-column-fulfilment", ColumnKind.BADGE, tones=FULFILMENT_TONES),
        Column("units", "orders-column-units", ColumnKind.NUMBER),
        _money("gross"),
        _money("discounts"),
        _money("total"),
        Column("country", "orders-column-country", is_searched=True),
    ),
    views=(
        ListView(
            "placed",
            "orders-view-placed",
            time="placed_at",
            counts={
                "orders.total": "",
                "orders.gross_sales": "gross",
                "orders.discounts": "discounts",
                "orders.units_sold": "units",
            },
        ),
        ListView("unfulfilled", "orders-view-unfulfilled", counts={"orders.unfulfilled": ""}),
        ListView("pending", "orders-view-pending", counts={"orders.pending": ""}),
        ListView(
            "cancelled",
            "orders-view-cancelled",
            time="cancelled_at",
            counts={"orders.cancelled": ""},
        ),
    ),
    statement=order_rows,
    default_sort="-placed_at",
    icon="shopping-bag",
)
REVERSALS = Listing(
    code="reversals",
    module="orders",
    text="orders-list-reversals",
    permission="orders.view",
    columns=(
        Column("number", "orders-column-number", ColumnKind.CODE, is_searched=True),
        Column("kind", "orders-column-kind", ColumnKind.BADGE, tones=KIND_TONES),
        Column("order_number", "orders-column-order-number", ColumnKind.CODE, is_searched=True),
        Column("occurred_at", "orders-column-occurred-at", ColumnKind.DATETIME),
        Column("units", "orders-column-units", ColumnKind.NUMBER),
        _money("goods"),
        _money("shipping"),
        _money("tax"),
        Column("reason", "orders-column-reason", is_searched=True),
    ),
    views=(
        ListView("all", "orders-view-all", time="occurred_at", counts={"orders.returns": "goods"}),
    ),
    statement=reversal_rows,
    default_sort="-occurred_at",
    icon="undo-2",
)
SALES = Listing(
    code="sales",
    module="orders",
    text="orders-list-sales",
    permission="orders.view_sales",
    columns=(
        Column("happened_at", "orders-column-occurred-at", ColumnKind.DATETIME),
        Column("kind", "orders-column-kind", ColumnKind.BADGE, tones=KIND_TONES),
        Column("number", "orders-column-number", ColumnKind.CODE, is_searched=True),
        Column("customer", "orders-column-customer", is_searched=True),
        _money("net"),
        _money("shipping"),
        _money("tax"),
        _money("total"),
    ),
    views=(
        ListView(
            "all",
            "orders-view-all",
            time="happened_at",
            counts={
                "orders.net_sales": "net",
                "orders.total_revenue": "total",
                "orders.shipping": "shipping",
                "orders.tax": "tax",
            },
        ),
    ),
    statement=sales_rows,
    default_sort="-happened_at",
    icon="trending-up",
)

LISTINGS = (ORDERS, REVERSALS, SALES)
