"""What the numbers of orders mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    MetricUnit,
    TimeBasis,
)

NET_SALES = MetricDescription(
    key="orders.net_sales",
    label="Net sales",
    definition="Gross sales less discounts and returns.",
    kind=MetricKind.FLOW,
    formula="orders.gross_sales - orders.discounts - orders.returns",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    permission="orders.view_sales",
    link=MetricLink("sales", "all"),
    icon="trending-up",
    is_headline=True,
)
TOTAL = MetricDescription(
    key="orders.total",
    label="Orders",
    definition=(
        "Orders placed in the period. Failed and expired payments do not count; an order that is "
        "cancelled later still does and stands beside it under cancelled orders."
    ),
    kind=MetricKind.FLOW,
    formula="count(orders:placed)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PLACED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="orders.view",
    link=MetricLink("orders", "placed"),
    icon="shopping-bag",
)
AVG_ORDER_VALUE = MetricDescription(
    key="orders.avg_order_value",
    label="Average order value",
    definition=(
        "Gross sales less discounts, divided by the orders placed, without later adjustments; "
        "nothing without orders."
    ),
    kind=MetricKind.RATIO,
    formula="(orders.gross_sales - orders.discounts) / orders.total",
    combines=MetricCombination.RATIO_OF_SUMS,
    time_basis=TimeBasis.PLACED,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    permission="orders.view_sales",
    link=MetricLink("orders", "placed"),
    icon="receipt",
)
TOTAL_REVENUE = MetricDescription(
    key="orders.total_revenue",
    label="Total revenue",
    definition="Net sales plus shipping and tax: what customers paid and did not get back.",
    kind=MetricKind.FLOW,
    formula="orders.net_sales + orders.shipping + orders.tax",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    permission="orders.view_sales",
    link=MetricLink("sales", "all"),
    icon="banknote",
)
GROSS_SALES = MetricDescription(
    key="orders.gross_sales",
    label="Gross sales",
    definition=(
        "Unit price times quantity at the time of sale, before discounts, tax, shipping and "
        "returns."
    ),
    kind=MetricKind.FLOW,
    formula="sum(orders:placed.gross)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PLACED,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    permission="orders.view_sales",
    link=MetricLink("orders", "placed"),
    icon="coins",
)
DISCOUNTS = MetricDescription(
    key="orders.discounts",
    label="Discounts",
    definition="Discounts on lines plus the order's discount spread over its lines.",
    kind=MetricKind.FLOW,
    formula="sum(orders:placed.discounts)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PLACED,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    up_is_good=None,
    permission="orders.view_sales",
    link=MetricLink("orders", "placed"),
    icon="tag",
)
RETURNS = MetricDescription(
    key="orders.returns",
    label="Returns",
    definition=(
        "Value of goods refunded, returned or cancelled, counted on the day it happened; goods "
        "only, without shipping and tax."
    ),
    kind=MetricKind.FLOW,
    formula="sum(reversals:all.goods)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    up_is_good=False,
    permission="orders.view_sales",
    link=MetricLink("reversals", "all"),
    icon="undo-2",
)
SHIPPING = MetricDescription(
    key="orders.shipping",
    label="Shipping",
    definition="Shipping charged less shipping refunded, without tax.",
    kind=MetricKind.FLOW,
    formula="sum(sales:all.shipping)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    up_is_good=None,
    permission="orders.view_sales",
    link=MetricLink("sales", "all"),
    icon="truck",
)
TAX = MetricDescription(
    key="orders.tax",
    label="Tax",
    definition="Tax charged on goods and shipping less tax refunded.",
    kind=MetricKind.FLOW,
    formula="sum(sales:all.tax)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.PER_CURRENCY,
    unit=MetricUnit.MONEY,
    up_is_good=None,
    permission="orders.view_sales",
    link=MetricLink("sales", "all"),
    icon="landmark",
)
UNITS_SOLD = MetricDescription(
    key="orders.units_sold",
    label="Units sold",
    definition="Units in the orders placed in the period, before returns.",
    kind=MetricKind.FLOW,
    formula="sum(orders:placed.units)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PLACED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="orders.view",
    link=MetricLink("orders", "placed"),
    icon="package",
)
PENDING = MetricDescription(
    key="orders.pending",
    label="Awaiting payment",
    definition=(
        "Orders that at the end of the period were placed and neither paid nor cancelled nor "
        "failed."
    ),
    kind=MetricKind.STOCK,
    formula="count(orders:pending)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=None,
    permission="orders.view",
    link=MetricLink("orders", "pending"),
    icon="hourglass",
    is_work=True,
)
UNFULFILLED = MetricDescription(
    key="orders.unfulfilled",
    label="To ship",
    definition=(
        "Orders that at the end of the period were paid and neither fully shipped nor cancelled."
    ),
    kind=MetricKind.STOCK,
    formula="count(orders:unfulfilled)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=None,
    permission="orders.view",
    link=MetricLink("orders", "unfulfilled"),
    icon="package-open",
    is_work=True,
)
CANCELLED = MetricDescription(
    key="orders.cancelled",
    label="Cancelled orders",
    definition="Orders cancelled in the period, whenever they were placed.",
    kind=MetricKind.FLOW,
    formula="count(orders:cancelled)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.EVENT_OR_ORDER,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=False,
    permission="orders.view",
    link=MetricLink("orders", "cancelled"),
    icon="circle-x",
)

DESCRIPTIONS = (
    NET_SALES,
    TOTAL,
    AVG_ORDER_VALUE,
    TOTAL_REVENUE,
    GROSS_SALES,
    DISCOUNTS,
    RETURNS,
    SHIPPING,
    TAX,
    UNITS_SOLD,
    PENDING,
    UNFULFILLED,
    CANCELLED,
)
