"""Orders as nobody thought of them: random acts, and what must hold after each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.scope import enter_store
from app.kernel.errors import StoaError
from app.modules.contracts.orders import FulfilmentState, OrderPaymentState, OrderState, PlacedOrder
from app.modules.orders.models import OrderReturn
from app.modules.orders.repositories.invariants import INVARIANTS
from app.modules.orders.repositories.returns import Returns
from app.modules.orders.services.cancel_order import cancel_order
from app.modules.orders.services.decide_return import approve_return, receive_return, reject_return
from app.modules.orders.services.edit_order import Edit, edit_order
from app.modules.orders.services.expire_order import expire_order
from app.modules.orders.services.lock_order import lock_order
from app.modules.orders.services.order_states import (
    FULFILMENT_STEPS,
    ORDER_STEPS,
    PAYMENT_STEPS,
    Act,
)
from app.modules.orders.services.record_payment import record_payment
from app.modules.orders.services.refund_order import Refund, RefundLine, refund_order
from app.modules.orders.services.request_return import Wish, request_return, withdraw
from app.modules.orders.services.ship_order import Shipment, ship_order
from tests.factories import make_platform, make_store
from tests.modules.orders.conftest import Trade
from tests.modules.orders.factories import NOON
from tests.modules.orders.neighbours import Neighbours
from tests.modules.orders.placing import figures, new_line

TEAM = "user:1"
STOCK = 40
VARIANTS = (7, 8)
units = st.integers(1, 4)
goods = st.tuples(st.integers(0, 999), units, st.sampled_from(VARIANTS))
States = tuple[str, str, str]


class OrderMachine(RuleBasedStateMachine):
    """One store; every refusal leaves things as they were, every act keeps the laws."""

    db: Session
    around: Neighbours

    @initialize()
    def open_the_store(self) -> None:
        self.around.stock.on_hand = dict.fromkeys(VARIANTS, STOCK)
        for kept in (self.around.stock.held, self.around.payments.payments):
            kept.clear()
        self.around.payments.refunds.clear()
        self._example = self.db.begin_nested()
        platform = make_platform(self.db)
        store = make_store(self.db, platforms=[platform])
        enter_store(self.db, store.id)
        self.trade = Trade(self.db, self.around, store.id, platform.id)
        self.orders: list[PlacedOrder] = []
        self.seen: dict[int, States] = {}
        self.now = NOON

    def teardown(self) -> None:
        if hasattr(self, "_example"):
            self._example.rollback()
            self.db.expire_all()

    @rule(
        prices=st.lists(
            st.tuples(st.integers(0, 999), units, st.sampled_from(VARIANTS)), min_size=1, max_size=3
        ),
        off=st.integers(0, 100),
        shipping=st.integers(0, 700),
        is_deferred=st.booleans(),
    )
    def place(
        self, prices: list[tuple[int, int, int]], off: int, shipping: int, is_deferred: bool
    ) -> None:
        wanted = Counter[int]()
        for _price, number, variant in prices:
            wanted[variant] += number
        if any(number > self.around.stock.free(variant) for variant, number in wanted.items()):
            return
        lines = [
            new_line(price, number, price * number * off // 100, variant_id=variant)
            for price, number, variant in prices
        ]
        held = None if is_deferred else self.now + timedelta(minutes=15)
        with freeze(self.now):
            self._try(
                lambda: self.orders.append(
                    self.trade.place(
                        *lines, shipping_minor=shipping, placed_at=self.now, hold_until=held
                    )
                )
            )

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), share=st.sampled_from([30, 100, 100]), captured=st.booleans())
    def pay(self, at: int, share: int, captured: bool) -> None:
        placed = self._one(at)
        amount = max(self.trade.order(placed).due_minor, 0) * share // 100
        if amount:
            self.around.payments.pay(placed.order_id, amount, captured=captured)
            self.trade.hear(placed, self._later())

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0))
    def let_time_run_out(self, at: int) -> None:
        placed = self._one(at)
        self.now += timedelta(minutes=20)
        with freeze(self.now):
            expire_order(self.db, self.trade.store_id, placed.order_id)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0))
    def cancel(self, at: int) -> None:
        self._act(cancel_order, at, reason=None)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), line=st.integers(0), number=units, all_of_it=st.booleans())
    def ship(self, at: int, line: int, number: int, all_of_it: bool) -> None:
        lines = None if all_of_it else [(self._line(at, line), number)]
        self._act(ship_order, at, Shipment(lines))

    @precondition(lambda self: self.orders)
    @rule(
        at=st.integers(0),
        line=st.integers(0),
        number=st.integers(0, 4),
        restock=st.booleans(),
        amount=st.integers(0, 500),
        shipping=st.integers(0, 300),
    )
    def refund(
        self, at: int, line: int, number: int, restock: bool, amount: int, shipping: int
    ) -> None:
        lines = [RefundLine(self._line(at, line), number, restock)] if number else []
        self._act(refund_order, at, Refund(lines, shipping, amount))

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), line=st.integers(0), number=st.integers(0, 3))
    def edit(self, at: int, line: int, number: int) -> None:
        placed, line_id = self._one(at), self._line(at, line)

        def change() -> None:
            locked = lock_order(self.db, self.trade.store_id, placed.order_id, Act.EDIT)
            edit_order(self.db, locked, Edit([(line_id, number)]), actor=TEAM, at=self._later())

        self._try(change)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), amount=st.integers(1, 2000))
    def record(self, at: int, amount: int) -> None:
        self._act(record_payment, at, amount, note=None)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), line=st.integers(0), number=units, is_right=st.booleans())
    def want_back(self, at: int, line: int, number: int, is_right: bool) -> None:
        wish = Wish([(self._line(at, line), number)] if number < 4 else None)
        self._act(withdraw if is_right else request_return, at, wish)

    @precondition(lambda self: self.orders)
    @rule(at=st.integers(0), which=st.integers(0), act=st.sampled_from("arc"))
    def decide(self, at: int, which: int, act: str) -> None:
        placed = self._one(at)
        found = Returns(self.db, self.trade.store_id).of_order(placed.order_id)
        if not found:
            return
        back: OrderReturn = found[which % len(found)]
        if act == "a":
            self._act(approve_return, at, back.id)
        elif act == "r":
            self._act(reject_return, at, back.id, reason=None)
        else:
            self._act(receive_return, at, back.id, None)

    @invariant()
    def laws_hold(self) -> None:
        if hasattr(self, "trade"):
            self.db.flush()
            broken = [
                law.code for law in INVARIANTS if self.db.execute(text(law.violations)).first()
            ]
            assert broken == []

    @invariant()
    def states_follow_the_tables(self) -> None:
        for placed in getattr(self, "orders", ()):
            now = self.trade.states(placed)
            before = self.seen.get(placed.order_id, now)
            assert _may_follow(before, now), (before, now)
            self.seen[placed.order_id] = now

    @invariant()
    def goods_are_counted(self) -> None:
        """Held is what is still to be shipped; what was held and shipped left the stock."""
        for placed in getattr(self, "orders", ()):
            state = self.trade.states(placed)[0]
            held = self.around.stock.held.get(f"order:{placed.order_id}", {})
            lines = self.trade.lines(placed)
            awaited = sum(line.to_ship_units for line in lines)
            assert sum(held.values()) == (awaited if state in {"open", "completed"} else 0)

    @invariant()
    def money_adds_up(self) -> None:
        """Revenue is what is due of all orders that count; no more goes back than came in."""
        if not hasattr(self, "trade"):
            return
        orders = [self.trade.order(placed) for placed in self.orders]
        due = sum(order.due_minor for order in orders if order.failed_at is None)
        found: dict[str, Any] = figures(self.db, self.trade.store_id)
        assert round(found["total_revenue EUR"] * 100) == due
        waiting = [
            order
            for order in orders
            if order.paid_at is None and order.cancelled_at is None and order.failed_at is None
        ]
        assert found["pending"] == len(waiting)
        assert sum(self.around.payments.refunds.values()) <= sum(
            order.captured_minor for order in orders
        )

    def _act(self, act: Callable[..., Any], at: int, *args: Any, **named: Any) -> None:
        placed = self._one(at)
        order = (self.db, self.trade.store_id, placed.order_id)
        self._try(lambda: act(*order, *args, actor=TEAM, at=self._later(), **named))

    def _try(self, act: Callable[[], Any]) -> None:
        """A refusal is an answer, and undoes whatever was begun."""
        try:
            with self.db.begin_nested():
                act()
        except StoaError:
            self.db.expire_all()

    def _one(self, at: int) -> PlacedOrder:
        return self.orders[at % len(self.orders)]

    def _line(self, at: int, line: int) -> int:
        lines = self.trade.lines(self._one(at))
        return lines[line % len(lines)].id

    def _later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def _may_follow(before: States, now: States) -> bool:
    """Each state stays or takes steps of its table; one act may take two, such as paid and back."""
    return (
        _reaches(ORDER_STEPS, OrderState(before[0]), OrderState(now[0]))
        and _reaches(PAYMENT_STEPS, OrderPaymentState(before[1]), OrderPaymentState(now[1]))
        and _reaches(FULFILMENT_STEPS, FulfilmentState(before[2]), FulfilmentState(now[2]))
    )


def _reaches(steps: Any, before: Any, now: Any) -> bool:
    if before == now or now in steps[before]:
        return True
    return any(now in steps[between] for between in steps[before])
