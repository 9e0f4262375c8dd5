"""The invariants of METRICS rule 10, on histories that nobody thought of, over all modules.

`make invariants` looks longer and deeper than the suite does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_stores
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.contracts.orders import OrderLineIn, ReversalKind
from tests.invariants.laws import FIRST, LAWS, LUXEMBOURG, Broken, Providers, providers
from tests.invariants.machine import MODULES, Histories

# Histories, and steps of each.
DEEP = (200, 40)
EXAMPLES = os.environ.get("INVARIANT_EXAMPLES")
DEPTH = (int(EXAMPLES), DEEP[1]) if EXAMPLES else (12, 16)
Values = list[MetricValue]


def moment(day: int, hour: int = 12) -> datetime:
    """An hour of a day, counted from the first one that anything happens on."""
    return datetime.combine(FIRST + timedelta(days=1 + day), time(hour), tzinfo=LUXEMBOURG)


def explore(
    database: Database,
    asked: Providers,
    phases: Sequence[Phase] = tuple(Phase),
    depth: tuple[int, int] = DEPTH,
) -> None:
    """Lets the machine trade as it likes; raises Broken, after looking for a short history."""
    examples, steps = depth

    class Machine(Histories):
        def __init__(self) -> None:
            super().__init__(database.engine, asked)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Twisted:
    """A provider that asks or answers a little otherwise than the right one."""

    def __init__(self, right: MetricsProviderProtocol) -> None:
        self.right = right

    @property
    def metrics_category(self) -> str:
        return self.right.metrics_category

    def get_store_metrics(self, db: Session, store_id: int, context: Any = None) -> Values:
        return self.told(self.right.get_store_metrics(db, store_id, self.asked(context)), context)

    def get_platform_metrics(self, db: Session, platform_id: int, context: Any = None) -> Values:
        return self.told(
            self.right.get_platform_metrics(db, platform_id, self.asked(context)), context
        )

    def asked(self, context: MetricsContext) -> MetricsContext:
        return context

    def told(self, values: Values, context: MetricsContext) -> Values:
        return values


class DoublesRefunds(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        return [
            replace(value, value=2 * float(value.value or 0))
            if value.key == "orders.returns"
            else value
            for value in values
        ]


class CountsWholeDays(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        start = context.date_from
        return replace(context, date_from=start.replace(hour=0)) if start else context


class RestatesTheDayOfTheOrder(Twisted):
    def asked(self, context: MetricsContext) -> MetricsContext:
        return replace(context, basis="order")


class LeavesItsStore(Twisted):
    def get_store_metrics(self, db: Session, store_id: int, context: Any = None) -> Values:
        everyone = tuple(range(store_id - 3, store_id + 4))
        enter_stores(db, everyone)
        return self.right.get_platform_metrics(db, 0, replace(context, store_ids=everyone))


class ForgetsAStore(Twisted):
    def get_platform_metrics(self, db: Session, platform_id: int, context: Any = None) -> Values:
        fewer = replace(context, store_ids=context.store_ids[1:])
        return self.right.get_platform_metrics(db, platform_id, fewer)


class ForgetsRefundsByOrder(Twisted):
    def told(self, values: Values, context: MetricsContext) -> Values:
        if context.basis == "event":
            return values
        return [replace(v, value=0) if v.key == "orders.returns" else v for v in values]


def refunded_later(machine: Histories) -> None:
    """An order of one day, refunded the day after next."""
    line = OrderLineIn("line", "THING", "Thing", 1, Decimal(10), 1000)
    machine.order(0, moment(2), [line], "EUR", 0, 0, None)
    machine.reverse(0, moment(4), 0, 400, 100, "EUR", ReversalKind.REFUND)
    machine.look_at_both_bases(0)


def around_noon(machine: Histories) -> None:
    """An order in the morning and one in the afternoon, asked for apart and together."""
    for hour in (9, 15):
        machine.order(0, moment(2, hour), [], "EUR", 700, None, None)
    machine.look_at_windows(0, "orders", [moment(1), moment(2), moment(3)])


def two_stores(machine: Histories) -> None:
    """A customer in each of two stores."""
    for index in (1, 2):
        machine.see_customer(index, moment(2), 1)


def two_platforms(machine: Histories) -> None:
    """A product in each store, asked for by platform."""
    for index in range(3):
        machine.offer(index, moment(2), 1, 0, None)
    for which in range(2):
        machine.look_at_a_platform(which, "catalog")


# The law, a provider that breaks it, and a history that shows it.
CONTROLS: list[tuple[str, type[Twisted], str, Callable[[Histories], None]]] = [
    ("recount", DoublesRefunds, "orders", refunded_later),
    ("windows", CountsWholeDays, "orders", around_noon),
    ("closed_days", RestatesTheDayOfTheOrder, "orders", refunded_later),
    ("strangers", LeavesItsStore, "customers", two_stores),
    ("platforms", ForgetsAStore, "catalog", two_platforms),
    ("bases", ForgetsRefundsByOrder, "orders", refunded_later),
]


def play(
    database: Database, asked: Providers, law: str, history: Callable[[Histories], None]
) -> None:
    """A history in a machine that asks for one law only."""
    machine = Histories(database.engine, asked, frozenset({law}))
    try:
        history(machine)
    finally:
        machine.teardown()


@pytest.mark.slow
class TestMetricInvariants:
    def test_hold_on_any_history(self, database: Database) -> None:
        explore(database, providers())

    def test_every_module_is_asked(self) -> None:
        assert set(MODULES) == set(providers())

    @pytest.mark.parametrize(("law", "twist", "module", "history"), CONTROLS)
    def test_catch_a_provider_that_breaks_one(
        self,
        database: Database,
        law: str,
        twist: type[Twisted],
        module: str,
        history: Callable[[Histories], None],
    ) -> None:
        right = providers()
        play(database, right, law, history)

        with pytest.raises(Broken, match=f"^{law}: {module}"):
            play(database, {**right, module: twist(right[module])}, law, history)

    @pytest.mark.parametrize("is_folded", [False, True])
    def test_catch_a_write_that_passes_the_read_models_by(
        self, database: Database, is_folded: bool
    ) -> None:
        def bypassed(machine: Histories) -> None:
            machine.order(1, moment(2), [], "EUR", 700, None, None)
            if is_folded:
                machine.fold(1)
                machine.align(0)
            machine.look_at_a_platform(0, "orders")
            machine.enter(1)
            machine.db.execute(text("UPDATE orders_order SET shipping_minor = 701"))
            machine.world.kept("orders", machine.world.places[1].store_id)

        with pytest.raises(Broken, match=r"^kept: orders: .*shipping_charged"):
            play(database, providers(), "kept", bypassed)

    def test_each_law_has_its_control(self) -> None:
        assert {law for law, *_ in CONTROLS} | {"kept"} == LAWS

    def test_find_a_history_that_shows_doubled_refunds(self, database: Database) -> None:
        right = providers()

        with pytest.raises(Broken, match=r"^recount: orders"):
            explore(
                database,
                {**right, "orders": DoublesRefunds(right["orders"])},
                [Phase.generate],
                depth=DEEP,
            )
