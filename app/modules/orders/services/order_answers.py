"""Orders as answers of the API, from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.http.schemas import MoneyOut
from app.modules.orders.exceptions import UnknownOrder
from app.modules.orders.models import Invoice, Order, OrderLine, OrderReturn, ReturnLine
from app.modules.orders.repositories.fulfilments import Fulfilments
from app.modules.orders.repositories.invoices import Invoices
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.repositories.returns import Returns
from app.modules.orders.repositories.reversing import Reversing
from app.modules.orders.schemas.order_out import (
    AddressOut,
    FulfilmentOut,
    InvoiceSummaryOut,
    LineOut,
    OrderOut,
    OrderSummaryOut,
    PromotionOut,
    ReturnLineOut,
    ReturnOut,
    ReversalOut,
    ShippedLineOut,
    ShopperOrderOut,
    TaxRateOut,
)
from app.modules.orders.services.lock_order import LockedOrder
from app.modules.orders.services.order_standing import standing_of
from app.modules.orders.services.order_states import order_state, payment_state
from app.modules.orders.services.request_return import withdrawal_until


def order_answer(db: Session, store_id: int, order_id: int) -> OrderOut:
    """The order for the team. Raises UnknownOrder."""
    order = OrderBook(db, store_id).find(order_id)
    if order is None:
        raise UnknownOrder
    currency = order.currency
    return OrderOut(
        **_shared(db, order),
        id=order.id,
        version=order.version,
        source=order.source,
        customer_id=order.customer_id,
        customer_name=order.customer_name,
        vat_id=order.vat_id,
        tax_scheme=order.tax_scheme,
        hold_until=order.hold_until,
        authorised_at=order.authorised_at,
        paid_at=order.paid_at,
        fulfilled_at=order.fulfilled_at,
        cancelled_at=order.cancelled_at,
        expired_at=order.failed_at,
        reversals=[
            ReversalOut(
                id=each.id,
                number=each.number,
                kind=each.kind,
                occurred_at=each.occurred_at,
                reason=each.reason,
                goods=MoneyOut.of(each.goods_minor, currency),
                shipping=MoneyOut.of(each.shipping_minor, currency),
                tax=MoneyOut.of(each.tax_minor, currency),
                refund=MoneyOut.of(each.refund_minor, currency),
            )
            for each in Reversing(db, store_id).of_order(order_id)
        ],
        given_back_apart=MoneyOut.of(order.given_back_apart_minor, currency),
    )


def shopper_answer(db: Session, order: Order) -> ShopperOrderOut:
    """The order for the one who placed it."""
    return ShopperOrderOut(**_shared(db, order))


def summary(order: Order) -> OrderSummaryOut:
    """The order in a list."""
    return OrderSummaryOut(
        id=order.id,
        number=order.number,
        source=order.source,
        placed_at=order.placed_at,
        state=order_state(order),
        payment_state=payment_state(order),
        customer_name=order.customer_name,
        customer_email=order.customer_email,
        units=order.units,
        total=MoneyOut.of(order.total_minor, order.currency),
        currency=order.currency,
    )


def invoice_summaries(invoices: Sequence[Invoice]) -> list[InvoiceSummaryOut]:
    """Documents in a list."""
    return [
        InvoiceSummaryOut(
            id=each.id,
            kind=each.kind,
            number=each.number,
            issued_at=each.issued_at,
            total=MoneyOut.of(each.total_minor, each.currency),
        )
        for each in invoices
    ]


def _shared(db: Session, order: Order) -> dict[str, Any]:
    lines = OrderBook(db, order.store_id).lines(order.id)
    standing = standing_of(order, lines)

    def money(amount_minor: int) -> MoneyOut:
        return MoneyOut.of(amount_minor, order.currency)

    return {
        "number": order.number,
        "placed_at": order.placed_at,
        "state": standing.state,
        "payment_state": standing.payment_state,
        "fulfilment_state": standing.fulfilment_state,
        "locale": order.locale,
        "currency": order.currency,
        "email": order.customer_email,
        "are_prices_gross": order.are_prices_gross,
        "subtotal": money(order.gross_minor - order.discount_minor),
        "shipping": money(order.shipping_minor),
        "tax": money(order.tax_minor),
        "total": money(order.total_minor),
        "due": money(order.due_minor),
        "paid": money(order.paid_minor),
        "refunded": money(order.given_back_minor),
        "refund_failed": money(order.refund_failed_minor),
        "shipping_name": order.shipping_name,
        "payment_method": order.payment_method,
        "shipping_address": order.shipping_address and AddressOut(**order.shipping_address),
        "billing_address": order.billing_address and AddressOut(**order.billing_address),
        "note": order.note,
        "tax_rates": [
            TaxRateOut(
                country=rate["country"],
                rate=rate["rate"],
                net=money(rate["net_minor"]),
                tax=money(rate["tax_minor"]),
            )
            for rate in order.tax_rates or []
        ],
        "promotions": [
            PromotionOut(name=each["name"], code=each["code"], amount=money(each["amount_minor"]))
            for each in order.promotions or []
        ],
        "lines": [_line(line, order.currency) for line in lines],
        "fulfilments": _fulfilments(db, order),
        "returns": _returns(db, order),
        "invoices": invoice_summaries(Invoices(db, order.store_id).of_order(order.id)),
        "withdrawal_until": withdrawal_until(db, LockedOrder(order, lines)),
    }


def _line(line: OrderLine, currency: str) -> LineOut:
    return LineOut(
        id=line.id,
        sku=line.sku,
        title=line.title,
        variant_id=line.variant_id,
        quantity=line.quantity,
        unit_price=f"{line.unit_price.normalize():f}",
        discount=MoneyOut.of(line.priced_discount_minor or line.discount_minor, currency),
        net=MoneyOut.of(line.net_minor, currency),
        tax=MoneyOut.of(line.tax_minor, currency),
        total=MoneyOut.of(line.net_minor + line.tax_minor, currency),
        tax_rate=None if line.tax_rate is None else f"{line.tax_rate.normalize():f}",
        cancelled=line.cancelled_units,
        shipped=line.shipped_units,
        returned=line.returned_units,
        refunded=line.reversed_units,
    )


def _fulfilments(db: Session, order: Order) -> list[FulfilmentOut]:
    fulfilments = Fulfilments(db, order.store_id)
    found = fulfilments.of_order(order.id)
    lines = fulfilments.lines_of(each.id for each in found) if found else []
    return [
        FulfilmentOut(
            id=each.id,
            shipped_at=each.shipped_at,
            delivered_at=each.delivered_at,
            carrier=each.carrier,
            tracking_number=each.tracking_number,
            tracking_url=each.tracking_url,
            lines=[
                ShippedLineOut(line_id=line.order_line_id, quantity=line.quantity)
                for line in lines
                if line.fulfilment_id == each.id
            ],
        )
        for each in found
    ]


def _returns(db: Session, order: Order) -> list[ReturnOut]:
    returns = Returns(db, order.store_id)
    found = returns.of_order(order.id)
    lines = returns.lines_of(each.id for each in found) if found else []
    return [ReturnOut(**return_values(each, lines)) for each in found]


def return_values(back: OrderReturn, lines: Sequence[ReturnLine]) -> dict[str, Any]:
    """What is shown of a return, its lines from among these."""
    return {
        "id": back.id,
        "kind": back.kind,
        "state": back.state,
        "reason": back.reason,
        "rejection": back.rejection,
        "requested_at": back.requested_at,
        "approved_at": back.approved_at,
        "rejected_at": back.rejected_at,
        "received_at": back.received_at,
        "refund_due_at": back.refund_due_at,
        "lines": [
            ReturnLineOut(
                line_id=line.order_line_id,
                quantity=line.quantity,
                received=line.received_units,
                restocked=line.restocked_units,
            )
            for line in lines
            if line.return_id == back.id
        ],
    }
