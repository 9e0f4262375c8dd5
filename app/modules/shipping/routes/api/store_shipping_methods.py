"""A store's ways of delivery, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.shipping.schemas.methods import MethodChange, MethodIn, MethodOut
from app.modules.shipping.services.shipping_answers import method_out, methods_out, shipping_desk
from app.modules.shipping.services.shipping_desk import ShippingDesk
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["shipping"])
Desk = Annotated[ShippingDesk, Depends(shipping_desk)]


@router.get("/shipping/methods", dependencies=[needs("shipping.view")])
def list_methods(
    desk: Desk, cursor: CursorInQuery = None, limit: LimitInQuery = 25
) -> PageOut[MethodOut]:
    """The ways of delivery in their order, with their prices."""
    return methods_out(desk.methods(cursor, limit))


@router.post(
    "/shipping/methods",
    dependencies=[needs("shipping.manage")],
    status_code=201,
    response_model=MethodOut,
)
def add_method(db: Db, desk: Desk, once: Once, body: MethodIn) -> Response:
    """Offer a way of delivery, or a point where goods are picked up."""
    return once.answer(db, lambda: method_out(desk.add_method(body.model_dump())))


@router.get("/shipping/methods/{method_id}", dependencies=[needs("shipping.view")])
def see_method(desk: Desk, response: Response, method_id: IdInPath) -> MethodOut:
    """One way of delivery with its prices."""
    found = method_out(desk.method(method_id))
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.put("/shipping/methods/{method_id}", dependencies=[needs("shipping.manage")])
def change_method(
    desk: Desk, response: Response, method_id: IdInPath, body: MethodChange
) -> MethodOut:
    """Say a way of delivery and all its prices anew."""
    changed = method_out(desk.change_method(method_id, body.model_dump()))
    response.headers["ETag"] = etag_of(changed.version)
    return changed


@router.delete(
    "/shipping/methods/{method_id}", dependencies=[needs("shipping.manage")], status_code=204
)
def remove_method(desk: Desk, method_id: IdInPath) -> None:
    """Offer it no more; orders keep its name."""
    desk.remove_method(method_id)
