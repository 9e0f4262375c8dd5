"""What shoppers do at random: carts, codes, checkouts, payments, and the same call once more."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.kernel.clock import freeze
from tests.trade.market import ADDRESS
from tests.trade.trade_machine import PRICES, TradeMachine, picks, units
from tests.trade.trade_model import ENDLESS, LATE_CARDS, LIMITED, SHIPPING, Cart, Sale, sale_of

MOST_ORDERS, MOST_CARTS = 8, 4
KEPT_KEYS = timedelta(hours=20)

baskets = st.dictionaries(st.integers(0, len(PRICES) - 1), units, min_size=1, max_size=3)
codes = st.sampled_from([None, LIMITED, LIMITED, ENDLESS])
methods = st.sampled_from(["test", "test", "later"])
cards = st.sampled_from([*["ok"] * 4, *["decline"] * 3, "duplicate_callback", *sorted(LATE_CARDS)])


class ShoppersTrade(TradeMachine):
    """The rules of the storefront."""

    @precondition(lambda self: len(self._open_carts()) < MOST_CARTS)
    @rule(
        basket=baskets,
        code=codes,
        country=st.sampled_from(sorted(SHIPPING)),
        method=methods,
        card=st.none() | cards,
    )
    def choose(
        self,
        basket: dict[int, int],
        code: str | None,
        country: str,
        method: str,
        card: str | None,
    ) -> None:
        """A shopper fills a cart, says everything, and perhaps buys at once."""
        wanted = {self._variant(at): number for at, number in basket.items()}
        body = {
            "lines": [{"variant_id": id_, "quantity": number} for id_, number in wanted.items()],
            "codes": [code] if code else [],
        }
        answer = self._post(self.shopper, "/carts", body)
        if self._is(answer, self.books.covers(wanted), 201):
            cart = Cart(answer.json()["token"], wanted, code)
            self.books.carts.append(cart)
            self._say(cart, country, method)
            if card and len(self.books.sales) < MOST_ORDERS:
                self._buy(cart, card)

    @precondition(lambda self: self._open_carts())
    @rule(pick=picks, at=picks, number=units)
    def put(self, pick: int, at: int, number: int) -> None:
        cart, variant = self._cart(pick), self._variant(at)
        wanted = cart.lines.get(variant, 0) + number
        body = {"variant_id": variant, "quantity": number}
        answer = self._post(self.shopper, f"/carts/{cart.token}/lines", body)
        if self._is(answer, self.books.covers({variant: wanted}), 200):
            cart.lines[variant] = wanted

    @precondition(lambda self: self._open_carts())
    @rule(pick=picks, at=picks, number=st.integers(0, 3))
    def change_line(self, pick: int, at: int, number: int) -> None:
        """Another number of units; 0 takes the line out."""
        cart = self._cart(pick)
        if not cart.lines:
            return
        variant = sorted(cart.lines)[at % len(cart.lines)]
        with freeze(self.now):
            rows = self.shopper.get(f"/carts/{cart.token}")["lines"]
            line = next(row["line_id"] for row in rows if row["variant_id"] == variant)
            path = f"/carts/{cart.token}/lines/{line}"
            answer = self.shopper.ask("PATCH", path, {"quantity": number})
        is_more = number > cart.lines[variant]
        if self._is(answer, not is_more or self.books.covers({variant: number}), 200):
            cart.lines[variant] = number
            cart.lines = {id_: left for id_, left in cart.lines.items() if left}

    @precondition(lambda self: self._open_carts())
    @rule(pick=picks, code=codes)
    def type_code(self, pick: int, code: str | None) -> None:
        cart = self._cart(pick)
        with freeze(self.now):
            given = {"codes": [code] if code else []}
            seen = self.shopper.put(f"/carts/{cart.token}/codes", given)
        cart.code = code
        works = self.books.working_code(cart) is not None
        # An empty cart keeps its code and says nothing of it.
        told = [works] if code and cart.lines else []
        assert [row["is_applied"] for row in seen["codes"]] == told
        self._acted()

    @precondition(lambda self: self._open_carts())
    @rule(pick=picks, country=st.sampled_from([*sorted(SHIPPING), "US"]), method=methods)
    def say(self, pick: int, country: str, method: str) -> None:
        """Address, delivery and payment once more; nothing is brought to the United States."""
        self._say(self._cart(pick), country, method)

    def _say(self, cart: Cart, country: str, method: str) -> None:
        said = {
            "email": f"shopper-{len(self.books.carts)}@example.test",
            "shipping_address": {**ADDRESS, "country": country},
            "shipping_code": "parcel",
            "payment_method": method,
        }
        with freeze(self.now):
            answer = self.shopper.ask("PATCH", f"/checkouts/{cart.token}", said)
        if self._is(answer, True, 200):
            cart.country, cart.method = country, method

    @precondition(lambda self: self._open_carts() and len(self.books.sales) < MOST_ORDERS)
    @rule(pick=picks, card=cards)
    def buy(self, pick: int, card: str) -> None:
        self._buy(self._cart(pick), card)

    def _buy(self, cart: Cart, card: str) -> None:
        """Places the order at the total that the books say, and pays."""
        agreed = self.books.total(cart)
        body = {"expected_total_minor": agreed, "payment_details": {"card": card}}
        answer = self._post(self.shopper, f"/checkouts/{cart.token}/order", body)
        if not self._is(answer, cart.is_complete and self.books.covers(cart.lines), 201):
            return
        placed = answer.json()
        with freeze(self.now):
            seen = self.team.get(f"/orders/{placed['order']['order_id']}")
        sale = sale_of(placed, seen, cart, self.now)
        sale.code = self.books.working_code(cart)
        cart.sale = sale
        self.books.sales.append(sale)
        assert (sale.total, sale.due) == (agreed, agreed)
        self._charged(sale, cart.method, card)

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks, method=methods, card=cards)
    def pay_again(self, pick: int, method: str, card: str) -> None:
        """Another way; refused while the first is under way or the order needs nothing."""
        sale = self._sale(pick, lambda sale: sale.holds and not sale.is_assured)
        token = next((cart.token for cart in self.books.carts if cart.sale is sale), None)
        if token is None:
            return
        body = {"payment_method": method, "payment_details": {"card": card}}
        answer = self._post(self.shopper, f"/checkouts/{token}/payments", body)
        is_wanted = sale.holds and not sale.is_assured
        if sale.is_late and is_wanted:
            is_wanted = answer.status_code == 201
        if self._is(answer, is_wanted, 201):
            self._charged(sale, method, card)

    def _charged(self, sale: Sale, method: str, card: str) -> None:
        if card in {"ok", "duplicate_callback"}:
            sale.is_authorised = method == "later"
            if method != "later":
                sale.pay(sale.due)
        sale.is_late = sale.is_late or card in LATE_CARDS

    @precondition(lambda self: self.sent)
    @rule(pick=picks)
    def repeat(self, pick: int) -> None:
        """A call is sent once more under its key: the same answer, and nothing happens."""
        known = self.sent[pick % len(self.sent)]
        if self.now - known.at > KEPT_KEYS:
            return
        with freeze(self.now):
            again = known.caller.ask("POST", known.path, known.body, **known.headers)
        assert again.headers.get("idempotent-replayed") == "true"
        assert (again.status_code, again.json()) == (known.answer.status_code, known.answer.json())
        self._acted()
