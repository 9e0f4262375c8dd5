"""Carts as checkout uses them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.modules.cart.repositories.carts import Carts
from app.modules.cart.services.cart_values import cart_value
from app.modules.cart.services.find_cart import find_cart
from app.modules.cart.services.price_cart import price_cart
from app.modules.contracts.carts import Buyer, Cart, PricedCart

# Carts are forgotten after months; noting every step of a checkout would be for nothing.
TOUCHED_EVERY = timedelta(hours=1)


class StoreCartDesk:
    """Cart's side of `CartDesk`."""

    def find(
        self,
        db: Session,
        store_id: int,
        token: str,
        *,
        platform_id: int,
        customer_id: int | None,
        is_locked: bool,
    ) -> Cart | None:
        """See the contract; two statements."""
        carts = Carts(db, store_id)
        row = find_cart(
            carts, token, platform_id=platform_id, customer_id=customer_id, is_locked=is_locked
        )
        return None if row is None else cart_value(row, carts.lines(row.id))

    def price(
        self,
        db: Session,
        store_id: int,
        cart: Cart,
        *,
        buyer: Buyer,
        locale: str,
        at: datetime,
        shipping_minor: int = 0,
    ) -> PricedCart:
        """See the contract."""
        return price_cart(
            db,
            store_id,
            cart,
            buyer=buyer,
            locale=locale,
            at=at,
            shipping_minor=shipping_minor,
        )

    def note_seen(
        self, db: Session, store_id: int, cart: Cart, prices: Mapping[int, int], at: datetime
    ) -> None:
        """See the contract."""
        carts = Carts(db, store_id)
        if cart.touched_at is None or at - cart.touched_at >= TOUCHED_EVERY:
            carts.touch(cart.cart_id, at)
        if prices:
            carts.see_prices(prices)

    def convert(
        self, db: Session, store_id: int, cart_id: int, order_id: int, at: datetime
    ) -> None:
        """See the contract; the caller has locked the cart by `find`."""
        Carts(db, store_id).convert(cart_id, order_id, at)


cart_desk = StoreCartDesk()
