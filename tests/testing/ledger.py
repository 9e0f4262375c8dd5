"""A right provider as a stranger would write it: a ledger of sales, kept in memory.

It reads the database only to learn whose rows the transaction may see, as row level security would.
The wrong providers are made of it, each by one change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.money import to_major
from app.modules.base import ModuleDefinition
from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.metric_description import (
    MetricDescription,
    MetricKind,
    MetricUnit,
)
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from app.modules.contracts.periods import Window, resolve_window
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.testing import ProviderConformance

SCOPE = text(
    "SELECT concat_ws(',', nullif(current_setting('app.store_id', true), ''),"
    " nullif(current_setting('app.store_ids', true), ''))"
)


def _described(
    name: str, kind: MetricKind, unit: MetricUnit = MetricUnit.COUNT
) -> MetricDescription:
    label = name.title()
    return MetricDescription(f"ledger.{name}", label, label, kind, "ledger.view", unit)


SALES = _described("sales", MetricKind.FLOW, MetricUnit.MONEY)
NET = _described("net", MetricKind.FLOW, MetricUnit.MONEY)
ENTRIES = _described("entries", MetricKind.FLOW)
UNDONE = _described("undone", MetricKind.FLOW)
KEPT = _described("kept", MetricKind.STOCK)
AVERAGE = _described("average", MetricKind.RATIO, MetricUnit.MONEY)
KEPT_RATE = _described("kept_rate", MetricKind.RATIO, MetricUnit.PERCENT)
DESCRIPTIONS = (SALES, NET, ENTRIES, UNDONE, KEPT, AVERAGE, KEPT_RATE)


@dataclass(frozen=True)
class Entry:
    """A sale of 10 units of a currency, or with `undoes` the taking back of one."""

    store_id: int
    at: datetime
    currency: str
    undoes: datetime | None = None


@dataclass(frozen=True)
class Figure:
    """What `FigureSheet` reads."""

    measure: str
    span: str
    day: date | None
    currency: str | None
    amount: int


class Ledger:
    """The provider. `entries` is its table."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    @property
    def metrics_category(self) -> str:
        return "ledger"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        asked = context or MetricsContext()
        zone = asked.time_zone or StoreDirectory(db).time_zone_of_store(store_id)
        return self.values(db, (store_id,), replace(asked, time_zone=zone))

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        asked, directory = context or MetricsContext(), StoreDirectory(db)
        zone, store_ids = asked.time_zone, asked.store_ids
        if zone is None or store_ids is None:
            zone = directory.time_zone_of_platform(platform_id)
            store_ids = directory.store_ids_of_platform(platform_id)
        return self.values(db, store_ids, replace(asked, time_zone=zone))

    def values(
        self, db: Session, store_ids: Sequence[int], asked: MetricsContext
    ) -> list[MetricValue]:
        """The answer for these stores."""
        seen = {int(word) for word in db.scalars(SCOPE).one().split(",") if word}
        mine = [entry for entry in self.entries if entry.store_id in seen.intersection(store_ids)]
        zone = asked.time_zone or "UTC"
        window = resolve_window(asked, zone=zone, now=asked.now or utc_now())
        sheet = FigureSheet(
            window,
            _figures(mine, window, asked.basis),
            include_trends=asked.include_trends,
            to_major=to_major,
        )
        currencies = sheet.currencies("sold") or ["EUR"]
        return [
            *sheet.money(SALES, {"sold": 1}, currencies),
            *sheet.money(NET, {"sold": 1, "back": -1}, currencies),
            sheet.flow(ENTRIES, "count"),
            sheet.flow(UNDONE, "undone"),
            sheet.stock(KEPT, "kept"),
            *(sheet.ratio(AVERAGE, {"sold": 1}, {"per_currency": 1}, code) for code in currencies),
            sheet.ratio(KEPT_RATE, {"count": 1, "undone": -1}, {"count": 1}),
        ]


def _figures(entries: Iterable[Entry], window: Window, basis: str) -> list[Figure]:
    return [
        Figure(measure, span, day if is_daily else None, currency, amount)
        for entry in entries
        for measure, at, currency, amount in _facts(entry, basis)
        for span, starts, ends, is_daily in window.spans(with_history=True)
        if starts <= at < ends
        for day in [at.astimezone(window.zone).date()]
    ]


def _facts(entry: Entry, basis: str) -> list[tuple[str, datetime, str | None, int]]:
    minor = 10 if entry.currency == "JPY" else 1000
    if entry.undoes is None:
        return [
            ("sold", entry.at, entry.currency, minor),
            ("per_currency", entry.at, entry.currency, 1),
            ("count", entry.at, None, 1),
            ("kept", entry.at, None, 1),
        ]
    at = entry.undoes if basis == "order" else entry.at
    return [
        ("back", at, entry.currency, minor),
        ("undone", at, None, 1),
        ("kept", at, None, -1),
    ]


def conformance_of(
    ledger: Ledger,
    descriptions: Sequence[MetricDescription] = DESCRIPTIONS,
    package: str = "",
) -> ProviderConformance:
    """What the author of this ledger would write, ready to be run; texts stand in `package`."""

    def provider() -> MetricsProviderProtocol:
        return ledger

    definition = ModuleDefinition(
        code="ledger",
        name="Ledger",
        metrics_provider=provider,
        metric_descriptions=lambda: descriptions,
        package=package,
    )

    class LedgerConformance(ProviderConformance):
        module = definition

        def act(self, db: Session, store_id: int, at: datetime, currency: str) -> Entry:
            entry = Entry(store_id, at, currency)
            ledger.entries.append(entry)
            return entry

        def undo(self, db: Session, store_id: int, at: datetime, done: object) -> None:
            assert isinstance(done, Entry)
            ledger.entries.append(replace(done, at=at, undoes=done.at))

    return LedgerConformance()
