"""Stock for the team of a store."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.kernel.http.schemas import (
    CursorInQuery,
    Id,
    IdInPath,
    LimitInQuery,
    Line,
    PageOut,
)
from app.kernel.http.versions import etag_of, require_version
from app.modules.contracts.stock import MovementReason
from app.modules.core.services.once import Once
from app.modules.inventory.schemas.stock import (
    AdjustedOut,
    AdjustIn,
    MovementOut,
    StockChangeIn,
    StockOut,
    StockRowOut,
    StockState,
)
from app.modules.inventory.services.adjust_stock import adjust_as_asked
from app.modules.inventory.services.keep_stock import change_how_kept
from app.modules.inventory.services.stock_answers import movements_page, stock_of, stock_page
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["inventory"])
User = Annotated[UserContext, Depends(get_current_store_api)]
_VIEW, _MANAGE = needs("inventory.view_stock"), needs("inventory.manage")


@router.get("/stock", dependencies=[_VIEW])
def list_stock(
    *,
    db: Db,
    user: User,
    state: Annotated[StockState | None, Query()] = None,
    sku: Annotated[Line | None, Query()] = None,
    location_id: Annotated[Id | None, Query()] = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[StockRowOut]:
    """Kept stock by variant, of the whole store or at one location."""
    return stock_page(
        db,
        user.store_id,
        cursor=cursor,
        limit=limit,
        state=state,
        sku=sku,
        location_id=location_id,
    )


@router.get("/stock/movements", dependencies=[_VIEW])
def list_movements(
    *,
    db: Db,
    user: User,
    variant_id: Annotated[Id | None, Query()] = None,
    reason: Annotated[MovementReason | None, Query()] = None,
    location_id: Annotated[Id | None, Query()] = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 50,
) -> PageOut[MovementOut]:
    """The ledger: every change of a level, the latest first."""
    return movements_page(
        db,
        user.store_id,
        cursor=cursor,
        limit=limit,
        variant_id=variant_id,
        reason=reason,
        location_id=location_id,
    )


@router.post("/stock/adjust", dependencies=[_MANAGE], status_code=201, response_model=AdjustedOut)
def adjust_stock(db: Db, user: User, once: Once, body: AdjustIn) -> Response:
    """Set or move many levels at once: all of them, or none and a list of what is wrong."""
    return once.answer(
        db, lambda: AdjustedOut.model_validate(adjust_as_asked(db, user.store_id, body))
    )


@router.get("/stock/{variant_id}", dependencies=[_VIEW])
def see_stock(db: Db, user: User, response: Response, variant_id: IdInPath) -> StockOut:
    """One variant with its levels by location, what is set aside, and what moved lately."""
    found = stock_of(db, user.store_id, variant_id)
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.patch("/stock/{variant_id}", dependencies=[_MANAGE])
def change_stock(
    *,
    request: Request,
    db: Db,
    user: User,
    response: Response,
    variant_id: IdInPath,
    body: StockChangeIn,
) -> StockOut:
    """Say whether stock is tracked, from when it is low, and whether backorders are allowed."""
    values = body.model_dump(exclude_unset=True)
    check = partial(require_version, request)
    change_how_kept(db, user.store_id, variant_id, values, check)
    return see_stock(db, user, response, variant_id)
