"""When customers were first seen, and while their erasing waits: what their numbers count."""

from __future__ import annotations

from sqlalchemy import or_

from app.kernel.database.daily_figures import Fact
from app.kernel.database.figure_source import FigureSource, Since, StoreIds, of_stores
from app.modules.customers.models import Customer, ErasureRequest

OPEN_ERASURES = "customers.erasure_requests_open"


def customer_facts(store_ids: StoreIds, since: Since) -> list[Fact]:
    """Facts of these stores; flows only from `since` on, for nothing earlier is shown of them."""
    mine = of_stores(Customer.store_id, store_ids)
    seen_at = Customer.first_seen_at
    touched = {"customer": Customer.id}
    return [
        Fact("customers.total", Customer, seen_at, [mine], touched_by=touched),
        Fact("customers.new", Customer, seen_at, [mine, seen_at >= since], touched_by=touched),
        *_open_erasures(store_ids, since),
    ]


def _open_erasures(store_ids: StoreIds, since: Since) -> list[Fact]:
    """One up when asked for and one down when done; what was done before `since` is left out."""
    request = ErasureRequest
    mine = [
        of_stores(request.store_id, store_ids),
        or_(request.done_at.is_(None), request.done_at >= since),
    ]
    touched = {"erasure_request": request.id}
    return [
        Fact(OPEN_ERASURES, request, request.requested_at, mine, touched_by=touched),
        Fact(OPEN_ERASURES, request, request.done_at, mine, sign=-1, touched_by=touched),
    ]


CUSTOMER_FIGURES = FigureSource(
    "customers", ("customers.total", "customers.new", OPEN_ERASURES), customer_facts
)
