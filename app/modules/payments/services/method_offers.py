"""The ways to pay as the storefront's API answers with them."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request

from app.kernel.templating import locale_of
from app.modules.payments.schemas.payments import MethodOfferOut, MethodOffersOut
from app.modules.payments.services.offers import methods


def offers_out(
    request: Request, db: Session, store_id: int, currency: str, amount_minor: int | None
) -> MethodOffersOut:
    """In the language of the request; without an amount whatever may be offered for some."""
    found = methods(
        db, store_id, currency=currency, amount_minor=amount_minor, locale=locale_of(request)
    )
    return MethodOffersOut(items=[MethodOfferOut.model_validate(each) for each in found])
