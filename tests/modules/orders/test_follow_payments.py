from __future__ import annotations

from datetime import timedelta

from app.kernel.clock import freeze
from app.modules.contracts.payments import Disposition
from app.modules.orders.services.expire_order import expire_order
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.factories import NOON
from tests.modules.orders.placing import figures, row_count

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

    def test_too_early_it_is_put_off(self, trade: Trade) -> None:
        placed = trade.place()
        jobs = row_count(trade.db, "stoa_jobs.procrastinate_jobs")

        with freeze(SOON):
            expire_order(trade.db, trade.store_id, placed.order_id)

        assert trade.states(placed)[0] == "open"
        assert row_count(trade.db, "stoa_jobs.procrastinate_jobs") == jobs + 1

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

        assert trade.pay(placed, at=LATE) is Disposition.RETURN

        assert trade.states(placed)[0] == "expired"
        assert figures(trade.db, trade.store_id)["total"] == 1

    def test_a_part_of_the_money_does_not_revive_it(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)

        assert trade.pay(placed, 1, at=LATE) is Disposition.RETURN
        assert trade.states(placed)[0] == "expired"

    def test_money_that_was_sent_back_is_not_asked_for_again(self, trade: Trade) -> None:
        placed = trade.place()
        expire(trade, placed.order_id)
        trade.pay(placed, 100, at=LATE)
        trade.around.payments.refund(
            trade.db, trade.store_id, placed.order_id, ref="late", amount_minor=100
        )

        assert trade.hear(placed, LATE) is Disposition.KEEP

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

        assert trade.pay(placed) is Disposition.RETURN
        assert trade.states(placed)[0] == "expired"
