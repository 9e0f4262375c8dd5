"""The way from a cart to an order: saying who, where and how, and seeing what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.checkout.exceptions import AlreadyOrdered, NotOffered, UnknownCheckout
from app.modules.checkout.models import Checkout
from app.modules.checkout.repositories.checkouts import Checkouts
from app.modules.checkout.services.make_quote import QuoteMaker
from app.modules.checkout.services.quote import Quote
from app.modules.contracts.carts import CART_DESK, Cart, CartDesk, PricedCart
from app.modules.core.services.module_services import service_on
from app.modules.tenancy.services.shoppers import ShopperContext


class CheckoutWalk:
    """One shopper's checkouts in one store; texts in the language of the request."""

    def __init__(self, db: Session, shopper: ShopperContext, locale: str) -> None:
        self.db = db
        self.shopper = shopper
        self.locale = locale
        self._rows = Checkouts(db, shopper.store_id)

    def see(self, token: str) -> tuple[Checkout, Quote]:
        """The checkout as it stands; writes nothing."""
        cart = self.cart(token, is_locked=False)
        row = self._rows.of_cart(cart.cart_id) or Checkout(note="", shipping_minor=0)
        with self.db.no_autoflush:
            quote = self.quote(cart, row, utc_now())
        self.db.expunge_all()
        return row, quote

    def say(self, token: str, said: Mapping[str, Any]) -> tuple[Checkout, Quote]:
        """Keeps what was said and gives what it comes to.

        Raises:
            UnknownCheckout, AlreadyOrdered: there is no such cart, or it was ordered.
            NotOffered: the way of delivery or payment chosen here is not offered.
        """
        cart, row, now = *self.begun(token), utc_now()
        quote = self.quote_of(cart, row, said, now)
        self.desk().note_seen(self.db, self.shopper.store_id, cart, _news(quote.priced), now)
        self.db.flush()
        return row, quote

    def begun(self, token: str) -> tuple[Cart, Checkout]:
        """The cart, locked, and its checkout, begun if it was not. Raises AlreadyOrdered."""
        cart = self.cart(token, is_locked=True)
        if cart.order_id is not None:
            raise AlreadyOrdered
        row = self._rows.of_cart(cart.cart_id)
        return cart, row or self._rows.add(cart.cart_id, utc_now())

    def ordered(self, token: str) -> tuple[Cart, Checkout]:
        """The cart, locked, and the checkout that led to its order. Raises UnknownCheckout."""
        cart = self.cart(token, is_locked=True)
        row = self._rows.of_cart(cart.cart_id)
        if cart.order_id is None or row is None:
            raise UnknownCheckout
        return cart, row

    def quote_of(self, cart: Cart, row: Checkout, said: Mapping[str, Any], at: datetime) -> Quote:
        """Keeps what was said in `row`; what the order would be then. Raises NotOffered."""
        if said:
            row.customer_id, row.changed_at = self.shopper.customer_id, at
        for name, value in said.items():
            setattr(row, name, value)
        with self.db.no_autoflush:
            quote = self.quote(cart, row, at)
        _refuse_what_is_not_offered(said, quote)
        return quote

    def quote(self, cart: Cart, row: Checkout, at: datetime) -> Quote:
        """What the order would be at the moment."""
        maker = QuoteMaker(self.db, self.shopper.store_id, self.desk(), locale=self.locale, at=at)
        return maker.quote(cart, row, self.shopper.customer_id)

    def cart(self, token: str, *, is_locked: bool) -> Cart:
        cart = self.desk().find(
            self.db,
            self.shopper.store_id,
            token,
            platform_id=self.shopper.platform_id,
            customer_id=self.shopper.customer_id,
            is_locked=is_locked,
        )
        if cart is None:
            raise UnknownCheckout
        return cart

    def desk(self) -> CartDesk:
        """Raises UnknownCheckout where there are no carts: then there is nothing to check out."""
        desk = service_on(self.db, self.shopper.platform_id, CART_DESK, None)
        if desk is None:
            raise UnknownCheckout
        return desk


def _news(priced: PricedCart) -> dict[int, int]:
    """The unit prices that the shopper sees for the first time, by line."""
    return {
        one.line.line_id: one.unit_price_minor
        for one in priced.lines
        if one.item and one.unit_price_minor != one.line.seen_price_minor
    }


def _refuse_what_is_not_offered(said: Mapping[str, Any], quote: Quote) -> None:
    if said.get("shipping_code") and quote.offers and quote.offer is None:
        raise NotOffered().with_facts(
            field="shipping_code", offered=[one.code for one in quote.offers]
        )
    if said.get("payment_method") and quote.methods and quote.method is None:
        raise NotOffered().with_facts(
            field="payment_method", offered=[one.code for one in quote.methods]
        )
