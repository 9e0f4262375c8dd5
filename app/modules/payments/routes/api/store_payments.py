"""Payments of a store, and what its team does with them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from app.kernel.http.schemas import CursorInQuery, Id, IdInPath, LimitInQuery, PageOut
from app.modules.core.services.once import OnceRequired
from app.modules.payments.schemas.payments import (
    CaptureIn,
    PaidIn,
    PaymentDetailOut,
    PaymentOut,
    RefundIn,
)
from app.modules.payments.services import payment_desk as desk
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["payments"])
User = Annotated[UserContext, Depends(get_current_store_api)]
OrderInQuery = Annotated[Id | None, Query(description="Only payments of this order.")]
VIEW, MANAGE = needs("payments.view"), needs("payments.manage")


@router.get("/payments", dependencies=[VIEW])
def list_payments(
    db: Db,
    user: User,
    limit: LimitInQuery = 50,
    cursor: CursorInQuery = None,
    order_id: OrderInQuery = None,
) -> PageOut[PaymentOut]:
    """All payments, the newest first."""
    return desk.list_payments(db, user.store_id, limit=limit, cursor=cursor, order_id=order_id)


@router.get("/payments/{payment_id}", dependencies=[VIEW])
def see_payment(db: Db, user: User, payment_id: IdInPath) -> PaymentDetailOut:
    """One payment with what the provider said and what went back."""
    return desk.see_payment(db, user.store_id, payment_id)


@router.post(
    "/payments/{payment_id}/capture",
    dependencies=[MANAGE],
    status_code=202,
    response_model=PaymentDetailOut,
)
def capture(
    db: Db, user: User, once: OnceRequired, payment_id: IdInPath, body: CaptureIn
) -> Response:
    """Take the money that is authorised; done right after the answer."""
    return once.answer(
        db, lambda: desk.capture(db, user, payment_id, body.amount_minor), status=202
    )


@router.post(
    "/payments/{payment_id}/void",
    dependencies=[MANAGE],
    status_code=202,
    response_model=PaymentDetailOut,
)
def void(db: Db, user: User, once: OnceRequired, payment_id: IdInPath) -> Response:
    """Give up a payment that is not captured; done right after the answer."""
    return once.answer(db, lambda: desk.void(db, user, payment_id), status=202)


@router.post(
    "/payments/{payment_id}/refund",
    dependencies=[MANAGE],
    status_code=202,
    response_model=PaymentDetailOut,
)
def refund(
    db: Db, user: User, once: OnceRequired, payment_id: IdInPath, body: RefundIn
) -> Response:
    """Give captured money back; done right after the answer.

    What pays for an order goes back by the order: `POST /orders/{order_id}/refunds` writes the
    credit note. Here goes back what pays for none: for an order that is not paid yet, or beyond
    what is due.
    """
    ref, amount = desk.ref_of_call(once.key, body.ref), body.amount_minor
    return once.answer(
        db, lambda: desk.refund(db, user, payment_id, amount_minor=amount, ref=ref), status=202
    )


@router.post(
    "/payments/{payment_id}/refunds/{refund_id}/retry",
    dependencies=[MANAGE],
    status_code=202,
    response_model=PaymentDetailOut,
)
def retry_refund(
    db: Db, user: User, once: OnceRequired, payment_id: IdInPath, refund_id: IdInPath
) -> Response:
    """Try a refund that failed again, as a new one; done right after the answer."""
    return once.answer(db, lambda: desk.retry_refund(db, user, payment_id, refund_id), status=202)


@router.post(
    "/payments/{payment_id}/mark-paid",
    dependencies=[MANAGE],
    status_code=200,
    response_model=PaymentDetailOut,
)
def mark_paid(
    db: Db, user: User, once: OnceRequired, payment_id: IdInPath, body: PaidIn
) -> Response:
    """Say that a payment by hand has arrived in full; its order is paid at once."""
    return once.answer(db, lambda: desk.mark_paid(db, user, payment_id, body.note), status=200)
