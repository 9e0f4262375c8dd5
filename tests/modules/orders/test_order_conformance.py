"""Orders pass through the kit: one is refunded later, another cancelled before it was paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.contracts.orders import OrderIn
from app.modules.orders.definition import orders_module
from app.testing import ProviderConformance
from tests.modules.orders.factories import order_in, order_line, reversal_in, take


class TestOrderConformance(ProviderConformance):
    module = orders_module

    def act(
        self, db: Session, store_id: int, at: datetime, currency: str
    ) -> tuple[OrderIn, OrderIn]:
        lines = [order_line(1000, discount_minor=100, tax_minor=170), order_line(555)]
        paid = order_in(at, lines, currency=currency, paid_at=at, shipping_minor=490)
        waiting = order_in(at, currency=currency)
        take(db, store_id, paid, waiting)
        return paid, waiting

    def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
        assert isinstance(done, tuple)
        paid, waiting = done
        refund = reversal_in(
            at,
            900,
            currency=paid.currency,
            order_ref=paid.external_ref,
            tax_minor=170,
            shipping_minor=490,
        )
        take(db, store_id, replace(waiting, cancelled_at=at), refund)
