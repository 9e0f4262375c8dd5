"""Makes the order out of a quote: everything an order has to remember, copied."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.modules.checkout.models import Checkout
from app.modules.checkout.services.quote import Quote
from app.modules.contracts.carts import Cart, PricedLine
from app.modules.contracts.catalog import Sellable
from app.modules.contracts.orders import NewOrder, NewOrderLine, PostalAddress
from app.modules.contracts.taxes import TaxScheme

HOLD = timedelta(minutes=15)


def new_order(
    key: str,
    cart: Cart,
    checkout: Checkout,
    quote: Quote,
    *,
    customer_id: int | None,
    locale: str,
    at: datetime,
) -> NewOrder:
    """The order as it would be placed now; goods are held 15 minutes unless paying is deferred.

    The quote must lack nothing. Raises LookupError if it does.
    """
    if checkout.email is None or quote.billing_address is None:
        raise LookupError("a quote that lacks something cannot become an order")
    shipping = quote.shipping_tax
    is_deferred = quote.method is not None and quote.method.is_deferred
    return NewOrder(
        key=key,
        platform_id=cart.platform_id,
        placed_at=at,
        currency=quote.currency,
        locale=locale,
        email=checkout.email,
        lines=[_line(one, one.item, quote) for one in quote.priced.lines if one.item is not None],
        shipping_address=quote.shipping_address if quote.needs_shipping else None,
        billing_address=quote.billing_address,
        shipping_code=None if quote.offer is None else quote.offer.code,
        shipping_name="" if quote.offer is None else quote.offer.name,
        shipping_minor=quote.shipping_minor - quote.shipping_discount_minor,
        shipping_discount_minor=quote.shipping_discount_minor,
        shipping_net_minor=0 if shipping is None else shipping.net_minor,
        shipping_tax_minor=0 if shipping is None else shipping.tax_minor,
        are_prices_gross=quote.tax.are_prices_gross,
        tax_scheme=quote.tax.scheme,
        tax_rates=[
            (total.country, total.rate, total.net_minor, total.tax_minor)
            for total in quote.tax.rates
        ],
        payment_method="none" if quote.method is None else quote.method.code,
        hold_until=None if is_deferred else at + HOLD,
        customer_id=customer_id,
        vat_id=_business_number(checkout, quote),
        tax_note_key=quote.tax.note_key,
        seller_vat_id=quote.tax.seller_vat_id,
        promotions=[
            (one.name, one.code, one.amount_minor)
            for one in quote.priced.discounts.applied
            if one.amount_minor
        ],
        note=checkout.note,
    )


def buyer_address(quote: Quote) -> PostalAddress:
    """Who buys: the address of the bill. Raises LookupError without one."""
    if quote.billing_address is None:
        raise LookupError("the buyer is not known")
    return quote.billing_address


def _business_number(checkout: Checkout, quote: Quote) -> str | None:
    """The number that makes the buyer a business; unchecked only where nobody knows taxes."""
    is_unchecked = quote.tax.scheme is TaxScheme.NONE
    return quote.tax.buyer_vat_id or (checkout.vat_id if is_unchecked else None)


def _line(one: PricedLine, item: Sellable, quote: Quote) -> NewOrderLine:
    tax = quote.tax_of(one)
    title = f"{item.title} – {item.variant_title}" if item.variant_title else item.title
    return NewOrderLine(
        variant_id=one.line.variant_id,
        sku=item.sku,
        title=title,
        quantity=one.line.quantity,
        unit_price_minor=one.unit_price_minor,
        discount_minor=one.discount_minor,
        net_minor=tax.net_minor,
        tax_minor=tax.tax_minor,
        tax_rate=tax.rate,
        tax_class=item.tax_class,
        needs_shipping=item.needs_shipping,
        weight_grams=item.weight_grams,
    )
