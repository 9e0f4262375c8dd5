"""Making a cart and changing what is in it: priced, checked and written in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.security.opaque import new_token, token_digest
from app.modules.cart import models
from app.modules.cart.exceptions import (
    CartIsFull,
    CartIsOrdered,
    NotForSale,
    TooFewInStock,
    UnknownCart,
    UnknownLine,
)
from app.modules.cart.repositories.carts import Carts
from app.modules.cart.schemas.carts import MOST_CODES
from app.modules.cart.services.buyers import buyer_of
from app.modules.cart.services.cart_values import cart_value
from app.modules.cart.services.find_cart import find_cart
from app.modules.cart.services.price_cart import price_cart
from app.modules.contracts.carts import Cart, CartLine, PricedCart
from app.modules.tenancy.services.shoppers import ShopperContext

MOST_LINES = 100
Wanted = dict[int, int]


class CartChanges:
    """Changes of one store's carts by one shopper; every method gives the cart priced anew."""

    def __init__(self, db: Session, shopper: ShopperContext, locale: str) -> None:
        self._db = db
        self._shopper = shopper
        self._locale = locale
        self._carts = Carts(db, shopper.store_id)

    def open(
        self, wanted: Mapping[int, int], codes: Sequence[str], currency: str | None = None
    ) -> tuple[str, PricedCart]:
        """A new cart with these units by variant, and its token, which is kept nowhere.

        It is in the store's currency unless another is named. Raises NotForSale and TooFewInStock
        for what cannot be bought, or not in that currency.
        """
        token, now = new_token(), utc_now()
        row = models.Cart(
            store_id=self._shopper.store_id,
            token_digest=token_digest(token),
            platform_id=self._shopper.platform_id,
            customer_id=None,
            currency=currency or self._shopper.currency,
            codes=list(dict.fromkeys(codes)),
            version=1,
            created_at=now,
            touched_at=now,
        )
        return token, self._fill(row, [], wanted, touched=set(wanted))

    def see(self, token: str) -> PricedCart:
        """The cart as it is. Raises UnknownCart."""
        return self._priced(self._value(self._found(token, is_locked=False)))

    def put(self, token: str, variant_id: int, quantity: int) -> PricedCart:
        """So many more units of a variant. Raises CartIsFull beside what `open` raises."""
        return self._change(token, lambda _lines, wanted: _more(wanted, variant_id, quantity))

    def set_quantity(self, token: str, line_id: int, quantity: int) -> PricedCart:
        """So many units of a line, none to take it out. Raises UnknownLine."""

        def apply(lines: Sequence[models.CartLine], wanted: Wanted) -> Wanted:
            line = next((line for line in lines if line.id == line_id), None)
            if line is None:
                raise UnknownLine
            return {**wanted, line.variant_id: quantity}

        return self._change(token, apply)

    def set_codes(self, token: str, codes: Sequence[str]) -> PricedCart:
        """All codes that were typed; those that do nothing stay and say why."""
        row = self._found(token, is_locked=True)
        row.codes = list(dict.fromkeys(codes))
        return self._fill(row, self._carts.lines(row.id), None, touched=set())

    def merge(self, token: str) -> tuple[str, PricedCart]:
        """Takes a visitor's cart over into that of the customer who signed in.

        Of a variant in both the larger number stays; what is not for sale any more is left out,
        and so is what is too many for one cart, the visitor's lines and codes going first. The
        visitor's cart ends, and the customer's goes on in its currency with the token given here.
        """
        customer_id = self._shopper.customer_id
        if customer_id is None:
            raise UnknownCart
        self._carts.lock_customer(customer_id)
        visitor = self._found(token, is_locked=True)
        if visitor.customer_id not in {None, customer_id}:
            raise UnknownCart
        own = self._carts.open_of_customer(self._shopper.platform_id, customer_id, is_locked=True)
        if own is None or own.id == visitor.id:
            visitor.customer_id = customer_id
            return token, self._fill(visitor, self._carts.lines(visitor.id), None, touched=set())
        wanted = {line.variant_id: line.quantity for line in self._carts.lines(visitor.id)}
        codes, currency = visitor.codes, visitor.currency
        self._carts.remove(visitor)
        lines = self._carts.lines(own.id)
        for line in lines:
            wanted[line.variant_id] = max(line.quantity, wanted.get(line.variant_id, 0))
        own.codes = list(dict.fromkeys([*codes, *own.codes]))[:MOST_CODES]
        if own.currency != currency:
            own.currency = currency
            for line in lines:
                line.seen_price_minor = None
        own.token_digest = token_digest(token)
        return token, self._fill(own, lines, self._for_sale(own, wanted), touched=set())

    def _for_sale(self, row: models.Cart, wanted: Wanted) -> Wanted:
        """The first of them that can be bought, as many as a cart may hold."""
        priced = self._priced(replace(cart_value(row, []), lines=_values({}, wanted)))
        kept = [one.line for one in priced.lines if one.item is not None]
        return {line.variant_id: line.quantity for line in kept[:MOST_LINES]}

    def _change(
        self, token: str, apply: Callable[[Sequence[models.CartLine], Wanted], Wanted]
    ) -> PricedCart:
        row = self._found(token, is_locked=True)
        lines = self._carts.lines(row.id)
        before = {line.variant_id: line.quantity for line in lines}
        wanted = apply(lines, before)
        touched = {id_ for id_, quantity in wanted.items() if quantity > before.get(id_, 0)}
        return self._fill(row, lines, wanted, touched=touched)

    def _fill(
        self,
        row: models.Cart,
        lines: Sequence[models.CartLine],
        wanted: Wanted | Mapping[int, int] | None,
        *,
        touched: set[int],
    ) -> PricedCart:
        """Writes what is wanted (None: what there is), after checking what was touched."""
        known = {line.variant_id: line for line in lines}
        if wanted is not None:
            gone = [line for id_, line in known.items() if wanted.get(id_, 0) == 0]
            for line in gone:
                self._carts.remove_line(row.id, line.id)
            kept = {id_: quantity for id_, quantity in wanted.items() if quantity}
            if len(kept) > MOST_LINES:
                raise CartIsFull(most=MOST_LINES)
            value = replace(cart_value(row, []), lines=_values(known, kept))
        else:
            value = cart_value(row, lines)
        priced = self._priced(value)
        _check(priced, touched)
        return self._write(row, priced)

    def _write(self, row: models.Cart, priced: PricedCart) -> PricedCart:
        """The shopper is shown these prices now, so they are noted with the lines."""
        shown = [
            {
                "variant_id": one.line.variant_id,
                "quantity": one.line.quantity,
                "seen_price_minor": None if one.item is None else one.unit_price_minor,
            }
            for one in priced.lines
        ]
        if row in self._db:
            row.version, row.touched_at = row.version + 1, utc_now()
            self._db.flush()
        else:
            self._carts.add(row)
        ids = self._carts.put_lines(row.id, shown) if shown else {}
        lines = [
            replace(one, line=replace(one.line, line_id=ids[one.line.variant_id]))
            for one in priced.lines
        ]
        cart = replace(
            priced.cart, cart_id=row.id, version=row.version, lines=[one.line for one in lines]
        )
        return replace(priced, cart=cart, lines=lines)

    def _priced(self, cart: Cart) -> PricedCart:
        return price_cart(
            self._db,
            self._shopper.store_id,
            cart,
            buyer=buyer_of(self._db, self._shopper),
            locale=self._locale,
            at=utc_now(),
        )

    def _value(self, row: models.Cart) -> Cart:
        return cart_value(row, self._carts.lines(row.id))

    def _found(self, token: str, *, is_locked: bool) -> models.Cart:
        """The cart, open for changes where it is locked. Raises UnknownCart, CartIsOrdered."""
        row = find_cart(
            self._carts,
            token,
            platform_id=self._shopper.platform_id,
            customer_id=self._shopper.customer_id,
            is_locked=is_locked,
        )
        if row is None:
            raise UnknownCart
        if is_locked and row.order_id is not None:
            raise CartIsOrdered
        return row


def _more(wanted: Wanted, variant_id: int, quantity: int) -> Wanted:
    return {**wanted, variant_id: wanted.get(variant_id, 0) + quantity}


def _values(known: Mapping[int, models.CartLine], wanted: Mapping[int, int]) -> list[CartLine]:
    """The lines as they are going to be; new ones have no id yet and were never seen."""
    return [
        CartLine(
            line_id=known[id_].id if id_ in known else 0,
            variant_id=id_,
            quantity=quantity,
            seen_price_minor=known[id_].seen_price_minor if id_ in known else None,
        )
        for id_, quantity in wanted.items()
    ]


def _check(priced: PricedCart, touched: set[int]) -> None:
    """Only what the shopper asks more of is refused; the rest is told as a change."""
    for one in priced.lines:
        if one.line.variant_id not in touched:
            continue
        if one.item is None:
            raise NotForSale().with_facts(variant_id=one.line.variant_id)
        if not one.availability.covers(one.line.quantity):
            left = max(one.availability.available, 0)
            raise TooFewInStock(available=left).with_facts(
                variant_id=one.line.variant_id, available=left
            )
