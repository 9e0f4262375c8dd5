"""Buys what is in a cart: places the order in one transaction, pays, tells how it went.

Order, stock, promotions and the intent to pay are written and committed together; only then is the
payment provider asked, with no transaction open, and its answer is recorded with what it does to
the order. Whatever dies in between: an order that was placed is held for a while and its payment
asked about again by a job, money never comes without an order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.clock import utc_now
from app.kernel.database.session import outside
from app.kernel.errors import StoaError
from app.kernel.http.schemas import MOST_MINOR
from app.modules.checkout.exceptions import (
    CartChanged,
    CodesUsedUp,
    NotComplete,
    OrdersAreOff,
    SoldOut,
    TooLarge,
    TotalChanged,
)
from app.modules.checkout.models import Checkout
from app.modules.checkout.schemas.checkouts import PlacedOut
from app.modules.checkout.services.make_quote import customer_key
from app.modules.checkout.services.new_order import buyer_address, new_order
from app.modules.checkout.services.placed_answers import placed_out
from app.modules.checkout.services.quote import Quote
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.contracts.carts import Cart, ChangeKind
from app.modules.contracts.customers import CUSTOMER_DIRECTORY
from app.modules.contracts.orders import ORDER_DESK, NewOrder, OrderDesk, PlacedOrder
from app.modules.contracts.payments import PAYMENT_GATEWAY, NoPayments, Payment, PaymentRequest
from app.modules.contracts.promotions import (
    PROMOTION_ENGINE,
    CodeRefusal,
    NoPromotions,
    RefusedCode,
)
from app.modules.core.services.module_services import service_on
from app.modules.core.services.once import OnceOnly
from app.modules.tenancy.services.shoppers import ShopperContext

# A code that may have done something when the shopper last looked, and does nothing now.
SPENT = {CodeRefusal.USED_UP, CodeRefusal.USED_BY_CUSTOMER, CodeRefusal.OVER}


@dataclass(frozen=True)
class Wish:
    """What a shopper sends to buy; `expected_total_minor` is what they agreed to pay."""

    token: str
    said: Mapping[str, Any]
    expected_total_minor: int | None
    details: Mapping[str, str]
    return_url: str | None


@dataclass(frozen=True)
class Begun:
    """An order that was placed and perhaps not paid for; kept as JSON until the answer is."""

    order_id: int
    payment_id: int
    access_token: str

    def as_note(self) -> str:
        return json.dumps([self.order_id, self.payment_id, self.access_token])

    @classmethod
    def of_note(cls, note: str) -> Begun:
        return cls(*json.loads(note))


def place_order(walk: CheckoutWalk, once: OnceOnly, wish: Wish) -> Response:
    """Places and pays; the same key again gives the same answer, also after a crash half-way.

    Raises:
        UnknownCheckout, AlreadyOrdered: there is no such cart, or it was ordered.
        NotComplete, NotOffered, TooLarge, CartChanged, TotalChanged, SoldOut, CodesUsedUp: nothing
            was bought, and nothing that came with the call is kept.
    """
    return carry_on(walk, once, wish.details, lambda: _Placing(walk).place(wish))


def carry_on(
    walk: CheckoutWalk, once: OnceOnly, details: Mapping[str, str], begin: Callable[[], Begun]
) -> Response:
    """Begins, unless the key says that it was; then asks the provider and keeps the answer."""
    db, shopper = walk.db, walk.shopper
    claim = once.claim(db)
    if claim.answer is not None:
        return claim.answer
    begun = begin() if claim.note is None else Begun.of_note(claim.note)
    once.note(db, begun.as_note())
    gateway = service_on(db, shopper.platform_id, PAYMENT_GATEWAY, NoPayments())
    payment: Payment | None = None
    if begun.payment_id:
        payment = outside(db, lambda: gateway.settle(shopper.store_id, begun.payment_id, details))
    return once.finish(db, _answer(db, shopper, begun, payment), status=201)


def _answer(
    db: Session, shopper: ShopperContext, begun: Begun, payment: Payment | None
) -> PlacedOut:
    standing = order_desk(db, shopper.platform_id).standing(db, shopper.store_id, begun.order_id)
    if standing is None:
        raise LookupError(f"order {begun.order_id} was placed and is gone")
    return placed_out(standing, begun.access_token, payment)


class _Placing:
    """Places one order in the caller's transaction, or raises and leaves nothing."""

    def __init__(self, walk: CheckoutWalk) -> None:
        self._walk = walk
        self._db = walk.db
        self._shopper = walk.shopper

    def place(self, wish: Wish) -> Begun:
        cart, row = self._walk.begun(wish.token)
        now = utc_now()
        quote = self._walk.quote_of(cart, row, wish.said, now)
        self._refuse_unready(quote, wish)
        customer_id = self._customer(row, quote)
        key = f"cart:{cart.cart_id}:{cart.version}"
        order = new_order(
            key, cart, row, quote, customer_id=customer_id, locale=self._walk.locale, at=now
        )
        placed = self._placed(quote, order_desk(self._db, cart.platform_id), order)
        self._redeem(cart, row, quote, placed)
        self._walk.desk().convert(
            self._db, self._shopper.store_id, cart.cart_id, placed.order_id, now
        )
        row.order_id, row.ordered_at = placed.order_id, now
        payment_id = self._open_payment(cart, row, placed, wish)
        self._db.flush()
        return Begun(placed.order_id, payment_id, placed.access_token)

    def _refuse_unready(self, quote: Quote, wish: Wish) -> None:
        if quote.missing:
            raise NotComplete(missing=", ".join(quote.missing)).with_facts(
                missing=list(quote.missing)
            )
        goods_minor = sum(line.amount_minor for line in quote.priced.lines)
        if max(goods_minor, quote.total_minor) > MOST_MINOR:
            raise TooLarge().with_facts(most_minor=MOST_MINOR)
        blocking = [one for one in quote.priced.changes if one.kind is not ChangeKind.PRICE]
        agreed = wish.expected_total_minor
        if blocking or (quote.priced.changes and agreed is None):
            raise CartChanged().with_facts(
                changes=[
                    {"kind": one.kind, "line_id": one.line_id, "was": one.was, "now": one.now}
                    for one in quote.priced.changes
                ]
            )
        spent = [one for one in quote.priced.discounts.refused if one.reason in SPENT]
        if spent and agreed is None:
            raise _codes_used_up(spent)
        if agreed is not None and agreed != quote.total_minor:
            raise TotalChanged().with_facts(
                expected_total_minor=agreed, total_minor=quote.total_minor
            )

    def _customer(self, row: Checkout, quote: Quote) -> int | None:
        """The signed-in customer, else the guest of the address, where customers are kept."""
        if self._shopper.customer_id is not None:
            return self._shopper.customer_id
        directory = service_on(self._db, self._shopper.platform_id, CUSTOMER_DIRECTORY, None)
        if directory is None or row.email is None:
            return None
        buyer = buyer_address(quote)
        return directory.recognise_guest(
            self._db,
            self._shopper.store_id,
            email=row.email,
            name=buyer.name,
            country=buyer.country,
            locale=self._walk.locale,
            seen_at=utc_now(),
        )

    def _placed(self, quote: Quote, desk: OrderDesk, order: NewOrder) -> PlacedOrder:
        placed = desk.place(self._db, self._shopper.store_id, order)
        if isinstance(placed, PlacedOrder):
            return placed
        lines = {one.line.variant_id: one.line.line_id for one in quote.priced.lines}
        raise SoldOut().with_facts(
            shortages=[
                {
                    "line_id": lines[lack.variant_id],
                    "variant_id": lack.variant_id,
                    "wanted": lack.wanted,
                    "available": max(lack.available, 0),
                }
                for lack in placed
            ]
        )

    def _redeem(self, cart: Cart, row: Checkout, quote: Quote, placed: PlacedOrder) -> None:
        engine = service_on(self._db, cart.platform_id, PROMOTION_ENGINE, NoPromotions())
        refused = engine.redeem(
            self._db,
            self._shopper.store_id,
            f"order:{placed.order_id}",
            quote.priced.discounts,
            customer_key=customer_key(self._shopper.customer_id, row.email),
            at=utc_now(),
        )
        if refused:
            raise _codes_used_up(refused)

    def _open_payment(self, cart: Cart, row: Checkout, placed: PlacedOrder, wish: Wish) -> int:
        if placed.total_minor == 0:
            return 0
        gateway = service_on(self._db, cart.platform_id, PAYMENT_GATEWAY, NoPayments())
        request = PaymentRequest(
            key=f"order:{placed.order_id}:first",
            order_id=placed.order_id,
            order_number=placed.number,
            method=row.payment_method or "",
            amount_minor=placed.total_minor,
            currency=placed.currency,
            platform_id=cart.platform_id,
            email=row.email,
            locale=self._walk.locale,
            return_url=wish.return_url,
            details=wish.details,
        )
        return gateway.open(self._db, self._shopper.store_id, request)


def _codes_used_up(refused: Sequence[RefusedCode]) -> StoaError:
    return CodesUsedUp().with_facts(
        codes=[{"code": one.code, "reason": one.reason} for one in refused]
    )


def order_desk(db: Session, platform_id: int) -> OrderDesk:
    """Who places orders on the platform. Raises OrdersAreOff where nobody does."""
    desk = service_on(db, platform_id, ORDER_DESK, None)
    if desk is None:
        raise OrdersAreOff
    return desk
