"""Refunds and returns of a store's orders, for its team."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.modules.core.services.once import OnceRequired
from app.modules.orders.schemas.order_in import ReceiptIn, RefundIn, RejectionIn, ReturnIn
from app.modules.orders.schemas.order_out import OrderOut, ReturnInListOut
from app.modules.orders.services.order_pages import return_page
from app.modules.orders.services.team_acts import TeamActs
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["orders"])
User = Annotated[UserContext, Depends(get_current_store_api)]
MANAGE = [needs("orders.manage")]


@router.get("/returns", dependencies=[needs("orders.view")])
def returns(
    db: Db,
    user: User,
    state: Literal["open", "closed"] = "open",
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[ReturnInListOut]:
    """Returns of all orders, the oldest request first: those that wait, or those that are over."""
    return return_page(db, user.store_id, is_open=state == "open", cursor=cursor, limit=limit)


@router.post(
    "/orders/{order_id}/refunds",
    dependencies=[needs("orders.refund")],
    response_model=OrderOut,
    status_code=201,
)
def refund(db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: RefundIn) -> Response:
    """Gives money back for units, shipping, or just so; units not shipped yet are cancelled."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).refund(body))


@router.post(
    "/orders/{order_id}/returns", dependencies=MANAGE, response_model=OrderOut, status_code=201
)
def request_return(
    db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: ReturnIn
) -> Response:
    """Notes that a customer wants to send goods back."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).request_return(body))


@router.post(
    "/orders/{order_id}/returns/{return_id}/approve", dependencies=MANAGE, response_model=OrderOut
)
def approve(
    db: Db, user: User, once: OnceRequired, order_id: IdInPath, return_id: IdInPath
) -> Response:
    """The customer may send the goods."""
    acts = TeamActs(db, user, order_id)
    return once.answer(db, lambda: acts.approve(return_id), status=200)


@router.post(
    "/orders/{order_id}/returns/{return_id}/reject", dependencies=MANAGE, response_model=OrderOut
)
def reject(
    db: Db,
    user: User,
    once: OnceRequired,
    *,
    order_id: IdInPath,
    return_id: IdInPath,
    body: RejectionIn,
) -> Response:
    """The goods are not taken back, or nothing came of what was approved."""
    acts = TeamActs(db, user, order_id)
    return once.answer(db, lambda: acts.reject(return_id, body), status=200)


@router.post(
    "/orders/{order_id}/returns/{return_id}/receive",
    dependencies=[needs("orders.refund")],
    response_model=OrderOut,
)
def receive(
    db: Db,
    user: User,
    once: OnceRequired,
    *,
    order_id: IdInPath,
    return_id: IdInPath,
    body: ReceiptIn,
) -> Response:
    """Goods of an approved return arrived: their money goes back."""
    acts = TeamActs(db, user, order_id)
    return once.answer(db, lambda: acts.receive(return_id, body), status=200)
