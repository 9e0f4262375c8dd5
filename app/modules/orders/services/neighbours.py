"""The services of other modules that an order needs, or what stands in for them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.modules.contracts.mail import MAILER, Mailer, NoMail
from app.modules.contracts.payments import PAYMENT_GATEWAY, NoPayments, PaymentGateway
from app.modules.contracts.promotions import PROMOTION_ENGINE, NoPromotions, PromotionEngine
from app.modules.contracts.shipping import SHIPPING_QUOTER, FreeShipping, ShippingQuoter
from app.modules.contracts.stock import STOCK_RESERVER, NoStock, StockReserver
from app.modules.core.services.module_services import service_on
from app.modules.orders.models import Order
from app.modules.registry import registry


def order_ref(order_id: int) -> str:
    """The name under which other modules know what they hold for an order."""
    return f"order:{order_id}"


def stock_on(db: Session, platform_id: int | None) -> StockReserver:
    """The stock of the store, where it is counted."""
    return service_on(db, platform_id or 0, STOCK_RESERVER, NoStock())


def stock_for(db: Session, order: Order) -> StockReserver:
    """The stock that an order's goods are taken from."""
    return stock_on(db, order.platform_id)


def payments_for_orders() -> PaymentGateway:
    """What took the money of orders, also where it was switched off since: it is still theirs."""
    return registry().find(PAYMENT_GATEWAY) or NoPayments()


def promotions_for(db: Session, order: Order) -> PromotionEngine:
    """What counted the promotions of an order."""
    return service_on(db, order.platform_id or 0, PROMOTION_ENGINE, NoPromotions())


def shipping_for(db: Session, order: Order) -> ShippingQuoter:
    """What knows the carriers of an order's store."""
    return service_on(db, order.platform_id or 0, SHIPPING_QUOTER, FreeShipping())


def mail_for(db: Session, order: Order) -> Mailer:
    """What sends an order's letters."""
    return service_on(db, order.platform_id or 0, MAILER, NoMail())
