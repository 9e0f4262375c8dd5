"""What a store's team does with orders: ship, cancel, take payments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import IdInPath
from app.modules.core.services.once import OnceRequired
from app.modules.orders.schemas.order_in import CancelIn, FulfilmentIn, RecordedPaymentIn
from app.modules.orders.schemas.order_out import OrderOut
from app.modules.orders.services.team_acts import TeamActs
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["orders"])
User = Annotated[UserContext, Depends(get_current_store_api)]
MANAGE = [needs("orders.manage")]


@router.post("/orders/{order_id}/cancel", dependencies=MANAGE, response_model=OrderOut)
def cancel(db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: CancelIn) -> Response:
    """The whole order, before anything was shipped; what was paid goes back."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).cancel(body), status=200)


@router.post(
    "/orders/{order_id}/fulfilments", dependencies=MANAGE, response_model=OrderOut, status_code=201
)
def ship(
    db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: FulfilmentIn
) -> Response:
    """Hands goods over, all or some, with carrier and number."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).ship(body))


@router.post(
    "/orders/{order_id}/fulfilments/{fulfilment_id}/delivered",
    dependencies=MANAGE,
    response_model=OrderOut,
)
def delivered(
    db: Db, user: User, once: OnceRequired, order_id: IdInPath, fulfilment_id: IdInPath
) -> Response:
    """The goods of a shipment arrived; from here the time for withdrawing runs."""
    acts = TeamActs(db, user, order_id)
    return once.answer(db, lambda: acts.note_delivery(fulfilment_id), status=200)


@router.post(
    "/orders/{order_id}/payments", dependencies=MANAGE, response_model=OrderOut, status_code=201
)
def record_payment(
    db: Db, user: User, once: OnceRequired, order_id: IdInPath, body: RecordedPaymentIn
) -> Response:
    """Money that was received outside of Stoa, in cash or on an account."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).record_payment(body))


@router.post("/orders/{order_id}/capture", dependencies=MANAGE, response_model=OrderOut)
def capture(db: Db, user: User, once: OnceRequired, order_id: IdInPath) -> Response:
    """Takes an authorised payment before anything is shipped; shipping does it by itself."""
    return once.answer(db, lambda: TeamActs(db, user, order_id).capture(), status=200)
