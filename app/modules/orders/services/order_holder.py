"""The personal data in orders: who bought, where it went, and what they wrote.

Erasing leaves the order itself, its amounts and its country, without anybody's name. Invoices and
credit notes stay as they were issued: tax law makes the store keep them (Directive 2006/112/EC,
articles 244 to 247; Regulation (EU) 2016/679, article 17(3)(b)). They hold name and address of
the buyer and neither e-mail address nor telephone number. An order that still waits to be shipped
loses its address too; whoever erases has such orders cancelled or shipped first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.modules.contracts.personal_data import DataSubject
from app.modules.orders.models import Order, OrderEvent, OrderReturn, Reversal
from app.modules.orders.repositories.person_rows import PersonRows
from app.modules.orders.repositories.timeline import Timeline


class OrderHolder:
    """Fulfils the contract `PersonalDataHolder`."""

    def export(self, db: Session, store_id: int, subject: DataSubject) -> Mapping[str, Any]:
        rows = PersonRows(db, store_id)
        orders = rows.orders(subject)
        if not orders:
            return {}
        ids = [order.id for order in orders]
        events = [event for event in rows.of_orders(OrderEvent, ids) if event.text is not None]
        return {
            "orders": [_order(order) for order in orders],
            "order_texts": [_text(event.order_id, event.text) for event in events],
            "refunds": [
                _text(each.order_id, each.reason) for each in rows.of_orders(Reversal, ids)
            ],
            "returns": [_return(each) for each in rows.of_orders(OrderReturn, ids)],
            "invoices": [dict(each.content) for each in rows.invoices(ids)],
        }

    def erase(self, db: Session, store_id: int, subject: DataSubject, at: datetime) -> int:
        rows = PersonRows(db, store_id)
        ids = [order.id for order in rows.orders(subject)]
        if not ids:
            return 0
        for order_id in ids:
            Timeline(db, store_id).add(order_id, "erased", at=at)
        return rows.anonymise(ids)


def _order(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "placed_at": order.placed_at.isoformat(),
        "total_minor": order.total_minor,
        "currency": order.currency,
        "name": order.customer_name,
        "email": order.customer_email,
        "vat_id": order.vat_id,
        "note": order.note,
        "shipping_address": order.shipping_address,
        "billing_address": order.billing_address,
    }


def _text(order_id: int, text: str | None) -> dict[str, Any]:
    return {"order_id": order_id, "text": text}


def _return(back: OrderReturn) -> dict[str, Any]:
    return {
        "order_id": back.order_id,
        "requested_at": back.requested_at.isoformat(),
        "reason": back.reason,
        "rejection": back.rejection,
    }


order_holder = OrderHolder()
