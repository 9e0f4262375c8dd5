"""What the API says about taxes."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.clock import utc_now
from app.kernel.http.schemas import MoneyOut
from app.kernel.http.versions import require_version
from app.kernel.templating import text
from app.modules.contracts.taxes import TaxAnswer, TaxLine, TaxRequest
from app.modules.taxes.models import TaxRate, TaxSettings
from app.modules.taxes.repositories.tax_setup import plain
from app.modules.taxes.repositories.tax_writing import TaxWriting
from app.modules.taxes.schemas.fields import DistanceSalesField
from app.modules.taxes.schemas.preview import (
    PreviewLineOut,
    PreviewRateOut,
    TaxPreviewIn,
    TaxPreviewOut,
)
from app.modules.taxes.schemas.rates import RateSource, TaxRateOut
from app.modules.taxes.schemas.settings import PricesOut, TaxSettingsOut
from app.modules.taxes.services.tax_calculator import tax_calculator
from app.modules.taxes.services.tax_desk import TaxDesk
from app.modules.taxes.services.vat_rates import FIRST_DAY, LAST_DAY, LegalRate
from app.modules.tenancy.dependencies import Db, get_current_store_api
from app.modules.tenancy.services.user_context import UserContext


def tax_desk(
    request: Request, db: Db, user: Annotated[UserContext, Depends(get_current_store_api)]
) -> TaxDesk:
    """The store's tax data, whose changes need If-Match; for the routes."""
    return TaxDesk(db, user.store_id, partial(require_version, request))


def settings_out(row: TaxSettings | None) -> TaxSettingsOut:
    """The settings, or those of a store that has said nothing."""
    if row is not None:
        return TaxSettingsOut.model_validate(
            {
                name: getattr(row, name)
                for name in TaxSettingsOut.model_fields
                if name != "is_configured"
            }
            | {"is_configured": True}
        )
    return TaxSettingsOut(
        is_configured=False,
        home_country=None,
        prices_include_tax=True,
        distance_sales=DistanceSalesField.ONE_STOP,
        is_small_business=False,
        vat_id="",
        registrations={},
        version=0,
        updated_at=None,
    )


def prices_out(db: Session, store_id: int) -> PricesOut:
    """What shoppers are told beside a price."""
    row = TaxWriting(db, store_id).settings()
    if row is None or row.is_small_business:
        return PricesOut(is_taxed=False, prices_include_tax=None, home_country=None)
    return PricesOut(
        is_taxed=True, prices_include_tax=row.prices_include_tax, home_country=row.home_country
    )


def own_rate_out(row: TaxRate) -> TaxRateOut:
    """A rate of the store's own."""
    return TaxRateOut(
        source=RateSource.STORE,
        id=row.id,
        country=row.country,
        area=row.country,
        region=row.region,
        postal_prefix=row.postal_prefix,
        tax_class=row.tax_class,
        rate=plain(row.rate),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        version=row.version,
    )


def legal_rate_out(rate: LegalRate) -> TaxRateOut:
    """A rate of the law; open days are none."""
    return TaxRateOut(
        source=RateSource.LAW,
        country=rate.area.partition("-")[0],
        area=rate.area,
        tax_class=rate.category,
        rate=rate.rate,
        valid_from=None if rate.valid_from == FIRST_DAY else rate.valid_from,
        valid_to=None if rate.valid_to == LAST_DAY else rate.valid_to,
    )


def preview_out(request: Request, db: Session, store_id: int, body: TaxPreviewIn) -> TaxPreviewOut:
    """What the basket would be taxed by the store's settings."""
    lines = [
        TaxLine(str(number), line.amount_minor, line.tax_class)
        for number, line in enumerate(body.lines)
    ]
    asked = TaxRequest(
        body.country,
        body.currency,
        body.at or utc_now(),
        lines,
        body.region,
        body.postal_code,
        body.vat_id,
    )
    answer = tax_calculator.tax(db, store_id, asked)
    note = None if answer.note_key is None else text(request, answer.note_key)
    return _preview(answer, body.currency, note)


def _preview(answer: TaxAnswer, currency: str, note: str | None) -> TaxPreviewOut:
    net_minor = sum(line.net_minor for line in answer.lines)
    tax_minor = sum(line.tax_minor for line in answer.lines)
    return TaxPreviewOut(
        scheme=answer.scheme,
        are_prices_gross=answer.are_prices_gross,
        lines=[
            PreviewLineOut(
                net=MoneyOut.of(line.net_minor, currency),
                tax=MoneyOut.of(line.tax_minor, currency),
                gross=MoneyOut.of(line.gross_minor, currency),
                rate=line.rate,
            )
            for line in answer.lines
        ],
        rates=[
            PreviewRateOut(
                rate=rate.rate,
                country=rate.country,
                net=MoneyOut.of(rate.net_minor, currency),
                tax=MoneyOut.of(rate.tax_minor, currency),
            )
            for rate in answer.rates
        ],
        net=MoneyOut.of(net_minor, currency),
        tax=MoneyOut.of(tax_minor, currency),
        gross=MoneyOut.of(net_minor + tax_minor, currency),
        note_key=answer.note_key,
        note=note,
        seller_vat_id=answer.seller_vat_id,
        buyer_vat_id=answer.buyer_vat_id,
    )
