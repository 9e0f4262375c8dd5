"""Returns, the right of withdrawal, and what the documents of both say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.modules.contracts.orders import PlacedOrder
from app.modules.orders.exceptions import (
    ActNotAllowed,
    NothingToDo,
    ReturnIsDecided,
    TooManyUnits,
    UnknownReturn,
    WithdrawalIsForConsumers,
    WithdrawalIsOver,
)
from app.modules.orders.models import OrderReturn
from app.modules.orders.repositories.fulfilments import Fulfilments
from app.modules.orders.services.decide_return import (
    Arrived,
    approve_return,
    receive_return,
    reject_return,
)
from app.modules.orders.services.refund_order import RefundLine
from app.modules.orders.services.request_return import Wish, request_return, withdraw
from app.modules.orders.services.ship_order import note_delivery
from app.modules.orders.services.withdrawal_period import Handover, is_open, last_day
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.placing import figures, new_line
from tests.modules.orders.test_acts import LATER, TEAM, refund, ship

CUSTOMER = "customer:3"


def ask(trade: Trade, placed: PlacedOrder, *lines: tuple[int, int]) -> OrderReturn:
    wish = Wish(lines or None, "too small")
    args = (trade.db, trade.store_id, placed.order_id, wish)
    return request_return(*args, actor=CUSTOMER, at=LATER)


def leave(
    trade: Trade, placed: PlacedOrder, *lines: tuple[int, int], at: datetime = LATER
) -> OrderReturn | None:
    args = (trade.db, trade.store_id, placed.order_id, Wish(lines or None))
    return withdraw(*args, actor=CUSTOMER, at=at)


def approve(trade: Trade, back: OrderReturn) -> None:
    approve_return(trade.db, trade.store_id, back.order_id, back.id, actor=TEAM, at=LATER)


def receive(trade: Trade, back: OrderReturn, *arrived: Arrived) -> None:
    args = (trade.db, trade.store_id, back.order_id, back.id, arrived or None)
    receive_return(*args, actor=TEAM, at=LATER)


def shipped(trade: Trade, quantity: int = 2) -> PlacedOrder:
    placed = trade.placed_and_paid(new_line(quantity=quantity))
    ship(trade, placed)
    return placed


class TestReturn:
    def test_is_asked_for_approved_and_received(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)
        stock = trade.around.stock.on_hand[7]

        back = ask(trade, placed, (line.id, 1))
        assert back.state == "requested"
        approve(trade, back)
        receive(trade, back)

        assert back.state == "received"
        assert list(trade.around.payments.refunds.values()) == [1170]
        assert trade.around.stock.on_hand[7] == stock + 1
        assert trade.states(placed) == ("completed", "partially_refunded", "fulfilled")
        assert figures(trade.db, trade.store_id)["returns EUR"] == 10
        assert [kind for kind in trade.kinds(placed) if kind.startswith("return")] == [
            "return_requested",
            "return_approved",
            "return_received",
        ]

    def test_all_back_is_a_returned_order_that_keeps_its_shipping(self, trade: Trade) -> None:
        placed = shipped(trade)
        back = ask(trade, placed)
        approve(trade, back)

        receive(trade, back)

        assert trade.states(placed) == ("completed", "partially_refunded", "returned")
        assert figures(trade.db, trade.store_id)["total_revenue EUR"] == 5.85

    def test_what_was_paid_in_part_may_be_enough_then(self, trade: Trade) -> None:
        placed = trade.place(new_line(quantity=2), hold_until=None)
        ship(trade, placed)
        trade.pay(placed, 1800)
        (line,) = trade.lines(placed)
        back = ask(trade, placed, (line.id, 1))
        approve(trade, back)

        receive(trade, back)

        assert trade.states(placed) == ("completed", "partially_refunded", "fulfilled")
        assert list(trade.around.payments.refunds.values()) == [1800 - 1755]
        details = [event.details for event in trade.events(placed) if event.kind == "invoiced"]
        assert [each and each["kind"] for each in details] == ["invoice", "credit_note"]

    def test_damaged_goods_are_not_restocked(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)
        stock = trade.around.stock.on_hand[7]
        back = ask(trade, placed)
        approve(trade, back)

        receive(trade, back, Arrived(line.id, 2, restock=False))

        assert trade.around.stock.on_hand[7] == stock

    def test_less_may_come_than_was_announced_but_not_more(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)
        back = ask(trade, placed, (line.id, 1))
        approve(trade, back)

        with pytest.raises(TooManyUnits):
            receive(trade, back, Arrived(line.id, 2))

    def test_a_rejected_one_is_over(self, trade: Trade) -> None:
        placed = shipped(trade)
        back = ask(trade, placed)
        args = (trade.db, trade.store_id, placed.order_id, back.id)

        reject_return(*args, reason="worn", actor=TEAM, at=LATER)

        assert (back.state, back.rejection) == ("rejected", "worn")
        for act in (approve, receive):
            with pytest.raises(ReturnIsDecided):
                act(trade, back)
        assert ask(trade, placed).state == "requested"

    def test_nothing_is_asked_for_twice(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)
        ask(trade, placed, (line.id, 2))

        with pytest.raises(NothingToDo):
            ask(trade, placed)
        with pytest.raises(TooManyUnits):
            ask(trade, placed, (line.id, 1))

    def test_of_a_half_shipped_line_the_shipped_units_go_back(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)
        ship(trade, placed, (line.id, 2))

        back = ask(trade, placed)
        approve(trade, back)
        receive(trade, back)

        assert trade.states(placed) == ("open", "partially_refunded", "returned")
        assert trade.lines(placed)[0].to_ship_units == 1
        ship(trade, placed)
        assert trade.states(placed)[0] == "completed"

    def test_only_what_was_shipped_goes_back(self, trade: Trade) -> None:
        with pytest.raises(ActNotAllowed):
            ask(trade, trade.placed_and_paid())

    def test_of_another_order_is_unknown(self, trade: Trade) -> None:
        back = ask(trade, shipped(trade))
        other = shipped(trade)

        with pytest.raises(UnknownReturn):
            approve_return(trade.db, trade.store_id, other.order_id, back.id, actor=TEAM, at=LATER)


class TestWithdrawal:
    def test_before_shipment_everything_goes_back_at_once(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=2))

        assert leave(trade, placed) is None

        assert trade.states(placed) == ("cancelled", "refunded", "unfulfilled")
        assert sum(trade.around.payments.refunds.values()) == placed.total_minor

    def test_after_shipment_goods_are_awaited_and_shipping_goes_back(self, trade: Trade) -> None:
        placed = shipped(trade)

        back = leave(trade, placed)

        assert back is not None
        assert (back.state, back.is_whole_order) == ("approved", True)
        assert back.refund_due_at == LATER + timedelta(days=14)
        assert trade.around.payments.refunds == {}
        receive(trade, back)
        assert sum(trade.around.payments.refunds.values()) == placed.total_minor
        assert figures(trade.db, trade.store_id)["total_revenue EUR"] == 0

    def test_from_a_part_keeps_the_shipping(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)

        back = leave(trade, placed, (line.id, 1))
        assert back is not None
        receive(trade, back)

        assert sum(trade.around.payments.refunds.values()) == 1170

    def test_of_a_half_shipped_order_the_rest_is_cancelled(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)
        ship(trade, placed, (line.id, 1))

        back = leave(trade, placed)

        assert back is not None
        assert sum(trade.around.payments.refunds.values()) == 2 * 1170
        receive(trade, back)
        assert sum(trade.around.payments.refunds.values()) == placed.total_minor

    def test_ends_fourteen_days_after_delivery(self, trade: Trade) -> None:
        placed = shipped(trade)

        (parcel,) = Fulfilments(trade.db, trade.store_id).of_order(placed.order_id)
        args = (trade.db, trade.store_id, placed.order_id, parcel.id)
        note_delivery(*args, actor=TEAM, at=LATER)

        with pytest.raises(WithdrawalIsOver):
            leave(trade, placed, at=LATER + timedelta(days=16))
        assert leave(trade, placed, at=LATER + timedelta(days=14)) is not None

    def test_is_for_consumers(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(vat_id="LU12345678")

        with pytest.raises(WithdrawalIsForConsumers):
            leave(trade, placed)

    def test_what_was_refunded_cannot_go_back_again(self, trade: Trade) -> None:
        placed = shipped(trade)
        (line,) = trade.lines(placed)
        refund(trade, placed, RefundLine(line.id, 2))

        with pytest.raises(NothingToDo):
            leave(trade, placed)


class TestWithdrawalPeriod:
    """The examples of `last_day`, and its edges; Luxembourg is an hour before UTC in November."""

    ZONE = "Europe/Luxembourg"

    @pytest.mark.parametrize(
        ("delivered", "until"),
        [
            (datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 16)),
            (datetime(2026, 11, 7, 9, tzinfo=UTC), date(2026, 11, 23)),
            (datetime(2026, 11, 8, 9, tzinfo=UTC), date(2026, 11, 23)),
            # Already Tuesday in the store's time zone.
            (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), date(2026, 11, 17)),
        ],
    )
    def test_last_day(self, delivered: datetime, until: date) -> None:
        handover = Handover(delivered - timedelta(days=2), delivered)

        assert last_day([handover], is_all_shipped=True, zone=self.ZONE) == until

    def test_the_last_parcel_counts(self) -> None:
        parcels = [Handover(SOON, datetime(2026, 11, day, 9, tzinfo=UTC)) for day in (3, 2)]

        assert last_day(parcels, is_all_shipped=True, zone=self.ZONE) == date(2026, 11, 17)

    def test_without_a_known_delivery_a_week_is_allowed_for_the_way(self) -> None:
        handover = Handover(datetime(2026, 11, 2, 9, tzinfo=UTC))

        assert last_day([handover], is_all_shipped=True, zone=self.ZONE) == date(2026, 11, 23)

    def test_it_does_not_run_before_all_is_shipped(self) -> None:
        assert last_day([Handover(SOON)], is_all_shipped=False, zone=self.ZONE) is None
        assert last_day([], is_all_shipped=True, zone=self.ZONE) is None

    def test_the_last_day_counts_to_its_end_in_the_stores_zone(self) -> None:
        until = date(2026, 11, 16)

        assert is_open(until, datetime(2026, 11, 16, 22, 59, tzinfo=UTC), self.ZONE)
        assert not is_open(until, datetime(2026, 11, 16, 23, 1, tzinfo=UTC), self.ZONE)
        assert is_open(None, SOON, self.ZONE)
