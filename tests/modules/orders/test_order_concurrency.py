"""Orders under many hands at once, with real commits; figures follow, and laws hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.kernel.errors import StoaError
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.orders import NewOrder, PlacedOrder
from app.modules.core.services.figure_keeper import keep_all
from app.modules.core.services.laws import breaches
from app.modules.orders.repositories.invariants import INVARIANTS
from app.modules.orders.repositories.invoices import Invoices
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.expire_order import expire_order
from app.modules.orders.services.order_desk import order_desk
from app.modules.orders.services.order_metrics import order_metrics_provider
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.request_return import Wish, withdraw
from app.modules.orders.services.ship_order import Shipment, ship_order
from tests.factories import make_platform, make_store
from tests.modules.orders.conftest import SOON
from tests.modules.orders.factories import numbers
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.placing import figures, lines_of, new_line, new_order
from tests.modules.orders.test_acts import LATER, TEAM
from tests.races import differences

HANDS = 8


class Crowd:
    """A store, and transactions of its own for each hand."""

    def __init__(self, database: Database, around: Neighbours) -> None:
        self.database, self.around = database, around
        with database.transaction() as db:
            platform = make_platform(db)
            self.platform_id = platform.id
            self.store_id = make_store(db, platforms=[platform]).id
        keep_all(database)

    def do(self, work: Callable[[Session], Any]) -> Any:
        with self.database.transaction() as db:
            enter_store(db, self.store_id)
            return work(db)

    def at_once(self, works: Sequence[Callable[[Session], Any]]) -> list[Any]:
        """What each of them gives, or the refusal that it meets."""
        start = Barrier(len(works))

        def one(work: Callable[[Session], Any]) -> Any:
            start.wait()
            try:
                return self.do(work)
            except StoaError as refusal:
                return refusal

        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(one, works))

    def place(self, order: NewOrder | None = None) -> PlacedOrder:
        wanted = order or new_order(self.platform_id, [new_line(quantity=4)])
        placed = self.do(lambda db: order_desk.place(db, self.store_id, wanted))
        assert isinstance(placed, PlacedOrder)
        return placed

    def paid(self) -> PlacedOrder:
        placed = self.place()
        self.around.payments.pay(placed.order_id, placed.total_minor)
        self.do(self.hear(placed))
        return placed

    def hear(self, placed: PlacedOrder) -> Callable[[Session], Any]:
        return lambda db: order_desk.payment_changed(db, self.store_id, placed.order_id, SOON)

    def ship(self, placed: PlacedOrder) -> Callable[[Session], Any]:
        order = (self.store_id, placed.order_id)
        return lambda db: ship_order(db, *order, Shipment(), actor=TEAM, at=LATER).id

    def cancel(self, placed: PlacedOrder) -> Callable[[Session], Any]:
        order = (self.store_id, placed.order_id)
        return lambda db: cancel_order(db, *order, reason=None, actor=TEAM, at=LATER)

    def numbers(self, kind: str) -> list[int]:
        statement = "SELECT sequence FROM orders_invoice WHERE kind = :kind ORDER BY 1"
        return list(self.do(lambda db: db.scalars(text(statement), {"kind": kind}).all()))

    def check(self) -> None:
        assert differences(self.database) == []
        assert list(breaches(self.database, INVARIANTS)) == []


@pytest.fixture
def crowd(committed: Database, around: Neighbours) -> Crowd:
    return Crowd(committed, around)


class TestConcurrency:
    def test_one_key_places_one_order(self, crowd: Crowd) -> None:
        order = new_order(crowd.platform_id)

        placed = crowd.at_once(
            [lambda db: order_desk.place(db, crowd.store_id, order) for _ in range(HANDS)]
        )

        assert len(set(placed)) == 1
        assert len(crowd.around.stock.held) == 1
        crowd.check()

    def test_invoices_have_no_gaps_though_some_are_rolled_back(self, crowd: Crowd) -> None:
        placed = [crowd.place() for _ in range(HANDS)]
        for each in placed:
            crowd.around.payments.pay(each.order_id, each.total_minor)

        class Undone(StoaError):
            pass

        def pay(each: PlacedOrder, *, fails: bool) -> Callable[[Session], Any]:
            def work(db: Session) -> None:
                crowd.hear(each)(db)
                if fails:
                    raise Undone

            return work

        crowd.at_once([pay(each, fails=at % 2 == 0) for at, each in enumerate(placed)])
        assert crowd.numbers("invoice") == [1, 2, 3, 4]
        crowd.at_once([pay(each, fails=False) for each in placed])

        assert crowd.numbers("invoice") == list(range(1, HANDS + 1))
        crowd.check()

    def test_numbers_from_a_sequence_would_have_gaps(
        self, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The negative control: what does not go back with its transaction leaves a hole."""
        drawn = iter(range(1, 100))
        monkeypatch.setattr(Invoices, "next_sequence", lambda self, kind: next(drawn))

        with pytest.raises(AssertionError):
            self.test_invoices_have_no_gaps_though_some_are_rolled_back(crowd)

    def test_never_more_than_was_paid_goes_back(self, crowd: Crowd) -> None:
        placed = crowd.paid()
        (line,) = crowd.do(lambda db: lines_of(db, crowd.store_id, placed.order_id))
        args = (crowd.store_id, placed.order_id, Refund([RefundLine(line.id, 1)]))

        answers = crowd.at_once(
            [lambda db: refund_order(db, *args, actor=TEAM, at=LATER).id for _ in range(HANDS)]
        )

        assert sum(isinstance(answer, int) for answer in answers) == 4
        assert sum(crowd.around.payments.refunds.values()) == 4 * 1170
        assert crowd.numbers("credit_note") == [1, 2, 3, 4]
        crowd.check()

    def test_an_order_is_either_shipped_or_cancelled(self, crowd: Crowd) -> None:
        for _ in range(3):
            placed = crowd.paid()
            answers = crowd.at_once([crowd.ship(placed), crowd.cancel(placed)])

            assert sum(isinstance(answer, StoaError) for answer in answers) == 1
        crowd.check()

    def test_figures_follow_every_act_at_the_next_read(self, crowd: Crowd) -> None:
        paid, unpaid = crowd.paid(), crowd.place()
        crowd.do(crowd.cancel(unpaid))
        crowd.do(crowd.ship(paid))
        crowd.do(
            lambda db: refund_order(
                db, crowd.store_id, paid.order_id, Refund(amount_minor=100), actor=TEAM, at=LATER
            )
        )

        found = crowd.do(
            lambda db: numbers(
                order_metrics_provider.get_store_metrics(
                    db, crowd.store_id, MetricsContext(period="all")
                )
            )
        )

        assert (found["total"], found["cancelled"]) == (2, 1)
        assert (found["pending"], found["unfulfilled"]) == (0, 0)
        assert found["total_revenue EUR"] == (paid.total_minor - 100) / 100
        crowd.check()

    def test_what_went_back_of_an_order_that_was_given_up_counts_nowhere(
        self, crowd: Crowd
    ) -> None:
        placed = crowd.place()
        order = (crowd.store_id, placed.order_id)
        (line,) = crowd.do(lambda db: lines_of(db, *order))
        wish = Wish([(line.id, 1)])
        crowd.do(lambda db: withdraw(db, *order, wish, actor=None, at=SOON) and None)
        crowd.check()

        with freeze(LATER):
            crowd.do(lambda db: expire_order(db, *order))

        found = crowd.do(lambda db: figures(db, crowd.store_id))
        assert (found["net_sales EUR"], found["returns EUR"]) == (0, 0)
        assert found["total_revenue EUR"] == 0
        crowd.check()
        crowd.around.payments.pay(placed.order_id, placed.total_minor - 1170)
        crowd.do(crowd.hear(placed))
        assert crowd.do(lambda db: figures(db, crowd.store_id))["returns EUR"] == 10
        crowd.check()
