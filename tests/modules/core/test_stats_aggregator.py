"""The aggregator with providers that behave, and with all those that do not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database.engine import WEB_SETTINGS
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsContext, MetricValue
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.module_switches import Actor, ModuleSwitches
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.stats_aggregator import StatsAggregatorService
from app.modules.registry import ModuleRegistry
from app.modules.tenancy.models import Platform, Store
from tests.factories import make_platform, make_store
from tests.modules.core.bad_providers import (
    BAD_ANSWERS,
    HARMLESS_ANSWERS,
    SECRET,
    fails_at_import,
    module,
    number,
)

Install = Callable[..., None]
pytestmark = pytest.mark.deadlines


def visible_stores(db: Session) -> list[MetricValue]:
    """A healthy provider that reads, so that a broken transaction would show."""
    count = db.execute(text("SELECT count(*) FROM tenancy_merchant")).scalar_one()
    scope = db.execute(text("SELECT current_setting('app.store_id', true)")).scalar_one()
    return [number("zz_healthy", count), number("zz_healthy", scope, unit="scope")]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    def with_modules(*modules: ModuleDefinition) -> None:
        installed = ModuleRegistry(modules)
        monkeypatch.setattr(aggregator_module, "registry", lambda: installed)

    return with_modules


@pytest.fixture
def platform(db: Session) -> Platform:
    return make_platform(db)


@pytest.fixture
def store(db: Session, platform: Platform) -> Store:
    return make_store(db, platforms=[platform])


class TestStatsAggregator:
    def test_collects_what_is_on(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        install(module("one", lambda _db: [number("one")]), module("two", lambda _db: []))

        stats = StatsAggregatorService().get_store_dashboard_stats(db, store.id, platform.id)

        assert stats == {"one": [number("one")], "two": []}

    def test_skips_what_is_off(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        modules = [module("one", lambda _db: [number("one")]), module("two", lambda _db: [])]
        install(*modules)
        ModuleSwitches(db, platform.id, ModuleRegistry(modules)).disable("one", Actor("test"))

        stats = StatsAggregatorService().get_store_dashboard_stats(db, store.id, platform.id)

        assert stats == {"two": []}

    def test_merges_providers_of_one_category(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        install(
            module("one", lambda _db: [number("shared", 1)], category="shared"),
            module("two", lambda _db: [number("shared", 2)], category="shared"),
        )

        stats = StatsAggregatorService().get_admin_dashboard_stats(db, platform.id)

        assert [value.value for value in stats["shared"]] == [1, 2]

    def test_hands_every_provider_the_same_filled_context(
        self, db: Session, store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[MetricsContext] = []

        class Curious:
            metrics_category = "curious"

            def get_store_metrics(self, _db: Session, _id: int, context: Any = None) -> list[Any]:
                seen.append(context)
                return []

            get_platform_metrics = get_store_metrics

        curious = ModuleDefinition(code="c", name="C", metrics_provider=Curious)
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry([curious]))

        StatsAggregatorService().get_store_dashboard_stats(db, store.id, platform.id)

        assert seen[0].time_zone == "Europe/Luxembourg"
        assert seen[0].store_ids == (store.id,)


class TestBadProviders:
    @pytest.mark.parametrize("kind", sorted(BAD_ANSWERS))
    @pytest.mark.parametrize("frontend", ["store", "admin"])
    def test_leaves_the_others_alone(
        self,
        kind: str,
        frontend: str,
        db: Session,
        store: Store,
        platform: Platform,
        install: Install,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        healthy = module("zz_healthy", visible_stores)
        install(healthy)
        service = StatsAggregatorService()

        def ask() -> list[ProviderReport]:
            if frontend == "store":
                return service.report_store(db, store.id, platform.id)
            return service.report_platform(db, platform.id)

        baseline = ask()
        install(module("bad", BAD_ANSWERS[kind]), healthy)
        started = time.monotonic()

        with caplog.at_level(logging.WARNING):
            bad, good = ask()

        assert time.monotonic() - started < 2
        assert bad.state == ("timeout" if kind in SLOW else "error")
        assert bad.values == []
        assert bad.reference is not None
        assert [record.__dict__.get("reference") for record in caplog.records] == [bad.reference]
        assert repr(good.values) == repr(baseline[0].values)

    def test_survives_one_that_cannot_be_imported(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        install(fails_at_import("bad"), module("zz_healthy", visible_stores))

        stats = StatsAggregatorService().get_store_dashboard_stats(db, store.id, platform.id)

        assert stats["bad"] == []
        assert SECRET not in repr(stats)
        assert len(stats["zz_healthy"]) == 2

    @pytest.mark.parametrize("kind", sorted(HARMLESS_ANSWERS))
    def test_an_answer_that_is_only_odd_is_passed_on(
        self, kind: str, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        install(module("bad", HARMLESS_ANSWERS[kind]), module("zz_healthy", visible_stores))

        bad, good = StatsAggregatorService().report_store(db, store.id, platform.id)

        assert (bad.state, good.state) == ("ok", "ok")

    def test_all_of_them_at_once(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        bad = [module(f"bad_{kind}", answer) for kind, answer in BAD_ANSWERS.items()]
        install(*bad, module("zz_healthy", visible_stores))

        reports = StatsAggregatorService().report_store(db, store.id, platform.id)

        assert [report.state for report in reports if report.module == "zz_healthy"] == ["ok"]
        assert all(report.has_failed for report in reports if report.module != "zz_healthy")

    def test_the_transaction_goes_on_and_can_still_write(
        self, db: Session, store: Store, platform: Platform, install: Install
    ) -> None:
        install(module("bad", BAD_ANSWERS["bad_sql"]), module("zz_healthy", visible_stores))

        StatsAggregatorService().report_store(db, store.id, platform.id)

        store.name = "Renamed after the failure"
        db.flush()
        assert db.execute(text("SHOW transaction_read_only")).scalar_one() == "off"
        usual = WEB_SETTINGS["statement_timeout"]
        assert db.execute(text("SHOW statement_timeout")).scalar_one() == usual


SLOW = {"slow_sql", "many_statements", "sleeps"}
