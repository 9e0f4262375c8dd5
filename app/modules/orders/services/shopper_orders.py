"""Orders as shoppers reach them: their own, or by the secret that came with the order."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.orders.exceptions import UnknownOrder
from app.modules.orders.models import Order
from app.modules.orders.repositories.order_book import OrderBook
from app.modules.orders.schemas.order_in import ShopperReturnIn
from app.modules.orders.schemas.order_out import ShopperOrderOut
from app.modules.orders.services.access_tokens import opens
from app.modules.orders.services.order_answers import shopper_answer
from app.modules.orders.services.order_numbers import read_number
from app.modules.orders.services.request_return import Wish, request_return, withdraw
from app.modules.tenancy.services.shoppers import ShopperContext


def shopper_order(
    db: Session,
    shopper: ShopperContext,
    number: str,
    token: str | None,
    email: str | None = None,
) -> Order:
    """The order of that number for whoever may see it.

    That is the customer who placed it, whoever has its token, and, where `email` is asked for,
    whoever knows the address as well. Raises UnknownOrder for everybody else: whether there is such
    an order stays unsaid.
    """
    known = read_number(number)
    order = None if known is None else OrderBook(db, shopper.store_id).find_own(known)
    if order is None or not _may_see(order, shopper, token, email):
        raise UnknownOrder
    return order


def see_order(
    db: Session, shopper: ShopperContext, number: str, token: str | None
) -> ShopperOrderOut:
    """Raises UnknownOrder."""
    return shopper_answer(db, shopper_order(db, shopper, number, token))


def ask_return(
    db: Session, shopper: ShopperContext, number: str, token: str | None, wanted: ShopperReturnIn
) -> ShopperOrderOut:
    """Raises UnknownOrder and what `request_return` raises."""
    order = shopper_order(db, shopper, number, token, wanted.email)
    args = (db, order.store_id, order.id, _wish(wanted))
    request_return(*args, actor=_actor(order), at=utc_now())
    return shopper_answer(db, order)


def withdraw_from(
    db: Session, shopper: ShopperContext, number: str, token: str | None, wanted: ShopperReturnIn
) -> ShopperOrderOut:
    """Raises UnknownOrder and what `withdraw` raises."""
    order = shopper_order(db, shopper, number, token, wanted.email)
    withdraw(db, order.store_id, order.id, _wish(wanted), actor=_actor(order), at=utc_now())
    return shopper_answer(db, order)


def _may_see(order: Order, shopper: ShopperContext, token: str | None, email: str | None) -> bool:
    if shopper.customer_id is not None and order.customer_id == shopper.customer_id:
        return True
    if opens(token, order.token_digest):
        return True
    return email is not None and order.customer_email == email.lower()


def _wish(wanted: ShopperReturnIn) -> Wish:
    lines = wanted.lines
    units = None if lines is None else [(line.line_id, line.quantity) for line in lines]
    return Wish(units, wanted.reason)


def _actor(order: Order) -> str:
    return "customer" if order.customer_id is None else f"customer:{order.customer_id}"
