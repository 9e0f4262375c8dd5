"""A visitor's cart becomes that of the customer who signs in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.security.opaque import token_digest
from app.modules.cart.exceptions import UnknownCart
from app.modules.cart.repositories.carts import Carts
from app.modules.cart.schemas.carts import MOST_CODES
from app.modules.cart.services.change_cart import MOST_LINES, CartChanges
from app.modules.cart.services.reopen_cart import reopen_cart
from app.modules.checkout.services.walk import CheckoutWalk
from app.modules.contracts.carts import MINE, PricedCart
from app.modules.contracts.events import OrderExpired
from tests.factories import make_platform
from tests.races import once_after
from tests.trade.market import CUSTOMER, Place, Shopper, Team, euro, known

ORDER = 4711
THEIRS = text(
    "SELECT platform_id, token_digest FROM cart_cart"
    " WHERE customer_id = :customer AND converted_at IS NULL ORDER BY id"
)


@pytest.fixture
def elsewhere(committed: Database, place: Place) -> int:
    """Another platform."""
    with committed.transaction() as db:
        return make_platform(db, "elsewhere").id


class Customer:
    """Carts of one customer in one store, each change in a transaction of its own."""

    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place

    def merge(self, token: str, platform_id: int | None = None) -> PricedCart:
        with self._database.transaction() as db:
            enter_store(db, self._place.store)
            return CartChanges(db, known(self._place, platform_id), "en").merge(token)[1]

    def open(
        self,
        wanted: dict[int, int],
        codes: Sequence[str] = (),
        *,
        platform_id: int | None = None,
    ) -> str:
        """A visitor's cart, on any platform."""
        shopper = replace(known(self._place, platform_id), customer_id=None)
        with self._database.transaction() as db:
            enter_store(db, self._place.store)
            return CartChanges(db, shopper, "en").open(wanted, codes)[0]

    def order(self, token: str) -> None:
        with self._database.transaction() as db:
            enter_store(db, self._place.store)
            carts = Carts(db, self._place.store)
            row = carts.by_token(token_digest(token), is_locked=True)
            assert row is not None
            carts.convert(row.id, ORDER, utc_now())

    def give_order_up(self) -> None:
        with self._database.transaction() as db:
            enter_store(db, self._place.store)
            reopen_cart(db, OrderExpired(self._place.store, ORDER))

    def carts(self) -> list[tuple[int, str]]:
        """Platform and token, as a digest, of those that are not ordered."""
        with self._database.transaction() as db:
            enter_store(db, self._place.store)
            return [(row[0], row[1]) for row in db.execute(THEIRS, {"customer": CUSTOMER})]


@pytest.fixture
def customer(committed: Database, place: Place) -> Customer:
    return Customer(committed, place)


class TestMine:
    """The cart of whoever is signed in, without a token."""

    def test_is_seen_changed_and_checked_out_on_any_device(
        self, team: Team, shopper: Shopper, customer: Customer, committed: Database, place: Place
    ) -> None:
        mug = team.product()
        customer.merge(shopper.cart((mug, 1)))

        with committed.transaction() as db:
            enter_store(db, place.store)
            changes = CartChanges(db, known(place), "en")
            assert quantities(changes.put(MINE, mug, 2)) == {mug: 3}
            assert quantities(changes.see(MINE)) == {mug: 3}
            _row, quote = CheckoutWalk(db, known(place), "en").see(MINE)
            assert quantities(quote.priced) == {mug: 3}

    def test_is_nobodys_who_is_not_signed_in(
        self, team: Team, shopper: Shopper, customer: Customer
    ) -> None:
        customer.merge(shopper.cart((team.product(), 1)))

        shopper.get(f"/carts/{MINE}", status=404)
        shopper.get(f"/checkouts/{MINE}", status=404)

    def test_is_of_one_platform_and_open(
        self,
        shopper: Shopper,
        team: Team,
        customer: Customer,
        elsewhere: int,
        committed: Database,
        place: Place,
    ) -> None:
        token = shopper.cart((team.product(), 1))
        customer.merge(token)

        def is_found(platform_id: int) -> bool:
            with committed.transaction() as db:
                enter_store(db, place.store)
                with suppress(UnknownCart):
                    return bool(CartChanges(db, known(place, platform_id), "en").see(MINE).lines)
            return False

        assert [is_found(each) for each in (elsewhere, place.platform)] == [False, True]
        customer.order(token)
        assert not is_found(place.platform)


