"""A store's zones, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.shipping.schemas.zones import ZoneIn, ZoneOut
from app.modules.shipping.services.shipping_answers import shipping_desk
from app.modules.shipping.services.shipping_desk import ShippingDesk
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["shipping"])
Desk = Annotated[ShippingDesk, Depends(shipping_desk)]


@router.get("/shipping/zones", dependencies=[needs("shipping.view")])
def list_zones(
    desk: Desk, cursor: CursorInQuery = None, limit: LimitInQuery = 25
) -> PageOut[ZoneOut]:
    """The zones in their order."""
    page = desk.zones(cursor, limit)
    items = [ZoneOut.model_validate(row) for row in page.items]
    return PageOut(items=items, next_cursor=page.next_cursor)


@router.post(
    "/shipping/zones",
    dependencies=[needs("shipping.manage")],
    status_code=201,
    response_model=ZoneOut,
)
def add_zone(db: Db, desk: Desk, once: Once, body: ZoneIn) -> Response:
    """Name a part of the world that has prices of its own."""
    return once.answer(db, lambda: ZoneOut.model_validate(desk.add_zone(body.model_dump())))


@router.get("/shipping/zones/{zone_id}", dependencies=[needs("shipping.view")])
def see_zone(desk: Desk, response: Response, zone_id: IdInPath) -> ZoneOut:
    """One zone."""
    found = ZoneOut.model_validate(desk.zone(zone_id))
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.put("/shipping/zones/{zone_id}", dependencies=[needs("shipping.manage")])
def change_zone(desk: Desk, response: Response, zone_id: IdInPath, body: ZoneIn) -> ZoneOut:
    """Say a zone anew."""
    changed = ZoneOut.model_validate(desk.change_zone(zone_id, body.model_dump()))
    response.headers["ETag"] = etag_of(changed.version)
    return changed


@router.delete(
    "/shipping/zones/{zone_id}", dependencies=[needs("shipping.manage")], status_code=204
)
def remove_zone(desk: Desk, zone_id: IdInPath) -> None:
    """Take a zone away that no way of delivery has a price for."""
    desk.remove_zone(zone_id)
