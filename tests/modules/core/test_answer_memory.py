"""Answers that are made of kept figures: when they are remembered, and when never."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.repositories.figure_reading import KeptFigures
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.answer_memory import AnswerMemory
from app.modules.core.services.figure_upkeep import align_platform, fold_store
from app.modules.core.services.stats_aggregator import StatsAggregatorService
from app.modules.orders.repositories.order_figures import ORDER_FIGURES
from app.modules.orders.services import order_metrics
from app.modules.orders.services.order_metrics import OrderMetricsProvider, order_metrics_provider
from app.modules.registry import ModuleRegistry, registry
from app.modules.tenancy.models import Platform, Store
from tests.factories import make_platform, make_store
from tests.modules.core.bad_providers import fails_at_import
from tests.modules.core.bad_providers import module as bad_module
from tests.modules.orders.factories import order_in, take

Ask = Callable[..., Any]


@dataclass
class Asking:
    """A store on a platform, an aggregator, and how often the orders' provider was asked."""

    db: Session
    store: Store
    platform: Platform
    service: StatsAggregatorService = field(default_factory=StatsAggregatorService)
    asked: list[str] = field(default_factory=list)
    now: datetime = field(default_factory=utc_now)

    def context(self, **fields: Any) -> MetricsContext:
        return MetricsContext(**({"now": self.now} | fields))

    def store_total(self, **fields: Any) -> object:
        given = self.context(**fields)
        stats = self.service.get_store_dashboard_stats(
            self.db, self.store.id, self.platform.id, given
        )
        return _total(stats)

    def platform_total(self) -> object:
        given = self.context()
        return _total(self.service.get_admin_dashboard_stats(self.db, self.platform.id, given))

    def sell(self) -> None:
        take(self.db, self.store.id, order_in(self.now - timedelta(hours=1)))


def _total(stats: dict[str, list[MetricValue]]) -> object:
    return next(value.value for value in stats["orders"] if value.key == "orders.total")


def counting(asking: Asking, method: Ask) -> Ask:
    """The method, noting each call."""

    def noted(provider: OrderMetricsProvider, *arguments: Any) -> list[MetricValue]:
        asking.asked.append(method.__name__)
        return method(provider, *arguments)  # type: ignore[no-any-return]

    noted.__name__ = method.__name__
    return noted


@pytest.fixture
def asking(db: Session, monkeypatch: pytest.MonkeyPatch) -> Asking:
    platform = make_platform(db)
    asking = Asking(db, make_store(db, platforms=[platform]), platform)
    asking.sell()
    fold_store(db, asking.store.id)
    align_platform(db, platform.id, ORDER_FIGURES)
    for name in ("get_store_metrics", "get_platform_metrics"):
        method = counting(asking, getattr(OrderMetricsProvider, name))
        monkeypatch.setattr(OrderMetricsProvider, name, method)
    return asking


class TestRemembered:
    def test_what_was_made_of_the_same_figures(self, asking: Asking) -> None:
        first, second = asking.store_total(), asking.store_total()

        assert first == second == 1
        assert asking.asked == ["get_store_metrics"]

    def test_but_not_what_somebody_made_of_an_answer(self, asking: Asking) -> None:
        for _ in range(3):
            report = asking.service.report_store(
                asking.db, asking.store.id, asking.platform.id, asking.context(), only="orders"
            )[0]
            for value in report.values:
                value.value = 99

        assert asking.store_total() == 1
        assert asking.asked == ["get_store_metrics"]

    def test_of_platforms_too(self, asking: Asking) -> None:
        assert asking.platform_total() == asking.platform_total() == 1
        assert asking.asked == ["get_platform_metrics"]

    def test_through_a_fold_the_numbers_stay_right(self, asking: Asking) -> None:
        asking.sell()
        before = asking.store_total()
        fold_store(asking.db, asking.store.id)

        assert before == asking.store_total() == 2


