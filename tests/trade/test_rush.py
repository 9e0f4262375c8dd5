"""What is left is sold once, a call is carried out once, whatever many do at the same time.

`make rush` is the run that the promises name: 200 shoppers, 20 times, 500 keys, a minute of carts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from tests.trade.market import Place
from tests.trade.rush import UNITS, Rush, rush_at, wrongs
from tests.trade.serving import serving

SHOPPERS = int(os.environ.get("STOA_SHOPPERS", "30"))
ROUNDS = int(os.environ.get("STOA_ROUNDS", "1"))
KEYS = int(os.environ.get("STOA_KEYS", "8"))
SECONDS = float(os.environ.get("STOA_RUSH_SECONDS", "2"))
CARTS = int(os.environ.get("STOA_CARTS", "8"))
CLIENTS = max(SHOPPERS, CARTS, 40)
ORDERS = text(
    "SELECT count(*), count(DISTINCT o.id), count(p.id) FROM orders_order o"
    " LEFT JOIN payments_payment p ON p.store_id = o.store_id AND p.order_id = o.id"
)

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


@pytest.fixture
def crowd(place: Place) -> Iterator[Rush]:
    with serving(workers=4) as address, rush_at(address, place, clients=CLIENTS) as found:
        yield found


def test_what_is_left_is_sold_once(crowd: Rush, place: Place, committed: Database) -> None:
    for _ in range(ROUNDS):
        seen = crowd.for_units(SHOPPERS)
        assert dict(seen) == {
            (201, "paid"): UNITS,
            (409, "checkout.sold_out"): seen[409, "checkout.sold_out"],
            **_refused_before(seen),
        }
        assert sum(seen.values()) == SHOPPERS
        coded = crowd.for_a_code(SHOPPERS)
        assert dict(coded) == {
            (201, "paid"): UNITS,
            (409, "checkout.codes_used_up"): SHOPPERS - UNITS,
        }
    with committed.transaction() as db:
        enter_store(db, place.store)
        used = db.scalars(text("SELECT count(*) FROM promotions_redemption GROUP BY promotion_id"))
        assert set(used) == {UNITS}

    for numbers in crowd.with_keys(KEYS, times=5):
        assert len(numbers) == 1

    carts = crowd.with_overlapping_carts(CARTS, seconds=SECONDS)
    assert set(carts) == {(201, "paid")}, carts
    with committed.transaction() as db:
        enter_store(db, place.store)
        rows, orders, payments = db.execute(ORDERS).one()
        assert rows == orders == payments
    assert wrongs(committed) == []


def test_without_locks_it_is_sold_twice(place: Place, committed: Database) -> None:
    """The negative control: the same rush with the locks off sells what is not there."""
    with (
        serving(workers=4, is_locked=False) as address,
        rush_at(address, place, clients=CLIENTS) as crowd,
    ):
        seen = crowd.for_units(SHOPPERS)

    assert seen[201, "paid"] > UNITS, seen
    assert wrongs(committed)


def _refused_before(seen: dict[tuple[int, str], int]) -> dict[tuple[int, str], int]:
    """Who looked a moment later was told before anything was tried."""
    early = (409, "checkout.cart_changed")
    return {early: seen[early]} if early in seen else {}
