"""A store's carriers, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.shipping.schemas.carriers import CarrierChange, CarrierIn, CarrierOut
from app.modules.shipping.services.shipping_answers import carriers_out, shipping_desk
from app.modules.shipping.services.shipping_desk import ShippingDesk
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["shipping"])
Desk = Annotated[ShippingDesk, Depends(shipping_desk)]


@router.get("/shipping/carriers", dependencies=[needs("shipping.view")])
def list_carriers(
    desk: Desk, cursor: CursorInQuery = None, limit: LimitInQuery = 25
) -> PageOut[CarrierOut]:
    """The store's own carriers, then those that everybody knows."""
    return carriers_out(desk, cursor, limit)


@router.post(
    "/shipping/carriers",
    dependencies=[needs("shipping.manage")],
    status_code=201,
    response_model=CarrierOut,
)
def add_carrier(db: Db, desk: Desk, once: Once, body: CarrierIn) -> Response:
    """Name a carrier of the store's own."""
    return once.answer(db, lambda: CarrierOut.model_validate(desk.add_carrier(body.model_dump())))


@router.get("/shipping/carriers/{carrier_id}", dependencies=[needs("shipping.view")])
def see_carrier(desk: Desk, response: Response, carrier_id: IdInPath) -> CarrierOut:
    """One carrier of the store's own."""
    found = CarrierOut.model_validate(desk.carrier(carrier_id))
    response.headers["ETag"] = etag_of(found.version or 0)
    return found


@router.put("/shipping/carriers/{carrier_id}", dependencies=[needs("shipping.manage")])
def change_carrier(
    desk: Desk, response: Response, carrier_id: IdInPath, body: CarrierChange
) -> CarrierOut:
    """Say a carrier of the store's own anew."""
    changed = CarrierOut.model_validate(desk.change_carrier(carrier_id, body.model_dump()))
    response.headers["ETag"] = etag_of(changed.version or 0)
    return changed


@router.delete(
    "/shipping/carriers/{carrier_id}", dependencies=[needs("shipping.manage")], status_code=204
)
def remove_carrier(desk: Desk, carrier_id: IdInPath) -> None:
    """Take a carrier of the store's own away."""
    desk.remove_carrier(carrier_id)
