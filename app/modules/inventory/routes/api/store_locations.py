"""The locations of a store's stock, for its team."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.kernel.http.schemas import IdInPath, PageOut
from app.kernel.http.versions import etag_of, require_version
from app.modules.core.services.once import Once
from app.modules.inventory.schemas.locations import LocationChange, LocationIn, LocationOut
from app.modules.inventory.services import locations
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["inventory"])
User = Annotated[UserContext, Depends(get_current_store_api)]
_VIEW, _MANAGE = needs("inventory.view_stock"), needs("inventory.manage")


@router.get("/locations", dependencies=[_VIEW])
def list_locations(db: Db, user: User) -> PageOut[LocationOut]:
    """All locations in the order in which goods are taken from them."""
    found = locations.all_locations(db, user.store_id)
    return PageOut(items=[LocationOut.model_validate(each) for each in found])


@router.post("/locations", dependencies=[_MANAGE], status_code=201, response_model=LocationOut)
def open_location(db: Db, user: User, once: Once, body: LocationIn) -> Response:
    """Open another location."""
    return once.answer(
        db,
        lambda: LocationOut.model_validate(
            locations.open_location(db, user.store_id, body.model_dump())
        ),
    )


@router.get("/locations/{location_id}", dependencies=[_VIEW])
def see_location(db: Db, user: User, response: Response, location_id: IdInPath) -> LocationOut:
    """One location."""
    found = locations.find_location(db, user.store_id, location_id)
    response.headers["ETag"] = etag_of(found.version)
    return LocationOut.model_validate(found)


@router.patch("/locations/{location_id}", dependencies=[_MANAGE])
def change_location(
    *,
    request: Request,
    db: Db,
    user: User,
    response: Response,
    location_id: IdInPath,
    body: LocationChange,
) -> LocationOut:
    """Rename a location, say when it gives, close it once it is empty, or open it again."""
    values = body.model_dump(exclude_unset=True)
    check = partial(require_version, request)
    locations.change_location(db, user.store_id, location_id, values, check)
    return see_location(db, user, response, location_id)


@router.delete("/locations/{location_id}", dependencies=[_MANAGE], status_code=204)
def remove_location(request: Request, db: Db, user: User, location_id: IdInPath) -> None:
    """Remove a location that was never used; one that was can be closed."""
    check = partial(require_version, request)
    locations.remove_location(db, user.store_id, location_id, check)
