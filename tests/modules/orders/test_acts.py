"""What a team does to orders, and that every figure follows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.modules.contracts.orders import PlacedOrder
from app.modules.contracts.payments import PaymentState
from app.modules.orders.exceptions import (
    ActNotAllowed,
    CountryIsFixed,
    GoodsAreGone,
    LineNamedTwice,
    NothingToDo,
    OrderKeptElsewhere,
    PaymentTooLarge,
    RefundTooLarge,
    TooManyUnits,
    UnknownFulfilment,
    UnknownLine,
    UnknownOrder,
)
from app.modules.orders.models import Order
from app.modules.orders.repositories.reversing import Reversing
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.edit_order import Edit, edit_order
from app.modules.orders.services.lock_order import lock_order
from app.modules.orders.services.order_desk import order_desk
from app.modules.orders.services.order_states import Act
from app.modules.orders.services.record_payment import capture_payment, record_payment
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.ship_order import Shipment, note_delivery, ship_order
from tests.factories import make_store
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.factories import order_in, take
from tests.modules.orders.placing import ADDRESS, figures, new_line, row_count

TEAM = "user:1"
LATER = SOON + timedelta(days=1)


def cancel(trade: Trade, placed: PlacedOrder) -> None:
    cancel_order(trade.db, trade.store_id, placed.order_id, reason="changed", actor=TEAM, at=LATER)


def ship(trade: Trade, placed: PlacedOrder, *lines: tuple[int, int], **values: str) -> int:
    shipment = Shipment(lines or None, values.get("carrier"), values.get("number"))
    done = ship_order(trade.db, trade.store_id, placed.order_id, shipment, actor=TEAM, at=LATER)
    return done.id


def refund(trade: Trade, placed: PlacedOrder, *lines: RefundLine, **amounts: int) -> int:
    wanted = Refund(lines, amounts.get("shipping", 0), amounts.get("amount", 0))
    args = (trade.db, trade.store_id, placed.order_id, wanted)
    return refund_order(*args, actor=TEAM, at=LATER).id


def edit(trade: Trade, placed: PlacedOrder, wanted: Edit) -> None:
    locked = lock_order(trade.db, trade.store_id, placed.order_id, Act.EDIT)
    edit_order(trade.db, locked, wanted, actor=TEAM, at=LATER)


def apart(trade: Trade, placed: PlacedOrder) -> int | None:
    return order_desk.refundable_apart(trade.db, trade.store_id, placed.order_id)


def revenue(trade: Trade) -> object:
    return figures(trade.db, trade.store_id)["total_revenue EUR"]


def in_euro(amount_minor: int) -> float:
    return float(Decimal(amount_minor) / 100)


class TestCancel:
    def test_a_paid_order_gives_everything_back(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=2), new_line(555))

        cancel(trade, placed)

        assert trade.states(placed) == ("cancelled", "refunded", "unfulfilled")
        assert trade.around.stock.held == {f"order:{placed.order_id}": {7: 0}}
        assert sum(trade.around.payments.refunds.values()) == placed.total_minor
        assert trade.around.promotions.given_back == [f"order:{placed.order_id}"]
        found = figures(trade.db, trade.store_id)
        assert (found["cancelled"], found["unfulfilled"], found["total"]) == (1, 0, 1)
        assert found["total_revenue EUR"] == found["net_sales EUR"] == 0
        assert row_count(trade.db, "orders_invoice") == 2

    def test_an_unpaid_one_gives_nothing_back_and_is_worth_nothing(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.add(placed.order_id, 1755, PaymentState.WAITING)

        cancel(trade, placed)

        assert trade.states(placed) == ("cancelled", "voided", "unfulfilled")
        assert trade.around.payments.refunds == {}
        assert trade.around.payments.voided == [placed.order_id]
        assert (revenue(trade), row_count(trade.db, "orders_invoice")) == (0, 0)
        assert figures(trade.db, trade.store_id)["pending"] == 0

    def test_money_that_comes_afterwards_goes_back(self, trade: Trade) -> None:
        placed = trade.place()
        cancel(trade, placed)

        trade.pay(placed, at=LATER)
        trade.hear(placed, LATER)

        assert list(trade.around.payments.refunds.values()) == [placed.total_minor]
        assert trade.states(placed)[:2] == ("cancelled", "voided")

    def test_one_that_was_paid_in_part_gives_that_back(self, trade: Trade) -> None:
        placed = trade.place()
        trade.pay(placed, 500)

        cancel(trade, placed)

        assert list(trade.around.payments.refunds.values()) == [500]
        trade.hear(placed)
        assert list(trade.around.payments.refunds.values()) == [500]

    def test_is_refused_after_a_shipment_and_twice(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        ship(trade, placed)
        other = trade.place()
        cancel(trade, other)

        for order in (placed, other):
            with pytest.raises(ActNotAllowed):
                cancel(trade, order)

    def test_an_imported_order_is_kept_elsewhere(self, db: Session, trade: Trade) -> None:
        take(db, trade.store_id, order_in())
        order = db.query(Order).one()

        with pytest.raises(OrderKeptElsewhere):
            cancel_order(db, trade.store_id, order.id, reason=None, actor=TEAM, at=LATER)

    def test_another_store_knows_no_such_order(self, db: Session, trade: Trade) -> None:
        placed = trade.place()
        other = make_store(db)

        with pytest.raises(UnknownOrder):
            cancel_order(db, other.id, placed.order_id, reason=None, actor=TEAM, at=LATER)


class TestShip:
    def test_in_parts_until_all_is_gone(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3), new_line(variant_id=8))
        first, _second = trade.lines(placed)

        ship(trade, placed, (first.id, 2))
        assert trade.states(placed) == ("open", "paid", "partially")
        assert figures(trade.db, trade.store_id)["unfulfilled"] == 1

        ship(trade, placed)
        assert trade.states(placed) == ("completed", "paid", "fulfilled")
        assert figures(trade.db, trade.store_id)["unfulfilled"] == 0
        assert [line.shipped_units for line in trade.lines(placed)] == [3, 1]
        assert len(trade.around.stock.shipped) == 2

    def test_never_more_than_is_left(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=2))
        (line,) = trade.lines(placed)
        ship(trade, placed, (line.id, 1))

        with pytest.raises(TooManyUnits):
            ship(trade, placed, (line.id, 2))
        with pytest.raises(UnknownLine):
            ship(trade, placed, (line.id + 999, 1))
        with pytest.raises(LineNamedTwice):
            ship(trade, placed, (line.id, 1), (line.id, 1))

    def test_not_before_it_is_paid(self, trade: Trade) -> None:
        placed = trade.place()

        with pytest.raises(ActNotAllowed):
            ship(trade, placed)

    def test_unless_its_payment_is_deferred(self, trade: Trade) -> None:
        placed = trade.place(hold_until=None)

        ship(trade, placed)

        assert trade.states(placed) == ("open", "pending", "fulfilled")
        assert row_count(trade.db, "orders_invoice") == 1
        trade.pay(placed)
        assert trade.states(placed) == ("completed", "paid", "fulfilled")
        assert row_count(trade.db, "orders_invoice") == 1

    def test_captures_what_was_authorised(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.pay(placed.order_id, placed.total_minor, captured=False)
        trade.hear(placed)

        ship(trade, placed)

        assert trade.around.payments.capture_asked == [(placed.order_id, placed.total_minor)]

    def test_what_needs_no_shipping_goes_with_the_payment(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(needs_shipping=False), shipping_minor=0)

        assert trade.states(placed) == ("completed", "paid", "fulfilled")

    def test_delivery_is_noted_once(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        fulfilment_id = ship(trade, placed)

        for _ in range(2):
            args = (trade.db, trade.store_id, placed.order_id, fulfilment_id)
            note_delivery(*args, actor=TEAM, at=LATER)

        assert trade.kinds(placed).count("delivered") == 1
        with pytest.raises(UnknownFulfilment):
            note_delivery(*args[:3], fulfilment_id + 1, actor=TEAM, at=LATER)


class TestRefund:
    def test_partial_refunds_add_up_to_what_was_charged(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(333, quantity=3), new_line(100, quantity=7))
        ship(trade, placed)

        for line in trade.lines(placed):
            for _ in range(line.quantity):
                refund(trade, placed, RefundLine(line.id, 1))
        refund(trade, placed, shipping=585)

        assert sum(trade.around.payments.refunds.values()) == placed.total_minor
        assert trade.states(placed) == ("completed", "refunded", "fulfilled")
        assert revenue(trade) == 0

    def test_restocks_only_what_is_asked_for(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)
        ship(trade, placed)
        before = trade.around.stock.on_hand[7]

        refund(trade, placed, RefundLine(line.id, 1))
        assert trade.around.stock.on_hand[7] == before
        refund(trade, placed, RefundLine(line.id, 2, restock=True))

        assert trade.around.stock.on_hand[7] == before + 2
        assert trade.lines(placed)[0].returned_units == 2

    def test_takes_units_that_were_not_shipped_first(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)
        ship(trade, placed, (line.id, 1))

        refund(trade, placed, RefundLine(line.id, 2))

        assert trade.around.stock.held == {f"order:{placed.order_id}": {7: 0}}
        assert trade.states(placed) == ("completed", "partially_refunded", "fulfilled")

    def test_all_units_before_shipment_cancel_the_order(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        (line,) = trade.lines(placed)

        refund(trade, placed, RefundLine(line.id, 1))

        assert trade.states(placed)[0] == "cancelled"
        assert revenue(trade) == in_euro(585)

    def test_goodwill_lowers_what_can_still_be_refunded(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(1000), new_line(500))
        ship(trade, placed)

        refund(trade, placed, amount=301)
        for line in trade.lines(placed):
            refund(trade, placed, RefundLine(line.id, 1))

        assert sum(trade.around.payments.refunds.values()) == 1500
        assert revenue(trade) == in_euro(585)

    def test_never_more_than_is_left(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        (line,) = trade.lines(placed)
        ship(trade, placed)

        with pytest.raises(RefundTooLarge):
            refund(trade, placed, amount=1171)
        with pytest.raises(RefundTooLarge):
            refund(trade, placed, shipping=586)
        with pytest.raises(TooManyUnits):
            refund(trade, placed, RefundLine(line.id, 2))
        with pytest.raises(NothingToDo):
            refund(trade, placed)

    def test_of_what_was_not_paid_there_is_none(self, trade: Trade) -> None:
        placed = trade.place()

        with pytest.raises(ActNotAllowed):
            refund(trade, placed, amount=1)

    def test_every_refund_has_a_credit_note_and_a_fact(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=2))
        (line,) = trade.lines(placed)

        reversal_id = refund(trade, placed, RefundLine(line.id, 1))

        reversal = Reversing(trade.db, trade.store_id).find(reversal_id)
        assert reversal is not None
        assert (reversal.goods_minor, reversal.tax_minor, reversal.refund_minor) == (
            1000,
            170,
            1170,
        )
        assert figures(trade.db, trade.store_id)["returns EUR"] == 10
        assert row_count(trade.db, "orders_invoice") == 2

    def test_shipping_that_a_cancelled_order_kept_can_be_given_back(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(1000), shipping_minor=500)
        (line,) = trade.lines(placed)
        refund(trade, placed, RefundLine(line.id, 1))
        kept = trade.order(placed).held_minor
        assert (trade.states(placed)[0], kept > 0) == ("cancelled", True)

        refund(trade, placed, shipping=kept)

        assert trade.states(placed)[:2] == ("cancelled", "refunded")
        assert row_count(trade.db, "orders_invoice") == 3
        with pytest.raises(ActNotAllowed):
            refund(trade, placed, shipping=1)


class TestRefundableApart:
    def test_what_pays_for_the_order_is_not(self, trade: Trade) -> None:
        placed = trade.place()
        trade.pay(placed, 500)
        before = apart(trade, placed)

        trade.pay(placed, placed.total_minor - 500)
        refund(trade, placed, amount=100)

        assert (before, apart(trade, placed)) == (None, 0)
        assert order_desk.refundable_apart(trade.db, trade.store_id, placed.order_id + 1) is None

    def test_what_was_to_go_back_and_could_not_is(self, trade: Trade) -> None:
        trade.around.payments.is_slow = True
        twice, part = trade.placed_and_paid(), trade.placed_and_paid()
        trade.pay(twice)
        refund(trade, part, amount=100)

        for placed in (twice, part):
            assert apart(trade, placed) == 0
            trade.around.payments.fail(placed.order_id)
            trade.hear(placed)

        assert (apart(trade, twice), apart(trade, part)) == (twice.total_minor, 100)


class TestEdit:
    def test_fewer_units_give_money_back(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)

        edit(trade, placed, Edit([(line.id, 1)]))

        assert list(trade.around.payments.refunds.values()) == [2340]
        assert trade.around.stock.held == {f"order:{placed.order_id}": {7: 1}}
        assert trade.order(placed).due_minor == 1170 + 585
        assert revenue(trade) == in_euro(1170 + 585)

    def test_or_lower_what_is_due(self, trade: Trade) -> None:
        placed = trade.place(new_line(quantity=3), hold_until=None)
        (line,) = trade.lines(placed)
        trade.pay(placed, 1170 + 585)

        edit(trade, placed, Edit([(line.id, 1)]))

        assert trade.states(placed) == ("open", "paid", "unfulfilled")
        assert trade.around.payments.refunds == {}

    def test_to_nothing_cancels_it_with_its_shipping(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        waiting = trade.place(hold_until=None)

        for each in (placed, waiting):
            (line,) = trade.lines(each)
            edit(trade, each, Edit([(line.id, 0)]))
            trade.hear(each)

        assert list(trade.around.payments.refunds.values()) == [placed.total_minor]
        assert trade.states(placed)[:2] == ("cancelled", "refunded")
        assert trade.states(waiting)[:2] == ("cancelled", "voided")
        assert (trade.order(waiting).due_minor, revenue(trade)) == (0, 0)

    def test_what_was_paid_in_part_may_be_enough_then(self, trade: Trade) -> None:
        placed = trade.place(new_line(quantity=3), hold_until=None)
        (line,) = trade.lines(placed)
        trade.pay(placed, 2000)

        edit(trade, placed, Edit([(line.id, 1)]))

        assert trade.states(placed) == ("open", "partially_refunded", "unfulfilled")
        assert trade.order(placed).paid_at == LATER
        assert list(trade.around.payments.refunds.values()) == [2000 - 1755]
        kinds = trade.kinds(placed)
        assert (kinds.count("invoiced"), kinds.count("reversed")) == (1, 1)

    def test_another_address_is_noted(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        moved = type(ADDRESS)(name="Ada", line1="2, rue Neuve", city="Esch", country="LU")

        edit(trade, placed, Edit(shipping_address=moved, email="New@Example.test"))

        order = trade.order(placed)
        assert order.shipping_address is not None
        assert order.shipping_address["city"] == "Esch"
        assert order.customer_email == "new@example.test"
        assert trade.kinds(placed)[-1] == "edited"

    def test_what_cannot_be(self, trade: Trade) -> None:
        placed = trade.placed_and_paid(new_line(quantity=3))
        (line,) = trade.lines(placed)
        ship(trade, placed, (line.id, 2))
        abroad = type(ADDRESS)(name="Ada", line1="Weg 1", city="Trier", country="DE")

        with pytest.raises(TooManyUnits):
            edit(trade, placed, Edit([(line.id, 1)]))
        with pytest.raises(TooManyUnits):
            edit(trade, placed, Edit([(line.id, 4)]))
        with pytest.raises(CountryIsFixed):
            edit(trade, placed, Edit(shipping_address=abroad))
        with pytest.raises(NothingToDo):
            edit(trade, placed, Edit([(line.id, 3)]))
        with pytest.raises(ActNotAllowed):
            edit(trade, trade.place(), Edit(note="x"))


class TestRecordPayment:
    def test_money_from_outside_pays_the_order(self, trade: Trade) -> None:
        placed = trade.place(hold_until=None)
        args = (trade.db, trade.store_id, placed.order_id)

        record_payment(*args, 500, note="cash", actor=TEAM, at=LATER)
        assert trade.states(placed)[1] == "partially_paid"
        with pytest.raises(PaymentTooLarge):
            record_payment(*args, placed.total_minor, note=None, actor=TEAM, at=LATER)
        record_payment(*args, None, note=None, actor=TEAM, at=LATER)

        assert trade.states(placed) == ("open", "paid", "unfulfilled")
        with pytest.raises(ActNotAllowed):
            record_payment(*args, 1, note=None, actor=TEAM, at=LATER)

    def test_is_refused_when_the_goods_are_gone(self, trade: Trade) -> None:
        trade.around.stock.on_hand[7] = 1
        placed = trade.place()
        trade.around.stock.release(trade.db, trade.store_id, f"order:{placed.order_id}")
        trade.place()
        order = (trade.db, trade.store_id, placed.order_id)

        with trade.db.begin_nested(), pytest.raises(GoodsAreGone):
            record_payment(*order, None, note=None, actor=TEAM, at=LATER)

    def test_an_authorised_payment_is_captured_when_asked(self, trade: Trade) -> None:
        placed = trade.place()
        args = (trade.db, trade.store_id, placed.order_id)
        with pytest.raises(ActNotAllowed):
            capture_payment(*args, actor=TEAM, at=LATER)
        trade.around.payments.pay(placed.order_id, placed.total_minor, captured=False)
        trade.hear(placed)

        capture_payment(*args, actor=TEAM, at=LATER)

        assert trade.around.payments.capture_asked == [(placed.order_id, placed.total_minor)]
