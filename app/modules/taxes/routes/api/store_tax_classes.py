"""A store's tax classes, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.kernel.http.schemas import CursorInQuery, IdInPath, LimitInQuery, PageOut
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.taxes.schemas.classes import TaxClassChange, TaxClassIn, TaxClassOut
from app.modules.taxes.services.tax_answers import tax_desk
from app.modules.taxes.services.tax_desk import TaxDesk
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["taxes"])
Desk = Annotated[TaxDesk, Depends(tax_desk)]


@router.get("/taxes/classes", dependencies=[needs("taxes.view")])
def list_classes(
    desk: Desk, cursor: CursorInQuery = None, limit: LimitInQuery = 25
) -> PageOut[TaxClassOut]:
    """The classes of the store by code."""
    page = desk.classes(cursor, limit)
    items = [TaxClassOut.model_validate(row) for row in page.items]
    return PageOut(items=items, next_cursor=page.next_cursor)


@router.post(
    "/taxes/classes",
    dependencies=[needs("taxes.manage")],
    status_code=201,
    response_model=TaxClassOut,
)
def add_class(db: Db, desk: Desk, once: Once, body: TaxClassIn) -> Response:
    """Describe a class of goods that are taxed alike."""
    return once.answer(db, lambda: TaxClassOut.model_validate(desk.add_class(body.model_dump())))


@router.get("/taxes/classes/{class_id}", dependencies=[needs("taxes.view")])
def see_class(desk: Desk, response: Response, class_id: IdInPath) -> TaxClassOut:
    """One class."""
    row = desk.tax_class(class_id)
    response.headers["ETag"] = etag_of(row.version)
    return TaxClassOut.model_validate(row)


@router.put("/taxes/classes/{class_id}", dependencies=[needs("taxes.manage")])
def change_class(
    desk: Desk,
    response: Response,
    class_id: IdInPath,
    body: TaxClassChange,
) -> TaxClassOut:
    """Tax a class otherwise from now on; what was sold stays as it was."""
    row = desk.change_class(class_id, body.model_dump())
    response.headers["ETag"] = etag_of(row.version)
    return TaxClassOut.model_validate(row)


@router.delete("/taxes/classes/{class_id}", dependencies=[needs("taxes.manage")], status_code=204)
def remove_class(desk: Desk, class_id: IdInPath) -> None:
    """Take a class away; products that still name it are taxed as standard."""
    desk.remove_class(class_id)
