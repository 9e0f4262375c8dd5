"""What the read models keep of orders."""

from __future__ import annotations

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds
from app.modules.orders.repositories import order_facts as facts

_ON_BOTH_BASES = (facts.CANCELLED, facts.RETURNS, facts.SHIPPING_BACK, facts.TAX_BACK)


def _facts(store_ids: StoreIds, since: Since) -> list[Fact]:
    return facts.OrderFacts(store_ids, since).all()


ORDER_FIGURES = FigureSource(
    module="orders",
    measures=(
        facts.PLACED,
        facts.PLACED_PER_CURRENCY,
        facts.UNITS,
        facts.GROSS,
        facts.DISCOUNTS,
        facts.SHIPPING,
        facts.TAX,
        facts.PENDING,
        facts.UNFULFILLED,
        *_ON_BOTH_BASES,
        *(facts.measure_of(measure, facts.ORDER) for measure in _ON_BOTH_BASES),
    ),
    facts=_facts,
)
