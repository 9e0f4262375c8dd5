"""How a store taxes, and trying it out, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.kernel.http.versions import etag_of
from app.modules.taxes.schemas.preview import TaxPreviewIn, TaxPreviewOut
from app.modules.taxes.schemas.settings import TaxSettingsIn, TaxSettingsOut
from app.modules.taxes.services.tax_answers import preview_out, settings_out, tax_desk
from app.modules.taxes.services.tax_desk import TaxDesk
from app.modules.tenancy.dependencies import Db, get_current_store_api, needs
from app.modules.tenancy.services.user_context import UserContext

router = APIRouter(tags=["taxes"])
User = Annotated[UserContext, Depends(get_current_store_api)]
Desk = Annotated[TaxDesk, Depends(tax_desk)]


@router.get("/taxes/settings", dependencies=[needs("taxes.view")])
def see_settings(desk: Desk, response: Response) -> TaxSettingsOut:
    """How the store taxes; a store that has said nothing yet charges no tax."""
    found = settings_out(desk.settings())
    response.headers["ETag"] = etag_of(found.version)
    return found


@router.put("/taxes/settings", dependencies=[needs("taxes.manage")])
def set_settings(desk: Desk, response: Response, body: TaxSettingsIn) -> TaxSettingsOut:
    """Say how the store taxes; `If-Match: "0"` says it for the first time."""
    written = settings_out(desk.set_settings(body.model_dump()))
    response.headers["ETag"] = etag_of(written.version)
    return written


@router.post("/taxes/preview", dependencies=[needs("taxes.view")])
def preview(db: Db, user: User, request: Request, body: TaxPreviewIn) -> TaxPreviewOut:
    """Try out what a basket would be taxed, without writing anything."""
    return preview_out(request, db, user.store_id, body)