class TestMerging:
    def test_keeps_the_larger_number_of_each(
        self, team: Team, shopper: Shopper, customer: Customer
    ) -> None:
        first, second = team.product(), team.product()
        earlier = shopper.cart((first, 3))
        customer.merge(earlier)
        later = shopper.cart((first, 1), (second, 2))

        priced = customer.merge(later)

        assert quantities(priced) == {first: 3, second: 2}
        assert shopper.get(f"/carts/{later}")["units"] == 5
        shopper.get(f"/carts/{earlier}", status=404)

    def test_goes_on_in_the_currency_that_the_visitor_chose(
        self, team: Team, shopper: Shopper, customer: Customer
    ) -> None:
        both = team.product(prices=[euro(1000), {"currency": "JPY", "amount_minor": 1600}])
        euro_only = team.product()
        customer.merge(customer.open({both: 1, euro_only: 1}))
        lines = [{"variant_id": both, "quantity": 2}]
        later = shopper.post("/carts", {"lines": lines, "currency": "JPY"})["token"]

        priced = customer.merge(later)

        assert (priced.cart.currency, priced.goods_minor) == ("JPY", 3200)
        assert quantities(priced) == {both: 2}
        assert priced.changes == ()
        assert shopper.get(f"/carts/{later}")["total"]["amount"] == "3200"

    def test_leaves_out_what_is_not_for_sale_any_more(self, team: Team, customer: Customer) -> None:
        kept, gone = team.product(), team.product()
        customer.merge(customer.open({kept: 1}))
        later = customer.open({gone: 1})
        team.unpublish(gone)

        assert quantities(customer.merge(later)) == {kept: 1}

    def test_lets_no_cart_grow_beyond_its_bounds(
        self, team: Team, customer: Customer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second, third = (team.product() for _ in range(3))
        customer.merge(customer.open({first: 1, second: 1}, [f"old{n}" for n in range(MOST_CODES)]))
        later = customer.open({second: 2, third: 1}, ["new", "old1"])
        monkeypatch.setattr("app.modules.cart.services.change_cart.MOST_LINES", 2)
        assert MOST_LINES == 100

        priced = customer.merge(later)

        assert quantities(priced) == {second: 2, third: 1}
        assert list(priced.cart.codes) == ["new", "old1", "old0", *(f"old{n}" for n in range(2, 9))]

    def test_of_two_at_once_puts_both_into_one(
        self, team: Team, customer: Customer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = team.product(), team.product()
        mine, other = customer.open({first: 1}), customer.open({second: 1})

        with once_after(monkeypatch, Carts, "open_of_customer", lambda: customer.merge(other)):
            customer.merge(mine)

        assert len(customer.carts()) == 1
        assert quantities(customer.merge(other)) == {first: 1, second: 1}


class TestPlatforms:
    def test_have_a_cart_of_the_customer_each(
        self, team: Team, place: Place, elsewhere: int, customer: Customer
    ) -> None:
        variant = team.product()
        here = customer.open({variant: 1})
        there = customer.open({}, platform_id=elsewhere)

        customer.merge(here)
        priced = customer.merge(there, elsewhere)

        assert quantities(priced) == {}
        assert customer.carts() == [
            (place.platform, token_digest(here)),
            (elsewhere, token_digest(there)),
        ]

    def test_do_not_know_each_others_carts(
        self, team: Team, shopper: Shopper, elsewhere: int, customer: Customer
    ) -> None:
        there = customer.open({}, platform_id=elsewhere)
        here = customer.open({team.product(): 1})

        shopper.get(f"/carts/{there}", status=404)
        with pytest.raises(UnknownCart):
            customer.merge(here, elsewhere)


class TestCartOfAnOrderThatWasGivenUp:
    def test_is_the_customers_again_beside_one_on_another_platform(
        self, elsewhere: int, customer: Customer
    ) -> None:
        here, there = customer.open({}), customer.open({}, platform_id=elsewhere)
        customer.merge(here)
        customer.order(here)
        customer.merge(there, elsewhere)

        customer.give_order_up()

        assert [digest for _platform, digest in customer.carts()] == [
            token_digest(here),
            token_digest(there),
        ]

    def test_is_left_to_its_token_where_the_customer_began_another(
        self, customer: Customer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here, later = customer.open({}), customer.open({})
        customer.merge(here)
        customer.order(here)

        with once_after(monkeypatch, Carts, "open_of_customer", lambda: customer.merge(later)):
            customer.give_order_up()

        assert len(customer.carts()) == 1


def quantities(priced: PricedCart) -> dict[int, int]:
    """Units by variant."""
    return {one.line.variant_id: one.line.quantity for one in priced.lines}
