"""Money that went back without its order, as in the provider's own pages, and its credit note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.modules.contracts.orders import PlacedOrder
from app.modules.orders.exceptions import ActNotAllowed, NotGivenBack
from app.modules.orders.models import Reversal
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.placing import row_count

LATER = SOON + timedelta(days=1)


def given_back_elsewhere(trade: Trade, placed: PlacedOrder, amount_minor: int) -> None:
    """The bank did so by itself, and the order hears of it."""
    (payment,) = trade.around.payments.payments[placed.order_id]
    known = payment.refunded_minor + amount_minor
    trade.around.payments.payments[placed.order_id] = [replace(payment, refunded_minor=known)]
    trade.hear(placed, LATER)


def explain(trade: Trade, placed: PlacedOrder, amount_minor: int) -> None:
    refund(trade, placed, Refund(amount_minor=amount_minor, was_given_back=True))


def refund(trade: Trade, placed: PlacedOrder, wanted: Refund) -> Reversal:
    args = (trade.db, trade.store_id, placed.order_id, wanted)
    return refund_order(*args, actor="user:1", at=LATER)


class TestGivenBackApart:
    def test_gets_its_credit_note_and_is_not_sent_again(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        given_back_elsewhere(trade, placed, 300)
        order = trade.order(placed)
        assert (order.given_back_apart_minor, order.due_minor) == (300, placed.total_minor)

        explain(trade, placed, 300)

        assert trade.around.payments.refunds == {}
        assert order.given_back_apart_minor == 0
        assert order.due_minor == order.held_minor == placed.total_minor - 300
        assert row_count(trade.db, "orders_invoice") == 2

    def test_is_sent_again_where_nobody_says_that_it_went(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        given_back_elsewhere(trade, placed, 300)

        refund(trade, placed, Refund(amount_minor=300))

        assert list(trade.around.payments.refunds.values()) == [300]
        assert trade.order(placed).given_back_apart_minor == 300

    def test_all_of_it_takes_back_the_order(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        (line,) = trade.lines(placed)
        given_back_elsewhere(trade, placed, placed.total_minor)
        assert trade.states(placed)[:2] == ("open", "refunded")

        units = RefundLine(line.id, line.quantity)
        refund(trade, placed, Refund([units], shipping_minor=585, was_given_back=True))

        assert trade.states(placed)[:2] == ("cancelled", "refunded")
        assert trade.around.payments.refunds == {}
        assert trade.order(placed).due_minor == trade.order(placed).held_minor == 0

    def test_is_no_more_than_what_is_known(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        given_back_elsewhere(trade, placed, 300)

        with pytest.raises(NotGivenBack) as refused:
            explain(trade, placed, 301)

        assert refused.value.params["known"] == "3.00"
        assert trade.order(placed).reversed_minor == 0

    def test_cannot_be_where_nothing_went_back(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()

        with pytest.raises(ActNotAllowed):
            explain(trade, placed, 1)

    def test_is_not_what_the_order_gave_back_itself(self, trade: Trade) -> None:
        trade.around.payments.is_slow = True
        placed = trade.placed_and_paid()
        refund(trade, placed, Refund(amount_minor=200))
        trade.hear(placed, LATER)

        with pytest.raises(NotGivenBack):
            explain(trade, placed, 200)
