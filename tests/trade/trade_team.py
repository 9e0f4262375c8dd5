"""What a store's team does at random: ship, cancel, edit, refund, take back, count and price."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from app.kernel.clock import freeze
from tests.trade.trade_machine import TERMS, picks, units
from tests.trade.trade_model import ENDLESS, LIMITED, Back, Line, Sale
from tests.trade.trade_shoppers import ShoppersTrade, baskets, methods


class TeamTrade(ShoppersTrade):
    """The rules of the store's own API, and how all begins."""

    @initialize(
        include_tax=st.booleans(),
        first=baskets,
        second=baskets,
        method=methods,
        is_shipped=st.booleans(),
    )
    def open_the_store(
        self,
        include_tax: bool,
        first: dict[int, int],
        second: dict[int, int],
        method: str,
        is_shipped: bool,
    ) -> None:
        """With two orders, so that there is something to do from the beginning."""
        self._set_up(include_tax=include_tax)
        self.choose(first, LIMITED, "LU", "test", "ok")
        if is_shipped:
            self.ship(pick=1, at=0, number=None)
        self.choose(second, None, "FR", method, "ok")

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks, at=picks, number=st.none() | units)
    def ship(self, pick: int, at: int, number: int | None) -> None:
        """So many units of a line, or all that is left."""
        sale = self._sale(pick, lambda sale: sale.is_assured and sale.state == "open")
        line = _line(sale, at, lambda line: line.to_ship)
        wanted = {each.id: (each, each.to_ship) for each in sale.lines}
        body: dict[str, Any] = {}
        if number is not None:
            wanted = {line.id: (line, number)}
            body = {"lines": [{"line_id": line.id, "quantity": number}]}
        answer = self._post(self.team, f"/orders/{sale.id}/fulfilments", body)
        is_right = sale.state == "open" and sale.is_assured
        is_right = is_right and any(n for _, n in wanted.values())
        is_right = is_right and all(n <= each.to_ship for each, n in wanted.values())
        if self._is(answer, is_right, 201):
            for each, n in wanted.values():
                each.shipped += n
                self.books.on_hand[each.variant] -= n
            sale.invoices = 1
            self.is_quiet = self.is_quiet and sale.is_paid

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks)
    def cancel(self, pick: int) -> None:
        sale = self._sale(pick, lambda sale: sale.state == "open" and not sale.is_shipped)
        answer = self._post(self.team, f"/orders/{sale.id}/cancel", {})
        if self._is(answer, sale.state == "open" and not sale.is_shipped, 200):
            sale.cancel()

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks, at=picks, number=st.integers(0, 2))
    def edit(self, pick: int, at: int, number: int) -> None:
        """So many units of a line are to remain."""
        sale = self._sale(pick, lambda sale: sale.is_assured and sale.state == "open")
        line = _line(sale, at, lambda line: line.to_ship)
        path = f"/orders/{sale.id}"
        with freeze(self.now):
            tag = self.team.ask("GET", path).headers["etag"]
        body = {"lines": [{"line_id": line.id, "quantity": number}]}
        answer = self._post(self.team, f"{path}/edit", body, if_match=tag)
        fewer = line.left - number
        is_right = sale.state == "open" and sale.is_assured and 0 < fewer <= line.to_ship
        if self._is(answer, is_right, 200):
            sale.cancel_units(line, fewer)
            if not any(each.left for each in sale.lines):
                sale.shipping = (0, 0)
                for each in sale.lines:
                    each.net = each.tax = 0
            sale.close()

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks, at=picks, number=units, restock=st.booleans(), shipping=st.booleans())
    def refund(self, pick: int, at: int, number: int, restock: bool, shipping: bool) -> None:
        """Units of a line, those not shipped first, and perhaps the shipping."""
        sale = self._sale(pick, Sale.may_refund)
        line = _line(sale, at, lambda line: line.left)
        more = sum(sale.shipping) if shipping else 0
        part = {"line_id": line.id, "quantity": number, "restock": restock}
        body = {"lines": [part], "shipping_minor": more}
        answer = self._post(self.team, f"/orders/{sale.id}/refunds", body)
        if self._is(answer, sale.may_refund() and number <= line.left, 201):
            cancelled = min(number, line.to_ship)
            line.take(number)
            line.cancelled += cancelled
            if restock:
                self._restock(line, number - cancelled)
            sale.take_shipping(more)
            sale.close()

    @precondition(lambda self: self.books.sales)
    @rule(pick=picks, amount=st.integers(1, 700))
    def refund_amount(self, pick: int, amount: int) -> None:
        """A part of the price, with the goods staying where they are."""
        sale = self._sale(pick, Sale.may_refund)
        answer = self._post(self.team, f"/orders/{sale.id}/refunds", {"amount_minor": amount})
        if self._is(answer, sale.may_refund() and amount <= sale.goods_left, 201):
            sale.take_amount(amount)
            sale.close()

    @precondition(lambda self: any(sale.is_shipped for sale in self.books.sales))
    @rule(pick=picks, at=picks, number=units, is_approved=st.sampled_from([True, True, False]))
    def want_back(self, pick: int, at: int, number: int, is_approved: bool) -> None:
        """A customer asks to send units back; the team says yes or no."""
        sale = self._sale(pick, lambda sale: sale.is_shipped)
        line = _line(sale, at, lambda line: line.returnable > 0)
        body = {"lines": [{"line_id": line.id, "quantity": number}]}
        path = f"/orders/{sale.id}/returns"
        answer = self._post(self.team, path, body)
        is_right = sale.is_shipped and sale.holds and number <= line.returnable
        if self._is(answer, is_right, 201):
            known = {back.id for back in sale.backs}
            new = next(row["id"] for row in answer.json()["returns"] if row["id"] not in known)
            back = Back(new, line, number, is_approved)
            sale.backs.append(back)
            decision = "approve" if is_approved else "reject"
            answer = self._post(self.team, f"{path}/{new}/{decision}", {})
            self._is(answer, True, 200)
            line.announced += number if is_approved else 0

    @precondition(lambda self: self._backs())
    @rule(pick=picks, restock=st.booleans())
    def receive(self, pick: int, restock: bool) -> None:
        """The parcel came: its money goes back, and the goods perhaps into the shelf."""
        backs = self._backs()
        sale, back = backs[pick % len(backs)]
        line = back.line
        arrived = {"line_id": line.id, "quantity": back.quantity, "restock": restock}
        path = f"/orders/{sale.id}/returns/{back.id}/receive"
        answer = self._post(self.team, path, {"lines": [arrived]})
        if self._is(answer, back.quantity <= line.left, 200):
            back.is_approved = False
            line.announced -= back.quantity
            line.take(back.quantity)
            line.returned += back.quantity
            if restock:
                self.books.on_hand[line.variant] += back.quantity
            sale.close()

    def _restock(self, line: Line, number: int) -> None:
        line.returned += number
        self.books.on_hand[line.variant] += number

    @rule(at=picks, number=st.integers(0, 6))
    def count_stock(self, at: int, number: int) -> None:
        """So many are there, were they fewer than what is promised."""
        variant = self._variant(at)
        with freeze(self.now):
            self.team.stock(variant, number)
        self.books.on_hand[variant] = number
        self.was_short.pop(variant, None)
        self._acted()

    @rule(at=picks, price=st.integers(1, 300))
    def reprice(self, at: int, price: int) -> None:
        variant = self._variant(at)
        with freeze(self.now):
            self.team.reprice(variant, price * 10)
        self.books.prices[variant] = price * 10
        self._acted()

    @precondition(lambda self: len(self.books.sales) > 3 and any(self.books.are_on.values()))
    @rule(code=st.sampled_from([LIMITED, ENDLESS]))
    def switch_promotion_off(self, code: str) -> None:
        if not self.books.are_on[code]:
            return
        path = f"/promotions/{self.books.promotions[code]}"
        with freeze(self.now):
            known = self.team.ask("GET", path)
            times = {"starts_at": known.json()["starts_at"], "ends_at": self.now.isoformat()}
            body = {"name": code, **TERMS[code], **times}
            self.team.put(path, body, if_match=known.headers["etag"])
        self.books.are_on[code] = False
        self._acted()

    def _backs(self) -> list[tuple[Sale, Back]]:
        return [
            (sale, back) for sale in self.books.sales for back in sale.backs if back.is_approved
        ]


def _line(sale: Sale, at: int, fits: Callable[[Line], object]) -> Line:
    """A line that fits if there is any."""
    lines = [line for line in sale.lines if fits(line)] or sale.lines
    return lines[at % len(lines)]
