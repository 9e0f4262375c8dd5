"""An open dashboard follows what happens in another process, and costs nothing while idle."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import count

import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, text

from app.kernel.clock import utc_now
from app.kernel.config import get_settings
from app.kernel.database.changes import announce_change
from app.kernel.database.engine import Database
from app.kernel.database.roles import derive_urls, normal_url
from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import ORDER_INTAKE, OrderIn, OrderLineIn
from app.modules.registry import registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from tests.browser.driving import Stoa, Visit, Watched
from tests.conftest import _admin_url, _database_url

STORE, OTHER_STORE = "atelier-lux", "cave-weber"
# The promise is 2 seconds; a machine under load gets more before the test calls it broken.
LIMIT_SECONDS = 8.0
ORDERS = "#card-orders-total .value"
LIVE = "() => document.querySelector('[data-live-mark]:not(.live-off)')"
# Counts of transactions would hold those of autovacuum as well.
LAST_QUERY = text(
    "SELECT max(query_start) FROM pg_stat_activity"
    " WHERE datname = :name AND backend_type = 'client backend'"
)
_numbers = count(1)


class CalledOff(Exception):
    """What rolls an order back."""


@dataclass
class Trade:
    """Another process than the server: this one. Takes orders through the intake."""

    database: Database
    admin_url: str

    def sell(self, store: str = STORE, *, then_fail: bool = False) -> None:
        number = f"live-{next(_numbers)}"
        line = OrderLineIn("1", "SKU", "Something", 1, Decimal(10), 1000)
        order = OrderIn("test", number, number, utc_now(), "EUR", (line,), paid_at=utc_now())
        with self.database.transaction() as db:
            store_id = StoreDirectory(db).store_id_of_code(store)
            assert store_id is not None
            enter_store(db, store_id)
            intake = registry().find(ORDER_INTAKE)
            assert intake is not None
            intake.take_orders(db, store_id, [order])
            announce_change(db, store_id, "orders")
            if then_fail:
                raise CalledOff

    def last_query(self) -> datetime | None:
        """When anybody last asked this database anything."""
        engine = create_engine(normal_url(self.admin_url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = self.database.engine.url.database
            found: datetime | None = connection.scalar(LAST_QUERY, {"name": name})
        engine.dispose()
        return found


@pytest.fixture
def trade(request: pytest.FixtureRequest, worker_id: str, stoa: Stoa) -> Iterator[Trade]:
    """Opens the served application's own database beside it."""
    assert stoa.url
    admin_url = _admin_url(request.config)
    owner = _database_url(admin_url, f"stoa_browser_{worker_id}")
    registry().load_models()
    database = Database(derive_urls(owner, get_settings()))
    yield Trade(database, admin_url)
    database.dispose()


def open_live(watched: Watched, path: str = "/store/dashboard") -> Page:
    """A dashboard that follows what happens and has nothing left to catch up with."""
    page = watched.open(path)
    page.wait_for_function(LIVE)
    page.wait_for_timeout(1500)
    return page


def orders_shown(page: Page) -> int:
    return int(re.sub(r"\D", "", page.inner_text(ORDERS)))


