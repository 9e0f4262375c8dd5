"""Every kind of bad provider x both dashboards x with and without a last good value.

Pages and API open, whoever is healthy shows what he shows without the bad one, no secret is told,
and all connections come home. The times are measured by `python -m bench.failure_matrix`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.database.engine import Database
from app.modules.base import ModuleDefinition
from app.modules.contracts.metrics import MetricsProviderProtocol
from app.modules.core.services import stats_aggregator as aggregator_module
from app.modules.core.services.provider_run import ProviderReport, ProviderRunner
from app.modules.core.services.stats_aggregator import StatsAggregatorService, stats_aggregator
from app.modules.registry import ModuleRegistry, registry
from tests.factories import make_platform, make_store
from tests.journeys.people import Person, person
from tests.journeys.world import World
from tests.modules.core.bad_matrix import ALL_KINDS, ODD_KINDS, bad_module
from tests.modules.core.bad_providers import SECRET, module, number
from tests.modules.core.test_dashboard_api import PEOPLE, stats

VICTIM = "orders"
pytestmark = [pytest.mark.deadlines, pytest.mark.no_cover]
STATE = {"cold": {"error", "timeout"}, "warm": {"stale"}}
TRIES = 4
Use = Callable[[ModuleDefinition], None]


def quick(code: str) -> Callable[[Session], Any]:
    """A healthy provider that reads, so that a broken transaction would show."""

    def answer(db: Session) -> Any:
        scope = db.scalar(text("SELECT current_setting('app.store_id', true)"))
        return [number(code, f"scope {scope}"), number(code, 12, unit="pieces")]

    return answer


def start_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application's aggregator, as if it had just started."""
    fresh = StatsAggregatorService()
    for name in ("_runner", "_breaker", "_last", "_runs", "writer"):
        monkeypatch.setattr(stats_aggregator, name, getattr(fresh, name))


def installed(victim: ModuleDefinition, others: Sequence[ModuleDefinition] = ()) -> ModuleRegistry:
    """All real modules with quick providers, VICTIM with that of `victim`."""
    modules = []
    for one in registry():
        known = victim if one.code == VICTIM else module(one.code, quick(one.code))
        provider = known.metrics_provider if one.metrics_provider else None
        modules.append(replace(one, metrics_provider=provider))
    return ModuleRegistry([*others, *modules])


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    def with_victim(victim: ModuleDefinition) -> None:
        found = installed(victim)
        monkeypatch.setattr(aggregator_module, "registry", lambda: found)

    return with_victim