class TestAskedAgain:
    def test_right_after_a_change(self, asking: Asking) -> None:
        asking.store_total()
        asking.platform_total()
        asking.sell()

        assert asking.store_total() == 2
        assert asking.platform_total() == 2

    def test_about_another_window(self, asking: Asking) -> None:
        """A day later the same kept figures lie elsewhere in the window."""
        asking.store_total(period="today")
        asking.now += timedelta(days=1)

        assert asking.store_total(period="today") == 0

    @pytest.mark.parametrize(
        "context", [{"basis": "order"}, {"include_trends": True}, {"compare": "year"}]
    )
    def test_about_anything_else(self, asking: Asking, context: dict[str, Any]) -> None:
        asking.store_total()
        asking.store_total(**context)

        assert len(asking.asked) == 2

    def test_when_it_reads_more_than_its_context(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = OrderMetricsProvider.get_store_metrics

        def reading(provider: OrderMetricsProvider, db: Session, *rest: Any) -> list[MetricValue]:
            found = db.scalar(text("SELECT name FROM tenancy_store"))
            values = kept(provider, db, *rest)
            return [replace(value, description=found) for value in values]

        monkeypatch.setattr(OrderMetricsProvider, "get_store_metrics", reading)
        asking.store_total()
        asking.store_total()

        assert len(asking.asked) == 2

    def test_when_its_code_is_another(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asking.store_total()
        monkeypatch.setattr(order_metrics_provider, "get_store_metrics", lambda *_: [])

        stats = asking.service.get_store_dashboard_stats(
            asking.db, asking.store.id, asking.platform.id, asking.context()
        )

        assert stats["orders"] == []

    @pytest.mark.parametrize("other", ["metrics_provider", "import"])
    def test_when_another_one_is_found(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch, other: str
    ) -> None:
        """The module is asked for its provider each time, and that may fail meanwhile."""
        asking.store_total()
        modules = [
            module
            if module.code != "orders"
            else fails_at_import("orders")
            if other == "import"
            else bad_module("orders", lambda _db: [])
            for module in registry()
        ]
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry(modules))

        (report,) = asking.service.report_store(
            asking.db, asking.store.id, asking.platform.id, asking.context(), only="orders"
        )

        assert report.state == ("error" if other == "import" else "empty")
        assert report.values == []

    def test_when_it_failed(self, asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(order_metrics, "money_of", None)
            stats = asking.service.get_store_dashboard_stats(
                asking.db, asking.store.id, asking.platform.id, asking.context()
            )
            assert stats["orders"] == []

        assert asking.store_total() == 1

    def test_where_nothing_is_kept(self, asking: Asking) -> None:
        asking.db.execute(text("DELETE FROM core_figure_state"))
        asking.store_total()
        asking.store_total()

        assert len(asking.asked) == 2


class TestMark:
    @pytest.mark.parametrize("place", [0, 40, 999])
    def test_tells_any_two_rows_apart(self, place: int) -> None:
        numbers = [0] * 1000
        row = ("orders", "day", None, "EUR", str(numbers), None, None)
        numbers[place] = 1
        other = ("orders", "day", None, "EUR", str(numbers), None, None)

        assert KeptFigures([row]).mark == KeptFigures([row]).mark
        assert KeptFigures([row]).mark != KeptFigures([other]).mark

    def test_is_taken_of_whole_rows_as_they_are_read(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A row of SQLAlchemy shows no more than 300 characters of what it holds."""
        read: list[KeptFigures] = []
        made = KeptFigures.__init__

        def noted(self: KeptFigures, found: Any = ()) -> None:
            made(self, found)
            read.append(self)

        monkeypatch.setattr(KeptFigures, "__init__", noted)
        asking.store_total()

        rows = [row for figures in read for row in figures._found]
        assert rows
        assert {type(row) for row in rows} == {tuple}


class TestRoom:
    @pytest.mark.parametrize(("most", "times"), [(1, 3), (20_000, 2)])
    def test_is_left_by_the_longest_unasked(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch, most: int, times: int
    ) -> None:
        monkeypatch.setattr(asking.service, "_memory", AnswerMemory(most))
        for period in ("7d", "30d", "7d"):
            asking.store_total(period=period, include_trends=True)

        assert len(asking.asked) == times

    def test_of_an_answer_is_taken_once(self, asking: Asking) -> None:
        asking.store_total()
        points = asking.service._memory._points
        asking.sell()
        asking.store_total()

        assert asking.service._memory._points == points
