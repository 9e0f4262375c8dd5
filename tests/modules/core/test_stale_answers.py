"""The aggregator when providers fail: last good values, their age, and when it stops asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.kernel.clock import freeze
from app.kernel.database.engine import Database
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.circuit_breaker import CircuitBreaker
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import StatsAggregatorService
from app.modules.registry import ModuleRegistry
from tests.factories import make_platform, make_store
from tests.modules.core.bad_providers import SECRET, module, number

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
pytestmark = pytest.mark.deadlines
FRONTENDS = pytest.mark.parametrize("frontend", ["store", "admin"])


class Place:
    """One store and platform, an aggregator, and a provider that does as it is told."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.service = StatsAggregatorService()
        self.asked = 0
        self.now = 1000.0
        self.service._breaker = CircuitBreaker(lambda: self.now)
        self.answer: Callable[[], Any] = lambda: [number("shaky", 5)]
        with database.transaction() as db:
            platform = make_platform(db)
            self.platform_id = platform.id
            self.store_ids = [make_store(db, platforms=[platform]).id for _ in range(2)]

    def modules(self) -> list[ModuleDefinition]:
        def shaky(_db: Session) -> Any:
            self.asked += 1
            return self.answer()

        return [module("shaky", shaky), module("steady", lambda _db: [number("steady", 1)])]

    def ask(
        self, frontend: str = "store", period: str = "30d", store: int = 0
    ) -> list[ProviderReport]:
        context = MetricsContext(period=period)
        with self.database.transaction() as db:
            if frontend == "admin":
                return self.service.report_platform(db, self.platform_id, context)
            store_id = self.store_ids[store]
            return self.service.report_store(db, store_id, self.platform_id, context)

    def break_it(self) -> None:
        def broken() -> list[MetricValue]:
            raise RuntimeError(SECRET)

        self.answer = broken


@pytest.fixture
def place(committed: Database, monkeypatch: pytest.MonkeyPatch) -> Place:
    place = Place(committed)
    installed = ModuleRegistry(place.modules())
    monkeypatch.setattr(aggregator_module, "registry", lambda: installed)
    return place


@FRONTENDS
class TestLastGoodValues:
    def test_stand_in_for_a_failed_answer_with_their_age(self, place: Place, frontend: str) -> None:
        with freeze(NOON):
            healthy = place.ask(frontend)
        place.service.writer.flush()
        place.break_it()

        with freeze(NOON + timedelta(minutes=6)):
            shaky, steady = place.ask(frontend)

        assert shaky.state == "stale"
        assert shaky.values == healthy[0].values == [number("shaky", 5)]
        assert shaky.as_of == NOON
        assert shaky.reference is not None
        assert steady.values == healthy[1].values
        assert (steady.state, steady.as_of) == ("ok", None)

    def test_the_plain_dictionaries_have_none(self, place: Place, frontend: str) -> None:
        place.ask(frontend)
        place.service.writer.flush()
        place.break_it()

        with place.database.transaction() as db:
            stats = (
                place.service.get_admin_dashboard_stats(db, place.platform_id)
                if frontend == "admin"
                else place.service.get_store_dashboard_stats(
                    db, place.store_ids[0], place.platform_id
                )
            )

        assert stats == {"shaky": [], "steady": [number("steady", 1)]}

    def test_without_one_it_is_an_error_as_before(self, place: Place, frontend: str) -> None:
        place.break_it()

        shaky, _steady = place.ask(frontend)

        assert (shaky.state, shaky.values, shaky.as_of) == ("error", [], None)

    def test_those_of_another_period_do_not_stand_in(self, place: Place, frontend: str) -> None:
        place.ask(frontend, period="7d")
        place.service.writer.flush()
        place.break_it()

        assert place.ask(frontend, period="30d")[0].state == "error"
        assert place.ask(frontend, period="7d")[0].state == "stale"

    def test_a_later_answer_takes_their_place(self, place: Place, frontend: str) -> None:
        place.ask(frontend)
        place.service.writer.flush()
        place.break_it()
        assert place.ask(frontend)[0].state == "stale"

        place.answer = lambda: [number("shaky", 9)]

        assert place.ask(frontend)[0].state == "ok"

    def test_when_they_cannot_be_read_the_failure_is_told(
        self, place: Place, frontend: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unreadable(*_: object) -> None:
            raise OperationalError("SELECT", {}, Exception("gone"))

        place.break_it()
        monkeypatch.setattr(place.service._last, "last", unreadable)

        shaky, steady = place.ask(frontend)

        assert (shaky.state, steady.state) == ("error", "ok")


class TestStoresApart:
    def test_another_store_does_not_get_them(self, place: Place) -> None:
        place.ask(store=0)
        place.service.writer.flush()
        place.break_it()

        assert place.ask(store=1)[0].state == "error"
        assert place.ask(store=0)[0].state == "stale"

    def test_reading_writes_nothing(self, place: Place) -> None:
        """Negative control of the flush: an answer alone leaves no row."""
        place.ask()
        place.break_it()

        assert place.ask()[0].state == "error"


@FRONTENDS
class TestBreaker:
    def test_after_three_failures_it_is_not_asked(self, place: Place, frontend: str) -> None:
        place.break_it()
        for _ in range(3):
            place.ask(frontend)
        reference = place.ask(frontend)[0].reference

        shaky, steady = place.ask(frontend)

        assert place.asked == 3
        assert (shaky.state, shaky.elapsed_ms, shaky.reference) == ("error", 0.0, reference)
        assert steady.state == "ok"

    def test_its_last_good_values_are_shown_meanwhile(self, place: Place, frontend: str) -> None:
        place.ask(frontend)
        place.service.writer.flush()
        place.break_it()
        for _ in range(5):
            state = place.ask(frontend)[0].state

        assert (state, place.asked) == ("stale", 4)

    def test_after_a_minute_one_try_decides(self, place: Place, frontend: str) -> None:
        place.break_it()
        for _ in range(4):
            place.ask(frontend)
        place.now += 60
        place.answer = lambda: [number("shaky", 6)]

        assert place.ask(frontend)[0].state == "ok"
        assert place.ask(frontend)[0].state == "ok"
        assert place.asked == 5

    def test_without_a_breaker_it_would_be_asked_each_time(
        self, place: Place, frontend: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control."""
        monkeypatch.setattr(place.service._breaker, "parked", lambda _key: None)
        place.break_it()
        for _ in range(6):
            place.ask(frontend)

        assert place.asked == 6


def test_one_store_parks_nobody_elses_provider(place: Place) -> None:
    place.break_it()
    for _ in range(4):
        place.ask(store=0)
    asked = place.asked

    place.ask(store=1)
    place.ask("admin")

    assert place.asked == asked + 2
