"""What the numbers of the catalogue mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    TimeBasis,
)

_PERMISSION = "catalog.view_products"

PRODUCTS = MetricDescription(
    key="catalog.products",
    label="Products",
    definition=(
        "Products in the catalogue at the end of the period: drafts and active ones. Archived "
        "products are not counted."
    ),
    kind=MetricKind.STOCK,
    formula="count(products:all)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    link=MetricLink("products", "all"),
    icon="package",
)
ACTIVE_PRODUCTS = MetricDescription(
    key="catalog.active_products",
    label="Active products",
    definition="Products that are published and not archived at the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(products:active)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    link=MetricLink("products", "active"),
    icon="package",
)
FEATURED_PRODUCTS = MetricDescription(
    key="catalog.featured_products",
    label="Featured products",
    definition="Active products that the store puts in front at the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(products:featured)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    up_is_good=None,
    link=MetricLink("products", "featured"),
    icon="package",
)
VARIANTS = MetricDescription(
    key="catalog.variants",
    label="Variants",
    definition=(
        "Variants (SKUs) of the products in the catalogue at the end of the period. Variants of "
        "archived products and those that are no longer offered are not counted."
    ),
    kind=MetricKind.STOCK,
    formula="count(variants:all)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    link=MetricLink("variants", "all"),
    icon="package",
)
NEW_PRODUCTS = MetricDescription(
    key="catalog.new_products",
    label="New products",
    definition="Products created in the period, whatever became of them since.",
    kind=MetricKind.FLOW,
    formula="count(products:new)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.CREATED,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission=_PERMISSION,
    link=MetricLink("products", "new"),
    icon="package",
)

DESCRIPTIONS = (PRODUCTS, ACTIVE_PRODUCTS, FEATURED_PRODUCTS, VARIANTS, NEW_PRODUCTS)
