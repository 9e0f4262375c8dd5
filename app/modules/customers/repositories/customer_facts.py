"""When customers were first seen: the facts behind the numbers of customers."""

from __future__ import annotations

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.customers.models import Customer


def customer_facts(store_ids: StoreIds, since: Since) -> list[Fact]:
    """Facts of these stores; flows only from `since` on, for nothing earlier is shown of them."""
    mine = of_stores(Customer.store_id, store_ids)
    seen_at = Customer.first_seen_at
    touched = {"customer": Customer.id}
    return [
        Fact("customers.total", Customer, seen_at, [mine], touched_by=touched),
        Fact("customers.new", Customer, seen_at, [mine, seen_at >= since], touched_by=touched),
    ]


CUSTOMER_FIGURES = FigureSource("customers", ("customers.total", "customers.new"), customer_facts)
