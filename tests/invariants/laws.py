"""The laws of METRICS rule 10, each a question to a provider and its answer checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol
from app.modules.core.services.figure_proof import Span, differences, of_platform, of_store
from app.modules.core.services.figure_upkeep import align_platform, fold_store
from app.modules.registry import registry
from tests.factories import make_merchant, make_platform, make_store
from tests.invariants.memory import Mark, Memory
from tests.invariants.recount import Numbers, answered, days_changed, midnight, recounted

FIRST, LAST = date(2025, 3, 23), date(2025, 4, 9)
NOW = datetime(2025, 4, 20, 12, tzinfo=UTC)
LUXEMBOURG, TOKYO = ZoneInfo("Europe/Luxembourg"), ZoneInfo("Asia/Tokyo")
LAWS = frozenset({"recount", "closed_days", "strangers", "windows", "platforms", "bases", "kept"})
Providers = dict[str, MetricsProviderProtocol]


class Broken(AssertionError):
    """A law does not hold; begins with its name."""


@dataclass
class Place:
    """A store, its calendar, what happened in it, and what was last answered for it."""

    store_id: int
    zone: ZoneInfo
    memory: Memory
    answers: dict[str, Numbers]


@dataclass(frozen=True)
class Platform:
    """A platform and the stores that it has."""

    platform_id: int
    zone: ZoneInfo
    places: tuple[Place, ...]


def providers() -> Providers:
    """The provider of every module that has one."""
    return {
        module.code: module.metrics_provider()
        for module in registry()
        if module.metrics_provider is not None
    }


class World:
    """Three stores in two calendars on two platforms, and the laws about their numbers."""

    def __init__(self, db: Session, asked: Providers, laws: frozenset[str] = LAWS) -> None:
        self.db = db
        self._providers = asked
        self._laws = laws
        self._described = registry().descriptions()
        self._sources = registry().figure_sources()
        first = make_platform(db, time_zone=LUXEMBOURG.key)
        second = make_platform(db, time_zone=TOKYO.key)
        on = ([first], [first, second], [first, second])
        self.places = tuple(
            Place(
                make_store(
                    db, merchant=make_merchant(db), platforms=platforms, time_zone=zone.key
                ).id,
                zone,
                Memory(),
                {},
            )
            for platforms, zone in zip(on, (LUXEMBOURG, LUXEMBOURG, TOKYO), strict=True)
        )
        self.platforms = (
            Platform(first.id, LUXEMBOURG, self.places),
            Platform(second.id, TOKYO, self.places[1:]),
        )

    def enter(self, place: Place) -> None:
        """From here on the store can be written."""
        enter_store(self.db, place.store_id)

    def after(self, place: Place, module: str, *moments: datetime | None) -> None:
        """What must hold after something happened in a store, dated by these moments."""
        before = {id(other): self._last(other, module) for other in self.places}
        answer = self._whole(place, module)
        place.answers[module] = answer
        if "recount" in self._laws:
            right = self._recounted([place], module, *self._span(place.zone), place.zone)
            _hold("recount", module, answer.differs_from(right))
        if "closed_days" in self._laws:
            self._closed_days(place, module, before[id(place)], moments)
        if "strangers" in self._laws:
            other = self.places[self.places.index(place) - 1]
            again = self._whole(other, module)
            _hold("strangers", module, again.differs_from(before[id(other)]))
        if "kept" in self._laws:
            self.kept(module, place.store_id)

    def windows(self, place: Place, module: str, cuts: tuple[datetime, ...]) -> None:
        """Two windows that meet add up to the one over both; that one is recounted."""
        start, middle, end = cuts
        first, second, both = (
            self._of_store(place, module, *window)
            for window in ((start, middle), (middle, end), (start, end))
        )
        if "windows" in self._laws:
            flows = [n.of_kind(MetricKind.FLOW, self._described) for n in (first, second, both)]
            _hold("windows", module, _sum(flows[0], flows[1]).differs_from(_sum(flows[2])))
            stocks = [n.of_kind(MetricKind.STOCK, self._described) for n in (second, both)]
            _hold("windows", module, _sum(stocks[0]).differs_from(_sum(stocks[1])))
        if "recount" in self._laws:
            right = self._recounted([place], module, start, end, place.zone)
            _hold(
                "recount", module, Numbers(both.values, {}).differs_from(Numbers(right.values, {}))
            )

    def stores_sum(self, platform: Platform, module: str) -> None:
        """Stores sum to their platform, which is recounted in its own calendar."""
        window = self._span(platform.zone)
        together = self._of_platform(platform, module, *window)
        if "platforms" in self._laws:
            apart = [self._of_store(place, module, *window) for place in platform.places]
            flat = [_additive(numbers, self._described) for numbers in apart]
            found = _additive(together, self._described)
            _hold("platforms", module, _sum(found).differs_from(_sum(*flat)))
        if "recount" in self._laws:
            right = self._recounted(platform.places, module, *window, platform.zone)
            _hold("recount", module, together.differs_from(right))
        if "kept" in self._laws:
            self.kept(module, platform.platform_id, is_platform=True)

    def kept(self, module: str, owner_id: int, *, is_platform: bool = False) -> None:
        """The read models hold what the facts add up to, as `stoa metrics verify` sees it."""
        source = self._sources.get(module)
        if source is None:
            return
        find = of_platform if is_platform else of_store
        audited = find(self.db, owner_id, source)
        if audited is not None:
            found = differences(self.db, source, audited, Span())
            _hold("kept", module, [str(difference) for difference in found])

    def fold(self, place: Place) -> None:
        """What the keeper does when a store has changed."""
        fold_store(self.db, place.store_id)

    def align(self, platform: Platform) -> None:
        """What the keeper does when the stores of a platform have changed."""
        for source in self._sources.values():
            align_platform(self.db, platform.platform_id, source)

    def bases(self, place: Place) -> None:
        """Over all time it is the same whether a refund counts by its own day or its order's."""
        whole = MetricsContext(period="all", now=NOW)
        event, order = (
            self._ask(place, "orders", replace(whole, basis=basis)) for basis in ("event", "order")
        )
        if "bases" in self._laws:
            _hold("bases", "orders", order.differs_from(event))
        if "recount" in self._laws:
            start, end = self._span(place.zone)
            found = self._ask(place, "orders", _window(start, end, basis="order"))
            right = self._recounted([place], "orders", start, end, place.zone, basis="order")
            _hold("recount", "orders", found.differs_from(right))

    def _closed_days(
        self, place: Place, module: str, before: Numbers, moments: tuple[datetime | None, ...]
    ) -> None:
        touched = {at.astimezone(place.zone).date() for at in moments if at is not None}
        after = place.answers[module]
        for kind in (MetricKind.FLOW, MetricKind.STOCK):
            changed = days_changed(before, after, FIRST, kind, self._described)
            for key, days in changed.items():
                wrong = (
                    days - touched
                    if kind is MetricKind.FLOW
                    else {day for day in days if day < min(touched)}
                )
                _hold("closed_days", key, [str(day) for day in sorted(wrong)])

    def _last(self, place: Place, module: str) -> Numbers:
        """What was last answered; in the beginning, what is answered for a store without trade."""
        known = place.answers.get(module)
        if known is not None:
            return known
        blank = Memory().marks(module)
        return self._counted(blank, module, *self._span(place.zone), place.zone)

    def _whole(self, place: Place, module: str) -> Numbers:
        return self._of_store(place, module, *self._span(place.zone))

    def _of_store(self, place: Place, module: str, start: datetime, end: datetime) -> Numbers:
        return self._ask(place, module, _window(start, end))

    def _ask(self, place: Place, module: str, context: MetricsContext) -> Numbers:
        enter_store(self.db, place.store_id)
        asked = replace(context, time_zone=place.zone.key, store_ids=(place.store_id,))
        return answered(self._providers[module].get_store_metrics(self.db, place.store_id, asked))

    def _of_platform(
        self, platform: Platform, module: str, start: datetime, end: datetime
    ) -> Numbers:
        store_ids = tuple(place.store_id for place in platform.places)
        enter_stores(self.db, store_ids)
        asked = replace(_window(start, end), time_zone=platform.zone.key, store_ids=store_ids)
        provider = self._providers[module]
        return answered(provider.get_platform_metrics(self.db, platform.platform_id, asked))

    def _recounted(
        self,
        places: tuple[Place, ...] | list[Place],
        module: str,
        start: datetime,
        end: datetime,
        zone: ZoneInfo,
        basis: str = "event",
    ) -> Numbers:
        marks = [mark for place in places for mark in place.memory.marks(module, basis)]
        return self._counted(marks, module, start, end, zone)

    def _counted(
        self, marks: list[Mark], module: str, start: datetime, end: datetime, zone: ZoneInfo
    ) -> Numbers:
        mine = [metric for metric in self._described.values() if metric.category == module]
        return recounted(marks, start, end, zone, mine)

    @staticmethod
    def _span(zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Whole days of the calendar, with a margin around everything that happens."""
        return midnight(FIRST, zone), midnight(LAST, zone)


def _window(start: datetime, end: datetime, *, basis: str = "event") -> MetricsContext:
    return MetricsContext(
        date_from=start, date_to=end, include_trends=True, compare="none", now=NOW, basis=basis
    )


def _hold(law: str, subject: str, differences: list[str]) -> None:
    if differences:
        raise Broken(f"{law}: {subject}: " + "; ".join(differences))


def _sum(*parts: Numbers) -> Numbers:
    """The values of all parts together, without their series."""
    places = {place for part in parts for place in part.values}
    sums = {p: sum(part.values[p] for part in parts if p in part.values) for p in places}
    return Numbers({place: value for place, value in sums.items() if value}, {})


def _additive(numbers: Numbers, described: dict[str, MetricDescription]) -> Numbers:
    kinds = (MetricKind.FLOW, MetricKind.STOCK)
    return _sum(*(numbers.of_kind(kind, described) for kind in kinds))