def state_of(body: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [one for one in body["providers"] if one["module"] == code]
    return dict(found)


@dataclass(frozen=True)
class Seen:
    """The dashboard as API, page and the victim's cards."""

    stats: dict[str, Any]
    page: str
    card: str

    @classmethod
    def by(cls, who: Person, audience: str) -> Seen:
        card = f"/{audience}/dashboard/cards/{VICTIM}?period=30d"
        answers = [
            stats(who),
            who.browser.get(f"/{audience}/dashboard?all=1"),
            who.browser.get(card, headers={"HX-Request": "true"}),
        ]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        return cls(answers[0].json(), answers[1].text, answers[2].text)

    @property
    def text(self) -> str:
        return f"{self.stats}{self.page}{self.card}"

    def has_all(self) -> bool:
        return all(one["state"] == "ok" for one in self.stats["providers"])

    def figures_beside(self) -> dict[str, Any]:
        return {code: one for code, one in self.stats["metrics"].items() if code != VICTIM}

    def sections_beside(self) -> dict[str, str]:
        return {code: part for code, part in sections(self.page).items() if code != VICTIM}

    def has_the_same_beside(self, other: Seen) -> bool:
        return (self.figures_beside(), self.sections_beside()) == (
            other.figures_beside(),
            other.sections_beside(),
        )


def sections(page: str) -> dict[str, str]:
    """Each module's part of a whole dashboard."""
    parts = re.split(r'(?=<section class="group" id="section-)', page)
    found = {part.split('id="section-')[1].split('"')[0]: part for part in parts[1:]}
    return {code: part.split("</section>")[0] for code, part in found.items()}


def in_time(look: Callable[[], Seen], is_whole: Callable[[Seen], bool]) -> Seen:
    """What is seen when the machine let the healthy ones meet their deadlines, which are real."""
    for _ in range(TRIES):
        seen = look()
        if is_whole(seen):
            break
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("audience", PEOPLE)
@pytest.mark.parametrize("temperature", ["cold", "warm"])
class TestMatrix:
    def test_everything_else_is_as_without_it(
        self,
        app: FastAPI,
        world: World,
        database: Database,
        use: Use,
        monkeypatch: pytest.MonkeyPatch,
        audience: str,
        temperature: str,
    ) -> None:
        assert world.target
        who = person(app, PEOPLE[audience], audience)

        def look(victim: ModuleDefinition) -> Seen:
            start_afresh(monkeypatch)
            use(victim)
            return Seen.by(who, audience)

        good = in_time(lambda: look(module(VICTIM, quick(VICTIM))), Seen.has_all)
        if temperature == "warm":
            stats_aggregator.writer.flush()
        for kind in ALL_KINDS:
            victim = bad_module(kind, VICTIM)
            seen = in_time(partial(look, victim), good.has_the_same_beside)

            told = state_of(seen.stats, VICTIM)
            assert told["state"] in STATE[temperature], kind
            assert told["reference"], kind
            assert seen.stats["metrics"].get(VICTIM, []) == [], kind
            assert seen.figures_beside() == good.figures_beside(), kind
            assert seen.sections_beside() == good.sections_beside(), kind
            assert SECRET not in seen.text, kind
            assert ("Last known" in seen.card) == (temperature == "warm"), kind
            assert database.engine.pool.checkedout() == 0, kind  # type: ignore[attr-defined]


@pytest.mark.parametrize("audience", PEOPLE)
class TestAllAtOnce:
    def test_the_dashboard_opens_in_time(
        self,
        app: FastAPI,
        world: World,
        database: Database,
        monkeypatch: pytest.MonkeyPatch,
        audience: str,
    ) -> None:
        assert world.target
        who = person(app, PEOPLE[audience], audience)
        start_afresh(monkeypatch)
        bad = [bad_module(kind, f"bad_{number_}") for number_, kind in enumerate(ALL_KINDS)]
        steady = module(VICTIM, lambda _db: [number(VICTIM, 3)])
        found = installed(steady, bad)
        monkeypatch.setattr(aggregator_module, "registry", lambda: found)
        started = time.monotonic()

        answer = stats(who)

        body = answer.json()
        assert answer.status_code == 200
        assert all(state_of(body, one.code)["state"] in STATE["cold"] for one in bad)
        assert body["metrics"][VICTIM][0]["value"] == 3
        assert SECRET not in answer.text
        assert time.monotonic() - started < 10
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


class TestOddAnswers:
    @pytest.mark.parametrize("kind", sorted(ODD_KINDS))
    def test_are_shown_as_text_and_break_nothing(
        self, app: FastAPI, world: World, use: Use, monkeypatch: pytest.MonkeyPatch, kind: str
    ) -> None:
        """A negative number may be right, and markup is a text like any other."""
        assert world.target
        who = person(app, "target", "store")
        start_afresh(monkeypatch)
        use(module(VICTIM, lambda db: [replace(ODD_KINDS[kind](db)[0], category=VICTIM)]))

        page = who.browser.get("/store/dashboard?all=1")

        assert page.status_code == 200
        assert "<script>hunter2" not in page.text


class TestWithoutTheGuard:
    def test_a_bad_provider_takes_the_healthy_with_it(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control: this is what the guard is for."""

        def unguarded(_self: Any, blocks: Any, code: str, provider: Any, ask: Any, *_: Any) -> Any:
            found: MetricsProviderProtocol = provider()
            try:
                values = ask(found, blocks._db)
            except DBAPIError:
                return ProviderReport(code, code, "error", [], 0.0, "xxxx-xxxx")
            return ProviderReport(code, code, "ok", values, 0.0)

        monkeypatch.setattr(ProviderRunner, "run", unguarded)
        bad, good = bad_module("missing_table", "bad"), module("good", quick("good"))
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry([bad, good]))
        with database.transaction() as db:
            platform = make_platform(db)
            store = make_store(db, platforms=[platform])
            reports = StatsAggregatorService().report_store(db, store.id, platform.id)
            db.rollback()

        assert [report.state for report in reports] == ["error", "error"]

    def test_with_it_the_healthy_one_answers(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad, good = bad_module("missing_table", "bad"), module("good", quick("good"))
        monkeypatch.setattr(aggregator_module, "registry", lambda: ModuleRegistry([bad, good]))
        with database.transaction() as db:
            platform = make_platform(db)
            store = make_store(db, platforms=[platform])
            reports = StatsAggregatorService().report_store(db, store.id, platform.id)
            db.rollback()

        assert [report.state for report in reports] == ["error", "ok"]
