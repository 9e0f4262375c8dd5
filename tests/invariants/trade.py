"""Trade in three stores, as it comes: orders, customers and products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from app.modules.contracts.catalog import CATALOG_INTAKE, ProductIn, VariantIn
from app.modules.contracts.customers import CUSTOMER_INTAKE, CustomerIn
from app.modules.contracts.orders import (
    ORDER_INTAKE,
    OrderIn,
    OrderLineIn,
    ReversalIn,
    ReversalKind,
    ReversalLineIn,
)
from tests.invariants.laws import FIRST, LAWS, LUXEMBOURG, Place, Providers, World
from tests.journeys.filling import intake

T = TypeVar("T")
SOURCE = "machine"
LENGTH = 14
_numbers = count(1)


def _moment(day: int, minute: int, microsecond: int) -> datetime:
    """A wall clock time in Luxembourg; the days are those round the change of 30 March 2025."""
    local = datetime.combine(FIRST + timedelta(days=1 + day), time(minute // 60, minute % 60))
    return local.replace(tzinfo=LUXEMBOURG, microsecond=microsecond)


minutes = st.sampled_from([0, 15, 120, 150, 180, 720, 1425, 1439]) | st.integers(0, 1439)
moments = st.builds(_moment, st.integers(0, LENGTH - 1), minutes, st.sampled_from([0, 0, 999_999]))
waits = st.none() | st.integers(0, 5000)
amounts = st.integers(0, 100_000)
places = st.integers(0, 2)
picks = st.integers(0, 99)
currencies = st.sampled_from(["EUR", "EUR", "JPY"])
lines = st.builds(
    lambda gross, share, tax, quantity: OrderLineIn(
        external_ref=f"line-{next(_numbers)}",
        sku="THING",
        title="Thing",
        quantity=quantity,
        unit_price=Decimal(gross) / 100,
        gross_minor=gross,
        discount_minor=gross * share // 10,
        tax_minor=tax,
    ),
    amounts,
    st.integers(0, 10),
    st.integers(0, 999),
    st.integers(1, 5),
)


def later(at: datetime, minutes_later: int | None) -> datetime | None:
    """So much later, in real time, and within the days looked at."""
    if minutes_later is None:
        return None
    return min(at + timedelta(minutes=minutes_later), _moment(LENGTH, 0, 0))


def one_of(records: Sequence[T], pick: int) -> T:
    return records[pick % len(records)]


def earlier(known: datetime | None, told: datetime) -> datetime:
    return told if known is None else min(known, told)


class Trade(RuleBasedStateMachine):
    """Each rule lets one thing happen through an intake, and asks the laws what must hold then."""

    def __init__(self, engine: Engine, asked: Providers, laws: frozenset[str] = LAWS) -> None:
        super().__init__()
        self._connection = engine.connect()
        self._transaction = self._connection.begin()
        self.db = sessionmaker(self._connection, join_transaction_mode="create_savepoint")()
        self.world = World(self.db, asked, laws)

    def teardown(self) -> None:
        """Nothing of it stays."""
        self.db.close()
        self._transaction.rollback()
        self._connection.close()

    def enter(self, index: int) -> Place:
        place = self.world.places[index]
        self.world.enter(place)
        return place

    def any(self, kind: str) -> bool:
        return any(getattr(place.memory, kind) for place in self.world.places)

    def some(self, kind: str, pick: int) -> tuple[Place, Any]:
        """One of the records of that kind, and the place that it is in, entered."""
        found = []
        for place in self.world.places:
            records = getattr(place.memory, kind)
            values = records.values() if isinstance(records, dict) else records
            found += [(place, record) for record in values]
        place, record = one_of(found, pick)
        self.world.enter(place)
        return place, record

    # Orders

    def _take(self, place: Place, order: OrderIn) -> None:
        intake(ORDER_INTAKE).take_orders(self.db, place.store_id, [order])

    @rule(
        index=places,
        at=moments,
        of=st.lists(lines, max_size=3),
        currency=currencies,
        shipping=amounts,
        paid=waits,
        fulfilled=waits,
    )
    def order(
        self,
        index: int,
        at: datetime,
        of: list[OrderLineIn],
        currency: str,
        shipping: int,
        paid: int | None,
        fulfilled: int | None,
    ) -> None:
        place = self.enter(index)
        ref = f"order-{len(place.memory.orders)}"
        order = OrderIn(
            source=SOURCE,
            external_ref=ref,
            number=ref,
            placed_at=at,
            currency=currency,
            lines=tuple(of),
            shipping_minor=shipping,
            shipping_tax_minor=shipping // 7,
            paid_at=later(at, paid),
            fulfilled_at=later(at, fulfilled),
        )
        place.memory.orders[ref] = order
        self._take(place, order)
        self.world.after(place, "orders", at, order.paid_at, order.fulfilled_at)

    @precondition(lambda self: self.any("orders"))
    @rule(
        pick=picks,
        what=st.sampled_from(["paid_at", "fulfilled_at", "cancelled_at", "failed_at"]),
        at=moments,
    )
    def tell_of_order(self, pick: int, what: str, at: datetime) -> None:
        """Paid, shipped, cancelled or failed, perhaps long after it happened or once more."""
        place, order = self.some("orders", pick)
        known = getattr(order, what)
        told = replace(order, **{what: at})
        place.memory.orders[order.external_ref] = replace(order, **{what: earlier(known, at)})
        self._take(place, told)
        # A payment that fails takes the order out of the days that it counted on.
        restated = (order.placed_at, order.cancelled_at) if what == "failed_at" else ()
        self.world.after(place, "orders", at, known, *restated)

    @precondition(lambda self: self.any("orders"))
    @rule(pick=picks, line=lines)
    def add_line(self, pick: int, line: OrderLineIn) -> None:
        """An order comes in pieces."""
        place, order = self.some("orders", pick)
        place.memory.orders[order.external_ref] = replace(order, lines=(*order.lines, line))
        self._take(place, replace(order, lines=(line,)))
        self.world.after(place, "orders", order.placed_at)

    @rule(
        index=places,
        at=moments,
        which=st.none() | st.integers(0, 4),
        goods=amounts,
        others=amounts,
        currency=currencies,
        kind=st.sampled_from(list(ReversalKind)),
    )
    def reverse(
        self,
        index: int,
        at: datetime,
        which: int | None,
        goods: int,
        others: int,
        currency: str,
        kind: ReversalKind,
    ) -> None:
        """A refund of an order, of one that is yet to come, or of none."""
        place = self.enter(index)
        ref = f"reversal-{len(place.memory.reversals)}"
        reversal = ReversalIn(
            source=SOURCE,
            external_ref=ref,
            number=ref,
            kind=kind,
            occurred_at=at,
            currency=currency,
            lines=(ReversalLineIn("line", "THING", "Thing", 1, goods),),
            order_ref=None if which is None else f"order-{which}",
            shipping_minor=others,
            tax_minor=others // 7,
        )
        place.memory.reversals.append(reversal)
        intake(ORDER_INTAKE).take_reversals(self.db, place.store_id, [reversal])
        self.world.after(place, "orders", at)

    # Customers

    @rule(index=places, at=moments, number=st.integers(0, 3))
    def see_customer(self, index: int, at: datetime, number: int) -> None:
        """A new customer, or one that was seen before, earlier or later."""
        place, ref = self.enter(index), f"customer-{number}"
        known = place.memory.customers.get(ref)
        place.memory.customers[ref] = earlier(known, at)
        customer = CustomerIn(source=SOURCE, external_ref=ref, first_seen_at=at)
        intake(CUSTOMER_INTAKE).take_customers(self.db, place.store_id, [customer])
        self.world.after(place, "customers", at, known)

    # Catalogue

    @rule(
        index=places,
        at=moments,
        variants=st.integers(0, 3),
        published=waits,
        featured=waits,
    )
    def offer(
        self,
        index: int,
        at: datetime,
        variants: int,
        published: int | None,
        featured: int | None,
    ) -> None:
        place = self.enter(index)
        ref = f"product-{len(place.memory.products)}"
        product = ProductIn(
            source=SOURCE,
            external_ref=ref,
            title=ref,
            created_at=at,
            variants=tuple(VariantIn(f"{ref}-{n}", ref) for n in range(variants)),
            published_at=later(at, published),
            featured_at=later(at, featured),
        )
        self._offer(place, product)
        self.world.after(place, "catalog", at, product.published_at, product.featured_at)

    @precondition(lambda self: self.any("products"))
    @rule(
        pick=picks,
        what=st.sampled_from(["published_at", "archived_at", "featured_at", "unfeatured_at"]),
        at=st.none() | moments,
    )
    def change_product(self, pick: int, what: str, at: datetime | None) -> None:
        """It is published, archived or put in front, or that is taken back."""
        place, product = self.some("products", pick)
        known = getattr(product, what)
        self._offer(place, replace(product, **{what: at}))
        self.world.after(place, "catalog", at, known)

    def _offer(self, place: Place, product: ProductIn) -> None:
        place.memory.products[product.external_ref] = product
        intake(CATALOG_INTAKE).take_products(self.db, place.store_id, [product])
