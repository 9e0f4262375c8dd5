"""A whole store at random over its API: how it is set up, called and followed, and time in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.kernel.clock import freeze
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.modules.core.services.storefront_memory import shelf
from app.modules.tenancy.services.host_directory import host_directory
from tests.emptying import empty_database
from tests.trade.jobs import do_jobs
from tests.trade.market import Caller, Place, Shopper, Team, found_store, new_key
from tests.trade.trade_model import (
    AMOUNT_OFF,
    ENDLESS,
    LIMIT,
    LIMITED,
    SHIPPING,
    Books,
    Cart,
    Sale,
)

# Later than the moment that the database knows, so that nothing of it is overdue there.
MORNING = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
HOLD = timedelta(minutes=15)
PRICES, STOCK = (1990, 500, 30), (4, 6, 9)
TERMS: dict[str, dict[str, Any]] = {
    LIMITED: {
        "kind": "amount_off",
        "amount_minor": AMOUNT_OFF,
        "currency": "EUR",
        "total_limit": LIMIT,
    },
    ENDLESS: {"kind": "percent_off", "percent": "10"},
}

picks = st.integers(0, 58)
units = st.integers(1, 3)
waits = st.sampled_from([timedelta(minutes=1), timedelta(minutes=16), timedelta(hours=2)])


@dataclass
class Sent:
    """A call that was accepted, and its answer."""

    caller: Caller
    path: str
    body: Any
    headers: dict[str, str]
    answer: httpx.Response
    at: datetime


class TradeMachine(RuleBasedStateMachine):
    """One store in an empty database. Its rules are those of `trade_shoppers`, `trade_team`.

    What must hold is in `trade_laws`.
    """

    settings: Settings
    database: Database
    client: httpx.Client

    def _set_up(self, *, include_tax: bool) -> None:
        empty_database(self.settings)
        host_directory.forget()
        shelf.clear()
        self.now, self.is_quiet, self.sent = MORNING, True, list[Sent]()
        self.statuses = list[int]()
        self.client.event_hooks["response"] = [lambda a: self.statuses.append(a.status_code)]
        self.place: Place = found_store(self.database)
        with freeze(self.now):
            self.team = Team.sign_in(self.client, self.place)
            self.shopper = Shopper.at(self.client, self.place)
            taxes = {"home_country": "LU", "prices_include_tax": include_tax}
            self.team.put("/taxes/settings", taxes, if_match='"0"')
            variants = [
                self.team.product(price, stock=stock)
                for price, stock in zip(PRICES, STOCK, strict=True)
            ]
            if include_tax:
                self.team.tax_as(variants[-1], "reduced")
            self._offer_delivery()
            promotions = {code: self._promotion(code) for code in TERMS}
        self.books = Books(
            dict(zip(variants, PRICES, strict=True)),
            dict(zip(variants, STOCK, strict=True)),
            promotions,
            include_tax,
        )
        self.was_short: dict[int, int] = {}

    def _offer_delivery(self) -> None:
        rates = []
        for name, countries in (("Near", ("LU", "DE")), ("Far", ("FR",))):
            places = [{"country": country} for country in countries]
            zone = self.team.post("/shipping/zones", {"name": name, "places": places})["id"]
            price = SHIPPING[countries[0]]
            rates.append({"zone_id": zone, "currency": "EUR", "price_minor": price})
        parcel = {"code": "parcel", "names": {"en": "Parcel"}, "rates": rates}
        self.team.post("/shipping/methods", parcel)
        later = {"provider": "test", "is_captured_later": True}
        self.team.put("/payment-methods/later", later)

    def _promotion(self, code: str) -> int:
        made = self.team.post("/promotions", {"name": code, **TERMS[code]})
        self.team.post(f"/promotions/{made['id']}/codes", {"code": code})
        found: int = made["id"]
        return found

    @precondition(lambda self: not self.is_quiet)
    @rule()
    def work(self) -> None:
        """The worker does what is due."""
        self._work()
        self._acted()

    @rule(wait=waits)
    def let_time_pass(self, wait: timedelta) -> None:
        """Whatever is not paid in time is given up; banks tell what became of charges."""
        self.now += wait
        self._work()
        self._acted()

    def _work(self) -> None:
        with freeze(self.now):
            do_jobs(self.database)
            for sale in self.books.sales:
                self._follow(sale, self.team.get(f"/orders/{sale.id}"))
        self.is_quiet = True

    def _follow(self, sale: Sale, seen: dict[str, Any]) -> None:
        """What only the bank and the clock decide is taken over, if it may be so at all."""
        is_over = self.now >= sale.placed_at + HOLD
        is_over = is_over and sale.holds and not sale.is_assured
        if is_over and (not sale.is_late or self._was_given_up(sale)):
            sale.expire()
            self.books.reopen(sale)
        if sale.is_cancelled or sale.is_paid:
            return
        is_captured = sale.is_authorised and sale.is_shipped
        if seen["paid_at"] is not None and (sale.is_late or is_captured):
            sale.is_expired = False
            sale.pay(sale.due)
        elif seen["authorised_at"] is not None and sale.is_late:
            sale.is_expired, sale.is_authorised = False, True

    def _was_given_up(self, sale: Sale) -> bool:
        """It may have been revived since, when its money came."""
        events = self.team.get(f"/orders/{sale.id}/timeline")
        return "failed" in {event["kind"] for event in events}

    def _post(self, caller: Caller, path: str, body: Any, **headers: str) -> httpx.Response:
        given = {**headers, "key": new_key()}
        with freeze(self.now):
            answer = caller.ask("POST", path, body, **given)
        if answer.is_success:
            self.sent.append(Sent(caller, path, body, given, answer, self.now))
        self.is_quiet = False
        return answer

    def _is(self, answer: httpx.Response, is_right: bool, status: int) -> bool:
        """Whether it was done; that must be so exactly if the books allow it."""
        said = f"{answer.request.method} {answer.request.url} {answer.status_code} {answer.text}"
        assert answer.is_success == is_right, said
        if is_right:
            assert answer.status_code == status, said
        else:
            assert answer.status_code in {409, 422}, said
        self._acted()
        return is_right

    def _acted(self) -> None:
        self.now += timedelta(seconds=1)
        self.seen_now: Any = None

    def _variant(self, at: int) -> int:
        return list(self.books.prices)[at % len(PRICES)]

    def _open_carts(self) -> list[Cart]:
        return [cart for cart in self.books.carts if cart.sale is None]

    def _cart(self, pick: int) -> Cart:
        carts = self._open_carts()
        return carts[pick % len(carts)]

    def _sale(self, pick: int, fits: Callable[[Sale], bool]) -> Sale:
        """One that fits if there is any; every fourth time whichever."""
        fitting = [sale for sale in self.books.sales if fits(sale)]
        sales = fitting if fitting and pick % 4 < 3 else self.books.sales
        return sales[pick // 4 % len(sales)]
