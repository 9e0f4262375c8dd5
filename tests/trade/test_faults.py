"""Whatever breaks while people buy: no money without an order, nothing charged or sold twice.

`make trade-faults` lets it go on for ten minutes.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import timedelta
from functools import partial
from time import monotonic

import httpx
import pytest
from sqlalchemy import text

from app.kernel.clock import freeze, utc_now
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from tests.trade.jobs import do_jobs
from tests.trade.market import Place, Refused, Shopper, new_key
from tests.trade.rush import rush_at, wrongs
from tests.trade.saboteur import sabotage
from tests.trade.serving import at_once, serving_process

SECONDS = float(os.environ.get("STOA_FAULT_SECONDS", "5"))
SHOPPERS = 6
CARDS = (
    "ok",
    "decline",
    "delay",
    "timeout_before",
    "timeout_after",
    "duplicate_callback",
    "out_of_order",
)
TRIES = 20
STOCK = 1_000_000
MINUTES_LATER = (1, 5, 16, 30, 60, 120, 24 * 60)
CHARGED_TWICE = text(
    "SELECT order_number FROM payments_test_charge WHERE captured_minor > 0"
    " AND status = 'captured' GROUP BY order_number HAVING count(*) > 1"
)
PAID_WITHOUT_ORDER = text(
    "SELECT p.id FROM payments_payment p LEFT JOIN orders_order o"
    " ON o.store_id = p.store_id AND o.id = p.order_id"
    " WHERE p.captured_minor > p.refunded_minor AND (o.id IS NULL OR o.paid_at IS NULL)"
)
HELD = text(
    "SELECT r.id FROM inventory_reservation r JOIN orders_order o"
    " ON o.store_id = r.store_id AND 'order:' || o.id = r.ref"
    " WHERE r.quantity > r.shipped + r.released AND o.paid_at IS NULL"
)
ORDERS = text("SELECT count(*), count(paid_at) FROM orders_order")

pytestmark = pytest.mark.slow


def shop(shopper: Shopper, variants: list[int], until: float, seed: int) -> Counter[str]:
    """Buys again and again; every call is repeated under its key until somebody answers."""
    chance, seen = random.Random(seed), Counter[str]()  # noqa: S311
    while monotonic() < until:
        try:
            card = chance.choice(CARDS)
            seen[f"{card}: {_buy(shopper, chance.choice(variants), card)}"] += 1
        except (httpx.HTTPError, Refused):
            seen["gave up on the way"] += 1
    return seen


def _buy(shopper: Shopper, variant: int, card: str) -> str:
    token = shopper.cart((variant, 1))
    shopper.ready(token)
    key, body = new_key(), {"payment_details": {"card": card}}
    for _ in range(TRIES):
        try:
            answer = shopper.ask("POST", f"/checkouts/{token}/order", body, key=key)
        except httpx.HTTPError:
            continue
        if answer.status_code == 201:
            state: str = answer.json()["order"]["payment_state"]
            return state
    return "no answer"


def test_nothing_is_lost_or_doubled(place: Place, committed: Database, settings: Settings) -> None:
    with (
        serving_process(workers=2) as (address, server),
        rush_at(address, place, clients=2 * SHOPPERS) as crowd,
    ):
        team, shopper = crowd.team, crowd.shopper
        variants = [team.product(1999, stock=STOCK) for _ in range(3)]
        until = monotonic() + SECONDS
        with sabotage(settings, server) as saboteur:
            work = [partial(shop, shopper, variants, until, n) for n in range(SHOPPERS)]
            seen = sum(at_once(work), Counter[str]())

    _let_time_pass(committed)
    assert sum(saboteur.done.values()) > 0
    with committed.transaction() as db:
        enter_store(db, place.store)
        placed, paid = db.execute(ORDERS).one()
        assert placed >= paid > 0, seen
        assert db.execute(CHARGED_TWICE).all() == [], seen
        assert db.execute(PAID_WITHOUT_ORDER).all() == [], seen
        assert db.execute(HELD).all() == [], seen
    assert wrongs(committed) == []
    print(f"{placed} orders, {paid} paid, broken: {dict(saboteur.done)}, {dict(seen)}")  # noqa: T201


def _let_time_pass(database: Database) -> None:
    """All that was put off comes due, as the clock goes on over a day."""
    _take_over(database)
    began = utc_now()
    for minutes in MINUTES_LATER:
        with freeze(began + timedelta(minutes=minutes)):
            do_jobs(database)


def _take_over(database: Database) -> None:
    """Jobs of workers that were killed are to be done again."""
    with database.transaction() as db:
        db.execute(text("SELECT set_config('search_path', 'stoa_jobs', true)"))
        db.execute(text("UPDATE procrastinate_jobs SET status = 'todo' WHERE status <> 'todo'"))
