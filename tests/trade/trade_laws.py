"""What must hold of a store that trades at random, held against its API after each step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis.stateful import invariant
from sqlalchemy import text

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store
from app.kernel.money import round_half_up
from app.modules.core.services.laws import breaches
from app.modules.registry import registry
from tests.races import differences
from tests.trade.trade_model import LIMIT, LIMITED, Sale
from tests.trade.trade_team import TeamTrade

_LEDGER = text("SELECT variant_id, sum(on_hand_change) FROM inventory_movement GROUP BY variant_id")
_BANK = text(
    "SELECT c.order_number, sum(c.captured_minor - coalesce((SELECT sum(r.amount_minor)"
    " FROM payments_test_refund r WHERE r.store_id = c.store_id AND r.charge_id = c.id), 0))::int"
    " FROM payments_test_charge c GROUP BY c.order_number"
)
_DOCUMENTS = text("SELECT kind, sequence FROM orders_invoice ORDER BY kind, sequence")
_PAYMENTS = text(
    "SELECT order_number FROM payments_payment WHERE captured_minor > refunded_minor"
    " GROUP BY order_number HAVING count(*) > 1"
)


@dataclass(frozen=True)
class Seen:
    """What the store says, looked at once after a step."""

    orders: dict[int, Any]
    listed: list[int]
    stock: dict[int, Any]
    uses: dict[str, int]
    ledger: dict[int, int]
    bank: dict[str, int]
    documents: list[tuple[str, int]]
    paid_twice: list[str]


class LawfulTrade(TeamTrade):
    """The laws, one by one."""

    def seen(self) -> Seen:
        if self.seen_now is None:
            with freeze(self.now):
                self.seen_now = self._look()
        found: Seen = self.seen_now
        return found

    def _look(self) -> Seen:
        team, books = self.team, self.books
        with self.database.transaction() as db:
            enter_store(db, self.place.store)
            ledger, bank, documents = (
                [(row[0], row[1]) for row in db.execute(statement)]
                for statement in (_LEDGER, _BANK, _DOCUMENTS)
            )
            paid_twice = list(db.scalars(_PAYMENTS))
        return Seen(
            {sale.id: team.get(f"/orders/{sale.id}") for sale in books.sales},
            [row["id"] for row in team.get("/orders")["items"]],
            {id_: team.get(f"/stock/{id_}") for id_ in books.prices},
            {
                code: team.get(f"/promotions/{id_}")["times_used"]
                for code, id_ in books.promotions.items()
            },
            dict(ledger),
            dict(bank),
            documents,
            paid_twice,
        )

    def pairs(self) -> list[tuple[Sale, Any]]:
        return [(sale, self.seen().orders[sale.id]) for sale in self.books.sales]

    @invariant()
    def no_answer_is_a_failure_of_the_server(self) -> None:
        assert not [status for status in self.statuses if status >= 500]

    @invariant()
    def nothing_is_oversold(self) -> None:
        """More is promised than there is only where the team counted less, and never more so."""
        for variant, row in self.seen().stock.items():
            short = max(row["reserved"] - row["on_hand"], 0)
            assert short <= self.was_short.get(variant, short)
            self.was_short[variant] = short

    @invariant()
    def on_hand_is_what_was_there_less_sold_plus_restocked(self) -> None:
        found = {id_: row["on_hand"] for id_, row in self.seen().stock.items()}
        assert found == self.books.on_hand == self.seen().ledger

    @invariant()
    def reserved_is_what_open_orders_wait_for(self) -> None:
        found = {id_: row["reserved"] for id_, row in self.seen().stock.items()}
        assert found == {id_: self.books.reserved(id_) for id_ in found}

    @invariant()
    def open_reservations_have_an_end(self) -> None:
        for row in self.seen().stock.values():
            for held in row["reservations"]:
                assert held["confirmed_at"] or held["expires_at"]

    @invariant()
    def total_is_lines_and_shipping_and_tax(self) -> None:
        for sale, seen in self.pairs():
            lines = sum(line["total"]["amount_minor"] for line in seen["lines"])
            net = seen["subtotal"]["amount_minor"] + seen["shipping"]["amount_minor"]
            tax = seen["tax"]["amount_minor"]
            taxes = sum(line["tax"]["amount_minor"] for line in seen["lines"])
            shipping = seen["shipping"]["amount_minor"] + tax - taxes
            assert seen["total"]["amount_minor"] == sale.total == net + tax == lines + shipping

    @invariant()
    def tax_is_that_of_the_rates(self) -> None:
        """Each rate is taxed once over all that it is on; the rates sum to the tax."""
        for sale, seen in self.pairs():
            rates = [
                (row["net"]["amount_minor"], row["tax"]["amount_minor"], Decimal(row["rate"]))
                for row in seen["tax_rates"]
            ]
            assert sum(tax for _, tax, _ in rates) == seen["tax"]["amount_minor"]
            assert sum(net + tax for net, tax, _ in rates) == sale.total, (rates, sale)
            for net, tax, rate in rates:
                assert tax == round_half_up((net + tax) * rate / (100 + rate))

    @invariant()
    def no_more_is_paid_or_given_back_than_there_was(self) -> None:
        for sale, seen in self.pairs():
            paid, back = seen["paid"]["amount_minor"], seen["refunded"]["amount_minor"]
            assert 0 <= back <= paid <= sale.total

    @invariant()
    def what_is_kept_is_what_is_due(self) -> None:
        for sale, seen in self.pairs():
            found = [seen[name]["amount_minor"] for name in ("due", "paid", "refunded")]
            if self._is_known(sale):
                assert found == [sale.due, sale.paid, sale.given_back]
            else:
                assert found[0] == sale.due

    @invariant()
    def states_are_those_of_what_was_done(self) -> None:
        for sale, seen in self.pairs():
            if self._is_known(sale):
                found = seen["state"], seen["payment_state"]
                assert found == (sale.state, sale.payment_state)

    @invariant()
    def units_are_where_they_were_sent(self) -> None:
        for sale, seen in self.pairs():
            found = [
                (row["id"], row["cancelled"], row["shipped"], row["returned"], row["refunded"])
                for row in seen["lines"]
            ]
            assert found == [
                (line.id, line.cancelled, line.shipped, line.returned, line.taken)
                for line in sale.lines
            ]

    @invariant()
    def paid_orders_have_an_invoice_and_refunds_their_credit_note(self) -> None:
        for sale, seen in self.pairs():
            kinds = Counter(row["kind"] for row in seen["invoices"])
            if self._is_known(sale):
                assert kinds["invoice"] == sale.invoices
                assert kinds["credit_note"] == sale.credit_notes
            assert len(seen["reversals"]) == sale.reversals

    @invariant()
    def documents_are_numbered_without_a_gap(self) -> None:
        for kind in ("invoice", "credit_note"):
            numbers = [number for found, number in self.seen().documents if found == kind]
            assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def codes_are_used_within_their_limits(self) -> None:
        uses = self.seen().uses
        assert uses == {code: self.books.uses(code) for code in uses}
        assert uses[LIMITED] <= LIMIT

    @invariant()
    def there_are_the_orders_that_were_placed(self) -> None:
        """No call made a second order or a second payment, whatever was sent again."""
        assert sorted(self.seen().listed) == sorted(sale.id for sale in self.books.sales)
        assert not self.is_quiet or self.seen().paid_twice == []

    @invariant()
    def the_bank_has_what_orders_were_paid(self) -> None:
        if self.is_quiet:
            for sale in self.books.sales:
                if self._is_known(sale):
                    kept = sale.paid - sale.given_back
                    assert self.seen().bank[sale.number] == kept, sale

    @invariant()
    def kept_figures_are_what_their_facts_add_up_to(self) -> None:
        with freeze(self.now):
            assert differences(self.database) == []

    @invariant()
    def standing_laws_hold(self) -> None:
        laws = registry().invariants()
        with freeze(self.now):
            broken = [f"{one.law.code}: {one.example}" for one in breaches(self.database, laws)]
        assert broken == []

    def _is_known(self, sale: Sale) -> bool:
        """Whether nothing is on its way that only the bank decides."""
        is_awaited = sale.is_late and sale.holds and not sale.is_assured
        is_captured = sale.is_authorised and sale.is_shipped and not sale.is_paid
        return not is_awaited and not (is_captured and not self.is_quiet)
