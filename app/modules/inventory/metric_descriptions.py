"""What the numbers of inventory mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    TimeBasis,
)

_PERMISSION = "inventory.view_stock"

ON_HAND = MetricDescription(
    key="inventory.on_hand",
    label="On hand",
    definition="Units of tracked variants in the store at the end of the period, reserved or not.",
    kind=MetricKind.STOCK,
    formula="sum(stock:tracked.on_hand)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    permission=_PERMISSION,
    up_is_good=None,
    link=MetricLink("stock", "tracked"),
    icon="warehouse",
)
RESERVED = MetricDescription(
    key="inventory.reserved",
    label="Reserved",
    definition="Units of tracked variants set aside for orders at the end of the period.",
    kind=MetricKind.STOCK,
    formula="sum(stock:tracked.reserved)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    permission=_PERMISSION,
    up_is_good=None,
    link=MetricLink("stock", "tracked"),
    icon="warehouse",
)
AVAILABLE = MetricDescription(
    key="inventory.available",
    label="Available",
    definition="On hand - reserved: units of tracked variants that can still be sold.",
    kind=MetricKind.STOCK,
    formula="inventory.on_hand - inventory.reserved",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    permission=_PERMISSION,
    link=MetricLink("stock", "tracked"),
    icon="warehouse",
)
LOW_STOCK = MetricDescription(
    key="inventory.low_stock",
    label="Low in stock",
    definition=(
        "Tracked variants with something available, yet no more than their own threshold of "
        "today, at the end of the period."
    ),
    kind=MetricKind.STOCK,
    formula="count(stock:low)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    up_is_good=False,
    link=MetricLink("stock", "low"),
    icon="triangle-alert",
    is_work=True,
)
OUT_OF_STOCK = MetricDescription(
    key="inventory.out_of_stock",
    label="Out of stock",
    definition="Tracked variants with nothing available at the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(stock:out)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    up_is_good=False,
    link=MetricLink("stock", "out"),
    icon="circle-alert",
    is_work=True,
)

DESCRIPTIONS = (ON_HAND, RESERVED, AVAILABLE, LOW_STOCK, OUT_OF_STOCK)
