"""Orders whose time is over are found every minute, in all stores, and given up by jobs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from app.kernel.clock import freeze
from app.kernel.database.engine import Database
from app.modules.core.services.job_runner import perform
from app.modules.orders.repositories.overdue_orders import overdue_orders
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.expire_order import EXPIRE, SWEEP
from app.modules.registry import registry
from tests.modules.orders.conftest import SOON, Trade
from tests.modules.orders.factories import NOON
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.test_order_concurrency import Crowd

OVER = NOON + timedelta(minutes=15)
WAITING = text(
    "SELECT id, args FROM stoa_jobs.procrastinate_jobs"
    " WHERE task_name = 'orders.expire' ORDER BY id"
)


class TestOverdue:
    def test_is_what_waits_for_all_its_money_at_the_end_of_its_hold(self, trade: Trade) -> None:
        placed = trade.place()

        before = overdue_orders(trade.db, OVER - timedelta(microseconds=1), 9)
        assert before == []
        assert overdue_orders(trade.db, OVER, 9) == [(trade.store_id, placed.order_id)]

    def test_is_nothing_that_is_assured_or_over_or_without_an_end(self, trade: Trade) -> None:
        trade.placed_and_paid()
        trade.place(hold_until=None)
        trade.pay(trade.place(), 1)
        authorised, cancelled = trade.place(), trade.place()
        trade.around.payments.pay(authorised.order_id, authorised.total_minor, captured=False)
        trade.hear(authorised)
        order = (trade.db, trade.store_id, cancelled.order_id)
        cancel_order(*order, reason=None, actor="team", at=SOON)

        assert overdue_orders(trade.db, OVER, 9) == []


class TestTheSweep:
    def test_is_known_to_the_worker(self) -> None:
        assert {EXPIRE, SWEEP} <= set(registry().jobs())

    def test_has_every_order_given_up_once(self, committed: Database, around: Neighbours) -> None:
        crowds = [Crowd(committed, around) for _ in range(2)]
        placed = [(crowd.store_id, crowd.place().order_id) for crowd in crowds]

        with freeze(OVER):
            for _ in range(2):
                SWEEP.run()
            with committed.transaction() as db:
                waiting = db.execute(WAITING).all()
            for job in waiting:
                perform(EXPIRE, job.id, job.args)
            SWEEP.run()

        assert [(job.args["store_id"], job.args["order_id"]) for job in waiting] == placed
        for crowd in crowds:
            failed = text("SELECT count(*) FROM orders_order WHERE failed_at IS NOT NULL")
            assert crowd.do(lambda db: db.scalar(failed)) == 1  # noqa: B023  called at once
            crowd.check()
