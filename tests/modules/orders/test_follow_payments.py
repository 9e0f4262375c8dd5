from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.modules.contracts.payments import PAYMENT_GATEWAY, Disposition, PaymentState
from app.modules.orders.repositories.overdue_orders import overdue_orders
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.expire_order import expire_order
from app.modules.orders.services.neighbours import payments_for_orders
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.request_return import Wish, withdraw
from app.modules.registry import registry
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.factories import NOON
from tests.modules.orders.neighbours import KeptPayments
from tests.modules.orders.placing import figures, new_line, row_count

LATE = NOON + timedelta(minutes=20)


def expire(trade: Trade, order_id: int) -> None:
    with freeze(LATE):
        expire_order(trade.db, trade.store_id, order_id)


class TestPaid:
    def test_the_whole_amount_makes_it_paid(self, trade: Trade) -> None:
        placed = trade.place()

        assert trade.pay(placed) is Disposition.KEEP

        assert trade.states(placed) == ("open", "paid", "unfulfilled")
        assert trade.order(placed).paid_at == SOON
        assert trade.around.stock.confirmed == {f"order:{placed.order_id}"}
        assert trade.kinds(placed) == ["placed", "paid", "invoiced"]
        found = figures(trade.db, trade.store_id)
        assert (found["pending"], found["unfulfilled"]) == (0, 1)

    def test_hearing_of_it_again_changes_nothing(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        version = trade.order(placed).version

        assert trade.hear(placed, LATE) is Disposition.KEEP

        assert trade.order(placed).version == version
        assert row_count(trade.db, "orders_invoice") == 1

    def test_a_part_leaves_it_waiting(self, trade: Trade) -> None:
        placed = trade.place()

        trade.pay(placed, 1000)
        assert trade.states(placed) == ("open", "partially_paid", "unfulfilled")
        assert figures(trade.db, trade.store_id)["pending"] == 1

        trade.pay(placed, placed.total_minor - 1000)
        assert trade.states(placed) == ("open", "paid", "unfulfilled")

    def test_an_authorisation_assures_the_goods(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.pay(placed.order_id, placed.total_minor, captured=False)

        trade.hear(placed)

        assert trade.states(placed) == ("open", "authorised", "unfulfilled")
        assert trade.around.stock.confirmed == {f"order:{placed.order_id}"}
        expire(trade, placed.order_id)
        assert trade.states(placed) == ("open", "authorised", "unfulfilled")

    def test_an_authorisation_that_is_gone_leaves_it_pending(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.pay(placed.order_id, placed.total_minor, captured=False)
        trade.hear(placed)
        trade.around.payments.void(trade.db, trade.store_id, placed.order_id)

        trade.hear(placed)

        assert trade.states(placed) == ("open", "pending", "unfulfilled")

    def test_an_unknown_order_keeps_no_money(self, trade: Trade) -> None:
        placed = trade.place()
        trade.db.info.clear()

        assert trade.hear(type(placed)(0, "", "", 0, "EUR")) is Disposition.RETURN


class TestExpired:
    def test_an_unpaid_order_is_given_up(self, trade: Trade) -> None:
        placed = trade.place()

        expire(trade, placed.order_id)

        assert trade.states(placed) == ("expired", "voided", "unfulfilled")
        assert trade.around.stock.held == {}
        assert trade.around.promotions.given_back == [f"order:{placed.order_id}"]
        assert trade.around.payments.voided == [placed.order_id]
        found = figures(trade.db, trade.store_id)
        assert (found["total"], found["pending"], found["total_revenue EUR"]) == (0, 0, 0)

    def test_a_paid_one_is_not(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()

        expire(trade, placed.order_id)

        assert trade.states(placed) == ("open", "paid", "unfulfilled")

    def test_one_that_is_paid_in_part_is_not(self, trade: Trade) -> None:
        placed = trade.place()
        trade.pay(placed, 1)

        expire(trade, placed.order_id)

        assert trade.states(placed) == ("open", "partially_paid", "unfulfilled")

    def test_too_early_it_is_left_alone(self, trade: Trade) -> None:
        placed = trade.place()

        with freeze(SOON):
            expire_order(trade.db, trade.store_id, placed.order_id)

        assert trade.states(placed)[0] == "open"

    def test_late_money_revives_it_while_there_are_goods(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)

        assert trade.pay(placed, at=LATE) is Disposition.KEEP

        assert trade.states(placed) == ("open", "paid", "unfulfilled")
        assert trade.around.stock.held == {f"order:{placed.order_id}": {7: 1}}
        assert trade.kinds(placed).count("revived") == 1
        found = figures(trade.db, trade.store_id)
        assert (found["total"], found["pending"], found["unfulfilled"]) == (1, 0, 1)

    def test_late_money_goes_back_when_the_goods_are_gone(self, trade: Trade) -> None:
        trade.around.stock.on_hand[7] = 1
        placed = trade.place()
        expire(trade, placed.order_id)
        trade.place()

        trade.pay(placed, at=LATE)

        assert list(trade.around.payments.refunds.values()) == [placed.total_minor]
        assert trade.states(placed)[0] == "expired"
        assert figures(trade.db, trade.store_id)["total"] == 1

    def test_a_part_of_the_money_does_not_revive_it(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)

        trade.pay(placed, 1, at=LATE)

        assert list(trade.around.payments.refunds.values()) == [1]
        assert trade.states(placed)[0] == "expired"

    def test_money_that_is_going_back_does_not_revive_it_either(self, trade: Trade) -> None:
        trade.around.payments.is_slow = True
        placed = trade.place()
        expire(trade, placed.order_id)
        trade.pay(placed, 1000, at=LATE)

        trade.pay(placed, placed.total_minor - 1000, at=LATE)

        assert trade.states(placed)[0] == "expired"
        assert sum(trade.around.payments.refunds.values()) == placed.total_minor

    def test_nor_does_what_the_team_gives_back_in_payments(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.is_slow = True
        trade.pay(placed, 1000)
        trade.around.payments.refund(
            trade.db, trade.store_id, placed.order_id, ref="team", amount_minor=1000
        )

        trade.pay(placed, placed.total_minor - 1000)

        assert trade.states(placed)[0] == "open"
        assert trade.order(placed).paid_at is None

    def test_money_that_was_sent_back_is_not_asked_for_again(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)
        trade.pay(placed, 100, at=LATE)

        trade.hear(placed, LATE)

        assert list(trade.around.payments.refunds.values()) == [100]

    def test_goods_whose_hold_ran_out_are_set_aside_anew(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.stock.release(trade.db, trade.store_id, f"order:{placed.order_id}")

        assert trade.pay(placed) is Disposition.KEEP
        assert trade.around.stock.held == {f"order:{placed.order_id}": {7: 1}}

    def test_without_them_the_order_is_given_up(self, trade: Trade) -> None:
        trade.around.stock.on_hand[7] = 1
        placed = trade.place()
        trade.around.stock.release(trade.db, trade.store_id, f"order:{placed.order_id}")
        trade.place()
        trade.around.payments.add(placed.order_id, 1000, PaymentState.WAITING)
        trade.pay(placed, 1000)

        trade.pay(placed, placed.total_minor - 1000)

        assert trade.states(placed)[0] == "expired"
        assert list(trade.around.payments.refunds.values()) == [placed.total_minor]
        assert trade.around.payments.voided == [placed.order_id]


class TestFallenAway:
    def test_goods_are_not_held_for_an_authorisation_that_is_gone(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.pay(placed.order_id, placed.total_minor, captured=False)
        trade.hear(placed)
        expire(trade, placed.order_id)
        trade.around.payments.void(trade.db, trade.store_id, placed.order_id)

        trade.hear(placed, LATE)

        assert overdue_orders(trade.db, LATE, 9) == [(trade.store_id, placed.order_id)]
        expire(trade, placed.order_id)
        assert trade.states(placed)[0] == "expired"
        assert trade.around.stock.held == {}

    def test_nor_for_money_that_was_given_back_before_it_was_enough(self, trade: Trade) -> None:
        placed = trade.place()
        trade.pay(placed, 1000)
        expire(trade, placed.order_id)
        trade.around.payments.refund(
            trade.db, trade.store_id, placed.order_id, ref="team", amount_minor=1000
        )

        trade.hear(placed, LATE)

        assert overdue_orders(trade.db, LATE, 9) == [(trade.store_id, placed.order_id)]
        expire(trade, placed.order_id)
        assert trade.states(placed)[0] == "expired"


class TestSurplus:
    def test_an_order_paid_twice_sends_the_second_payment_back_once(self, trade: Trade) -> None:
        trade.around.payments.is_slow = True
        placed = trade.placed_and_paid()

        trade.pay(placed)
        trade.hear(placed)

        assert list(trade.around.payments.refunds.values()) == [placed.total_minor]
        assert trade.states(placed) == ("open", "paid", "unfulfilled")
        assert trade.standing(placed).paid_minor == placed.total_minor
        assert trade.kinds(placed).count("surplus") == 1
        cancel_order(trade.db, trade.store_id, placed.order_id, reason=None, actor=None, at=LATE)
        assert sum(trade.around.payments.refunds.values()) == 2 * placed.total_minor
        assert trade.states(placed)[:2] == ("cancelled", "refunded")

    def test_only_what_is_beyond_the_due_goes_back(self, trade: Trade) -> None:
        placed = trade.place()
        trade.pay(placed, 1000)

        trade.pay(placed)

        assert list(trade.around.payments.refunds.values()) == [1000]
        assert trade.states(placed) == ("open", "paid", "unfulfilled")

    def test_other_payments_are_given_up_once_it_is_paid(self, trade: Trade) -> None:
        placed = trade.place()
        trade.around.payments.add(placed.order_id, placed.total_minor, PaymentState.WAITING)

        trade.pay(placed)

        assert trade.around.payments.voided == [placed.order_id]
        assert trade.around.payments.refunds == {}

    def test_a_cancelled_order_keeps_what_the_team_kept(self, trade: Trade) -> None:
        placed = trade.placed_and_paid()
        (line,) = trade.lines(placed)
        wanted = Refund([RefundLine(line.id, 1)])
        refund_order(trade.db, trade.store_id, placed.order_id, wanted, actor=None, at=LATE)

        trade.hear(placed, LATE)

        assert list(trade.around.payments.refunds.values()) == [1170]
        assert trade.states(placed) == ("cancelled", "partially_refunded", "unfulfilled")


class TestFailedRefund:
    def test_shows_and_is_not_counted_as_given_back(self, trade: Trade) -> None:
        trade.around.payments.is_slow = True
        placed = trade.placed_and_paid()
        cancel_order(trade.db, trade.store_id, placed.order_id, reason=None, actor=None, at=LATE)
        assert trade.standing(placed).refunded_minor == placed.total_minor

        trade.around.payments.fail(placed.order_id)
        trade.hear(placed, LATE)
        trade.hear(placed, LATE)

        standing = trade.standing(placed)
        assert (standing.refunded_minor, standing.payment_state) == (0, "paid")
        assert standing.refund_failed_minor == placed.total_minor
        assert trade.kinds(placed).count("refund_failed") == 1
        assert len(trade.around.payments.refunds) == 1


class TestDue:
    def test_is_what_is_still_to_be_paid(self, trade: Trade) -> None:
        placed = trade.place(new_line(quantity=2))
        (line,) = trade.lines(placed)
        assert trade.standing(placed).due_minor == placed.total_minor

        trade.pay(placed, 500)
        withdraw(
            trade.db,
            trade.store_id,
            placed.order_id,
            Wish([(line.id, 1)]),
            actor=None,
            at=SOON,
        )

        assert trade.standing(placed).due_minor == placed.total_minor - 500 - 1170
        trade.pay(placed, placed.total_minor - 500 - 1170)
        assert trade.standing(placed).due_minor == 0

    def test_is_nothing_of_an_order_that_was_given_up(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)

        assert trade.standing(placed).due_minor == 0


class TestSwitchedOff:
    def test_what_is_known_of_the_money_stays(
        self, trade: Trade, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        placed = trade.placed_and_paid()
        monkeypatch.setattr(trade.around, "find", lambda _capability: None)

        trade.hear(placed)

        assert trade.order(placed).captured_minor == placed.total_minor

    def test_payments_of_an_order_are_found_where_the_module_is_off(
        self, db: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gateway = KeptPayments()
        known = {PAYMENT_GATEWAY: gateway}
        monkeypatch.setattr(type(registry()), "find", lambda _self, key: known.get(key))

        assert payments_for_orders() is gateway