def wait_for_orders(page: Page, expected: int, seconds: float = LIMIT_SECONDS) -> float:
    """Seconds until the card shows the number."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if orders_shown(page) == expected:
            return time.monotonic() - began
        page.wait_for_timeout(20)
    raise AssertionError(f"{orders_shown(page)} instead of {expected} after {seconds} s")


def settled(page: Page, trade: Trade) -> datetime | None:
    """The last query, once what opening the page caused has come to rest: sums and records."""
    last = trade.last_query()
    for _ in range(12):
        page.wait_for_timeout(5000)
        before, last = last, trade.last_query()
        if last == before:
            break
    return last


@pytest.mark.slow
class TestLiveDashboard:
    def test_a_new_order_shows_up_where_it_belongs(self, visit: Visit, trade: Trade) -> None:
        with visit.as_("owner") as watched:
            page = open_live(watched)
            before = orders_shown(page)
            page.evaluate("window.isSamePage = true")
            link = page.locator("#card-orders-total .card-link")
            link.focus()
            page.evaluate("scrollTo(0, 200)")
            scrolled = page.evaluate("scrollY")

            trade.sell()
            took = wait_for_orders(page, before + 1)
            trade.sell()
            trade.sell()
            wait_for_orders(page, before + 3)

            assert took < LIMIT_SECONDS
            assert page.evaluate("window.isSamePage") is True
            assert link.evaluate("(node) => node === document.activeElement")
            assert page.evaluate("scrollY") == scrolled
            assert re.search(r"\d", page.inner_text("[data-live-said]"))
            assert watched.check() == []

    def test_what_comes_and_goes_before_a_link_leaves_it_the_focus(
        self, visit: Visit, trade: Trade
    ) -> None:
        with visit.as_("owner") as watched:
            page = open_live(watched)
            link = page.locator("#card-orders-total .value-link")
            page.evaluate(
                """() => {
                  const card = document.querySelector('#card-orders-total');
                  const old = document.createElement('p');
                  old.append('What the next answer does not have');
                  card.prepend(old);
                  card.before(card.nextElementSibling);
                }"""
            )
            link.focus()
            before = orders_shown(page)

            trade.sell()
            wait_for_orders(page, before + 1)

            assert link.evaluate("(node) => node === document.activeElement")
            assert page.locator("#card-orders-total + .card").count() == 1
            assert page.get_by_text("What the next answer does not have").count() == 0

    def test_another_store_and_a_rollback_change_nothing(self, visit: Visit, trade: Trade) -> None:
        with visit.as_("owner") as watched:
            page = open_live(watched)
            before, asked = orders_shown(page), []
            page.on("request", lambda request: asked.append(request.url))

            trade.sell(OTHER_STORE)
            with pytest.raises(CalledOff):
                trade.sell(then_fail=True)
            page.wait_for_timeout(2500)

            assert asked == []
            assert orders_shown(page) == before

    def test_an_operator_sees_the_orders_of_his_platform(self, visit: Visit, trade: Trade) -> None:
        with visit.as_("operator") as watched:
            page = open_live(watched, "/admin/dashboard")
            before = orders_shown(page)

            trade.sell(OTHER_STORE)

            wait_for_orders(page, before + 1)
            assert watched.check() == []

    def test_an_idle_dashboard_costs_no_query(self, visit: Visit, trade: Trade) -> None:
        with visit.as_("owner") as watched:
            page = watched.open("/store/dashboard")
            page.wait_for_function(LIVE)
            before = settled(page, trade)
            page.wait_for_timeout(8000)

            assert before is not None
            assert trade.last_query() == before
            trade.sell()
            assert trade.last_query() != before

    def test_a_hidden_tab_listens_to_nothing_and_catches_up(
        self, visit: Visit, trade: Trade
    ) -> None:
        with visit.as_("owner") as watched:
            page = open_live(watched)
            before = orders_shown(page)
            hide(page, "hidden")
            page.wait_for_function("() => document.querySelector('[data-live-mark].live-off')")

            trade.sell()
            page.wait_for_timeout(1500)
            assert orders_shown(page) == before

            hide(page, "visible")
            wait_for_orders(page, before + 1)

    def test_works_without_the_stream(self, visit: Visit) -> None:
        with visit.as_("owner") as watched:
            watched.page.add_init_script("delete window.EventSource")

            page = watched.open("/store/dashboard")

            assert page.locator("[data-live-mark]").evaluate("n => n.className") == "live live-off"
            assert orders_shown(page) > 0
            assert watched.check() == []


def hide(page: Page, state: str) -> None:
    """As when another tab comes to the front, which a browser without windows cannot show."""
    page.evaluate(
        """(state) => {
          const value = state === 'hidden';
          Object.defineProperty(document, 'hidden', {value, configurable: true});
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        state,
    )
