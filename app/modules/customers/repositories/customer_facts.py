"""When customers were first seen: the facts behind the numbers of customers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.kernel.database.daily_figures import Fact
from app.modules.customers.models import Customer


def customer_facts(store_ids: Sequence[int], since: datetime) -> list[Fact]:
    """Facts of these stores; flows only from `since` on, for nothing earlier is shown of them."""
    mine = Customer.store_id.in_(store_ids)
    seen_at = Customer.first_seen_at
    return [
        Fact("customers.total", Customer, seen_at, [mine]),
        Fact("customers.new", Customer, seen_at, [mine, seen_at >= since]),
    ]
