"""What the numbers of inventory mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricLink

_PERMISSION = "inventory.view_stock"

ON_HAND = MetricDescription(
    key="inventory.on_hand",
    label="On hand",
    definition="Units of tracked variants in the store at the end of the period, reserved or not.",
    kind=MetricKind.STOCK,
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
    permission=_PERMISSION,
    up_is_good=False,
    link=MetricLink("stock", "out"),
    icon="circle-alert",
    is_work=True,
)

DESCRIPTIONS = (ON_HAND, RESERVED, AVAILABLE, LOW_STOCK, OUT_OF_STOCK)
