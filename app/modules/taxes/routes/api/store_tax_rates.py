"""Rates of the law and of the store, over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.kernel.http.schemas import (
    CountryCode,
    CursorInQuery,
    IdInPath,
    LimitInQuery,
    PageOut,
)
from app.kernel.http.versions import etag_of
from app.modules.core.services.once import Once
from app.modules.taxes.schemas.fields import Day
from app.modules.taxes.schemas.rates import TaxRateIn, TaxRateOut
from app.modules.taxes.services.rate_list import RatesWanted, rates_out
from app.modules.taxes.services.tax_answers import own_rate_out, tax_desk
from app.modules.taxes.services.tax_desk import TaxDesk
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["taxes"])
Desk = Annotated[TaxDesk, Depends(tax_desk)]
InCountry = Annotated[CountryCode | None, Query(description="ISO 3166-1 alpha-2.")]
OnDay = Annotated[Day | None, Query(description="In force on this day; else of all times.")]


@router.get("/taxes/rates", dependencies=[needs("taxes.view")])
def list_rates(
    desk: Desk,
    country: InCountry = None,
    at: OnDay = None,
    cursor: CursorInQuery = None,
    limit: LimitInQuery = 25,
) -> PageOut[TaxRateOut]:
    """The store's own rates, then those of the law."""
    return rates_out(desk, RatesWanted(country, at), cursor, limit)


@router.post(
    "/taxes/rates",
    dependencies=[needs("taxes.manage")],
    status_code=201,
    response_model=TaxRateOut,
)
def add_rate(db: Db, desk: Desk, once: Once, body: TaxRateIn) -> Response:
    """Set a rate of the store's own, which goes before the law's."""
    return once.answer(db, lambda: own_rate_out(desk.add_rate(body.model_dump())))


@router.get("/taxes/rates/{rate_id}", dependencies=[needs("taxes.view")])
def see_rate(desk: Desk, response: Response, rate_id: IdInPath) -> TaxRateOut:
    """One rate of the store's own."""
    row = desk.rate(rate_id)
    response.headers["ETag"] = etag_of(row.version)
    return own_rate_out(row)


@router.put("/taxes/rates/{rate_id}", dependencies=[needs("taxes.manage")])
def change_rate(desk: Desk, response: Response, rate_id: IdInPath, body: TaxRateIn) -> TaxRateOut:
    """Say a rate anew, for instance that it ends."""
    row = desk.change_rate(rate_id, body.model_dump())
    response.headers["ETag"] = etag_of(row.version)
    return own_rate_out(row)


@router.delete("/taxes/rates/{rate_id}", dependencies=[needs("taxes.manage")], status_code=204)
def remove_rate(desk: Desk, rate_id: IdInPath) -> None:
    """Take a rate of the store's own away."""
    desk.remove_rate(rate_id)
