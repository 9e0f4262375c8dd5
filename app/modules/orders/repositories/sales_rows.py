"""The rows behind the sums of money: what came in and what went back, as one ledger."""

from __future__ import annotations

from sqlalchemy import String, and_, cast, literal, select, union_all

from app.modules.contracts.listings import ListScope
from app.modules.orders.models import Order, Reversal
from app.modules.orders.repositories.order_rows import CUSTOMER, NET, Rows, within
from app.modules.tenancy.models import Store

_ORDER_OF_REVERSAL = and_(Order.store_id == Reversal.store_id, Order.id == Reversal.order_id)


def reversal_rows(_view_code: str, scope: ListScope) -> Rows:
    """Refunds, returns and cancellations that happened in the window, amounts positive."""
    return (
        select(
            Reversal.id.label("id"),
            Store.name.label("store_name"),
            Reversal.number.label("number"),
            Reversal.kind.label("kind"),
            Order.number.label("order_number"),
            Reversal.occurred_at.label("occurred_at"),
            Reversal.units.label("units"),
            Reversal.goods_minor.label("goods"),
            Reversal.shipping_minor.label("shipping"),
            Reversal.tax_minor.label("tax"),
            Reversal.currency.label("currency"),
            Reversal.reason.label("reason"),
        )
        .join(Store, Store.id == Reversal.store_id)
        .outerjoin(Order, _ORDER_OF_REVERSAL)
        .where(Reversal.store_id.in_(scope.store_ids), Order.failed_at.is_(None))
        .where(within(Reversal.occurred_at, scope))
    )


def sales_rows(_view_code: str, scope: ListScope) -> Rows:
    """Orders placed and what was reversed, the latter negative, so that columns sum to metrics."""
    ledger = union_all(_placed(scope), _reversed(scope)).subquery("ledger")
    return select(*ledger.c)


def _placed(scope: ListScope) -> Rows:
    return (
        select(
            ("o" + cast(Order.id, String)).label("id"),
            Store.name.label("store_name"),
            Order.placed_at.label("happened_at"),
            literal("order").label("kind"),
            Order.number.label("number"),
            CUSTOMER.label("customer"),
            NET.label("net"),
            Order.shipping_minor.label("shipping"),
            Order.tax_minor.label("tax"),
            (NET + Order.shipping_minor + Order.tax_minor).label("total"),
            Order.currency.label("currency"),
        )
        .join(Store, Store.id == Order.store_id)
        .where(Order.store_id.in_(scope.store_ids), Order.failed_at.is_(None))
        .where(within(Order.placed_at, scope))
    )


def _reversed(scope: ListScope) -> Rows:
    total = Reversal.goods_minor + Reversal.shipping_minor + Reversal.tax_minor
    return (
        select(
            ("r" + cast(Reversal.id, String)).label("id"),
            Store.name.label("store_name"),
            Reversal.occurred_at.label("happened_at"),
            Reversal.kind.label("kind"),
            Reversal.number.label("number"),
            CUSTOMER.label("customer"),
            (-Reversal.goods_minor).label("net"),
            (-Reversal.shipping_minor).label("shipping"),
            (-Reversal.tax_minor).label("tax"),
            (-total).label("total"),
            Reversal.currency.label("currency"),
        )
        .join(Store, Store.id == Reversal.store_id)
        .outerjoin(Order, _ORDER_OF_REVERSAL)
        .where(Reversal.store_id.in_(scope.store_ids), Order.failed_at.is_(None))
        .where(within(Reversal.occurred_at, scope))
    )
