"""Checkouts as the storefront's API answers them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from app.kernel.http.schemas import MoneyOut
from app.modules.checkout.models import Checkout
from app.modules.checkout.schemas.checkouts import (
    ChangeOut,
    CheckoutIn,
    CheckoutOut,
    LineOut,
    MethodOut,
    OfferOut,
    TaxRateOut,
    TotalsOut,
)
from app.modules.checkout.services.addresses import address_of
from app.modules.checkout.services.quote import Quote
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.contracts.carts import PricedLine
from app.modules.core.schemas.people import PostalAddressOut
from app.modules.tenancy.dependencies import Db, get_current_storefront_api
from app.modules.tenancy.services.shoppers import ShopperContext

Shopper = Annotated[ShopperContext, Depends(get_current_storefront_api)]


def checkout_walk(request: Request, db: Db, shopper: Shopper) -> CheckoutWalk:
    """The way of this shopper, with texts in the language of the request."""
    return CheckoutWalk(db, shopper, request.state.locale)


def said(body: CheckoutIn) -> dict[str, Any]:
    """What the shopper said, and only that: what is left out stays as it was."""
    names = body.model_fields_set & set(CheckoutIn.model_fields)
    return body.model_dump(include=names - {"note"}) | (
        {"note": body.note or ""} if "note" in body.model_fields_set else {}
    )


def checkout_out(token: str, row: Checkout, quote: Quote) -> CheckoutOut:
    """The whole checkout."""
    return CheckoutOut(
        token=token,
        currency=quote.currency,
        is_ordered=quote.priced.cart.order_id is not None,
        email=row.email,
        shipping_address=_address_out(row.shipping_address),
        billing_address=_address_out(row.billing_address),
        vat_id=row.vat_id,
        is_vat_id_counted=None if row.vat_id is None else quote.tax.goes_by_vat_id,
        note=row.note,
        lines=[_line_out(one, quote) for one in quote.priced.lines if one.item is not None],
        shipping_offers=[
            OfferOut(
                code=one.code,
                name=one.name,
                description=one.description,
                kind=one.kind,
                price=MoneyOut.of(one.price_minor, one.currency),
                days_min=one.days_min,
                days_max=one.days_max,
            )
            for one in quote.offers
        ],
        shipping_code=None if quote.offer is None else quote.offer.code,
        payment_methods=[MethodOut.model_validate(one) for one in quote.methods],
        payment_method=None if quote.method is None else quote.method.code,
        tax_scheme=quote.tax.scheme,
        is_tax_estimated=quote.is_tax_estimated,
        are_prices_gross=quote.tax.are_prices_gross,
        tax_rates=[
            TaxRateOut(
                rate=one.rate,
                country=one.country,
                net=MoneyOut.of(one.net_minor, quote.currency),
                tax=MoneyOut.of(one.tax_minor, quote.currency),
            )
            for one in quote.tax.rates
        ],
        totals=_totals_out(quote),
        missing=list(quote.missing),
        changes=[ChangeOut.model_validate(one) for one in quote.priced.changes],
    )


def _address_out(kept: dict[str, Any] | None) -> PostalAddressOut | None:
    address = address_of(kept)
    return None if address is None else PostalAddressOut.model_validate(address)


def _line_out(one: PricedLine, quote: Quote) -> LineOut:
    tax, currency = quote.tax_of(one), quote.currency
    return LineOut(
        line_id=one.line.line_id,
        variant_id=one.line.variant_id,
        sku=getattr(one.item, "sku", None),
        title=getattr(one.item, "title", None),
        variant_title=getattr(one.item, "variant_title", None),
        quantity=one.line.quantity,
        unit_price=MoneyOut.of(one.unit_price_minor, currency),
        amount=MoneyOut.of(one.amount_minor, currency),
        discount=MoneyOut.of(one.discount_minor, currency),
        net=MoneyOut.of(tax.net_minor, currency),
        tax=MoneyOut.of(tax.tax_minor, currency),
        tax_rate=tax.rate,
        total=MoneyOut.of(tax.gross_minor, currency),
    )


def _totals_out(quote: Quote) -> TotalsOut:
    currency = quote.currency
    goods = sum(one.amount_minor for one in quote.priced.lines)
    amounts = {
        "goods": goods,
        "discount": goods - quote.priced.goods_minor,
        "shipping": quote.shipping_minor,
        "shipping_discount": quote.shipping_discount_minor,
        "net": quote.total_minor - quote.tax_minor,
        "tax": quote.tax_minor,
        "total": quote.total_minor,
    }
    return TotalsOut(**{name: MoneyOut.of(minor, currency) for name, minor in amounts.items()})
