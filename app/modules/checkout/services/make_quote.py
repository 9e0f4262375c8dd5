"""Prices a cart for its buyer: goods, promotions, delivery, tax, in this order.

The order is that of docs/explanation/money.md: prices, less discounts, plus delivery less its
discount; tax on what is then charged, by rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.modules.checkout.models import Checkout
from app.modules.checkout.services.addresses import address_of
from app.modules.checkout.services.quote import SHIPPING_KEY, Missing, Quote, goods_key
from app.modules.contracts.carts import Buyer, Cart, CartDesk, PricedCart
from app.modules.contracts.customers import CUSTOMER_DIRECTORY, CustomerProfile
from app.modules.contracts.orders import PostalAddress
from app.modules.contracts.payments import PAYMENT_GATEWAY, NoPayments, PaymentMethod
from app.modules.contracts.promotions import account_key, guest_key
from app.modules.contracts.shipping import (
    SHIPPING_QUOTER,
    FreeShipping,
    Parcel,
    PickUpPoint,
    ShippingOffer,
)
from app.modules.contracts.taxes import (
    SHIPPING_CLASS,
    TAX_CALCULATOR,
    NoTaxes,
    TaxAnswer,
    TaxLine,
    TaxRequest,
    TaxScheme,
)
from app.modules.core.services.module_services import service_on


class QuoteMaker:
    """Makes quotes for one cart in one store, in one language, at one moment."""

    def __init__(
        self, db: Session, store_id: int, desk: CartDesk, *, locale: str, at: datetime
    ) -> None:
        self._db = db
        self._store_id = store_id
        self._desk = desk
        self._locale = locale
        self._at = at

    def quote(self, cart: Cart, checkout: Checkout, customer_id: int | None) -> Quote:
        """What the order would be now; `checkout.shipping_minor` is brought up to date."""
        profile = self._profile(cart.platform_id, customer_id)
        ship_to = address_of(checkout.shipping_address)
        bill_to = address_of(checkout.billing_address) or ship_to
        buyer = Buyer(
            customer_key=customer_key(customer_id, checkout.email),
            group_codes=profile.group_codes if profile else (),
            country=ship_to.country if ship_to else None,
        )
        priced = self._priced(cart, buyer, checkout.shipping_minor)
        needs_shipping = any(
            one.item is not None and one.item.needs_shipping for one in priced.lines
        )
        offers = self._offers(cart, priced, ship_to) if needs_shipping else []
        offer = next((one for one in offers if one.code == checkout.shipping_code), None)
        price = offer.price_minor if offer else 0
        if price != checkout.shipping_minor:
            checkout.shipping_minor = price
            priced = self._priced(cart, buyer, price)
        vat_id = checkout.vat_id or (profile.vat_id if profile else None)
        handed_over = _handed_over(offer, ship_to if needs_shipping else bill_to)
        tax = self._tax(cart, priced, offer, handed_over, vat_id)
        total = sum(line.gross_minor for line in tax.lines)
        methods = self._methods(cart, total) if total else []
        method = next((one for one in methods if one.code == checkout.payment_method), None)
        return Quote(
            currency=cart.currency,
            priced=priced,
            tax=tax,
            is_tax_estimated=handed_over is None and tax.scheme is not TaxScheme.NONE,
            offers=offers,
            offer=offer,
            methods=methods,
            method=method,
            missing=[
                *_missing_of_way(checkout, offers, offer, needs_shipping=needs_shipping),
                *_missing_else(checkout, priced, has_to_pay=bool(total) and method is None),
            ],
            needs_shipping=needs_shipping,
            shipping_address=ship_to,
            billing_address=bill_to,
        )

    def _priced(self, cart: Cart, buyer: Buyer, shipping_minor: int) -> PricedCart:
        return self._desk.price(
            self._db,
            self._store_id,
            cart,
            buyer=buyer,
            locale=self._locale,
            at=self._at,
            shipping_minor=shipping_minor,
        )

    def _profile(self, platform_id: int, customer_id: int | None) -> CustomerProfile | None:
        directory = service_on(self._db, platform_id, CUSTOMER_DIRECTORY, None)
        if customer_id is None or directory is None:
            return None
        return directory.profile(self._db, self._store_id, customer_id)

    def _offers(
        self, cart: Cart, priced: PricedCart, ship_to: PostalAddress | None
    ) -> Sequence[ShippingOffer]:
        if ship_to is None:
            return []
        weight = sum(one.item.weight_grams * one.line.quantity for one in priced.lines if one.item)
        parcel = Parcel(
            country=ship_to.country,
            currency=cart.currency,
            goods_minor=priced.goods_minor,
            weight_grams=weight,
            region=ship_to.region or None,
            postal_code=ship_to.postal_code or None,
        )
        quoter = service_on(self._db, cart.platform_id, SHIPPING_QUOTER, FreeShipping())
        return quoter.offers(self._db, self._store_id, parcel, locale=self._locale)

    def _tax(
        self,
        cart: Cart,
        priced: PricedCart,
        offer: ShippingOffer | None,
        goes_to: PostalAddress | PickUpPoint | None,
        vat_id: str | None,
    ) -> TaxAnswer:
        lines = [
            TaxLine(goods_key(one), one.charge_minor, one.item.tax_class)
            for one in priced.lines
            if one.item is not None
        ]
        if offer is not None:
            off = min(priced.discounts.shipping_minor, offer.price_minor)
            lines.append(TaxLine(SHIPPING_KEY, offer.price_minor - off, SHIPPING_CLASS))
        request = TaxRequest(
            country=goes_to.country if goes_to else "",
            currency=cart.currency,
            at=self._at,
            lines=lines,
            region=(goes_to.region or None) if goes_to else None,
            postal_code=(goes_to.postal_code or None) if goes_to else None,
            vat_id=vat_id,
        )
        if not lines:
            return NoTaxes().tax(self._db, self._store_id, request)
        calculator = service_on(self._db, cart.platform_id, TAX_CALCULATOR, NoTaxes())
        return calculator.tax(self._db, self._store_id, request)

    def _methods(self, cart: Cart, total_minor: int) -> Sequence[PaymentMethod]:
        gateway = service_on(self._db, cart.platform_id, PAYMENT_GATEWAY, NoPayments())
        return gateway.methods(
            self._db,
            self._store_id,
            currency=cart.currency,
            amount_minor=total_minor,
            locale=self._locale,
        )


def customer_key(customer_id: int | None, email: str | None) -> str | None:
    """Tells buyers apart for limits per customer; a guest by their address."""
    if customer_id is not None:
        return account_key(customer_id)
    return None if email is None else guest_key(email)


def _handed_over(
    offer: ShippingOffer | None, address: PostalAddress | None
) -> PostalAddress | PickUpPoint | None:
    """Where the goods become the buyer's, and so are taxed: at a pick-up the point of it.

    Nothing is dispatched to the buyer's address then (Directive 2006/112/EC, article 31).
    """
    return address if offer is None or offer.pick_up is None else offer.pick_up


def _missing_of_way(
    checkout: Checkout,
    offers: Sequence[ShippingOffer],
    offer: ShippingOffer | None,
    *,
    needs_shipping: bool,
) -> list[Missing]:
    """What is not known yet of where the order goes, and how."""
    if not needs_shipping:
        is_known = checkout.billing_address or checkout.shipping_address
        return [] if is_known else [Missing.BILLING_ADDRESS]
    if checkout.shipping_address is None:
        return [Missing.SHIPPING_ADDRESS]
    if not offers:
        return [Missing.DELIVERY]
    return [Missing.SHIPPING_CODE] if offer is None else []


def _missing_else(checkout: Checkout, priced: PricedCart, *, has_to_pay: bool) -> list[Missing]:
    """What is not known yet of goods, buyer and payment."""
    found = []
    if not priced.lines:
        found.append(Missing.LINES)
    if checkout.email is None:
        found.append(Missing.EMAIL)
    if has_to_pay:
        found.append(Missing.PAYMENT_METHOD)
    return found
