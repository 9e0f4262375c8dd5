"""Proves kept figures by a recount, and mends exactly the days that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.figure_source import FigureSource
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.periods import BEGINNING, midnight
from app.modules.core.repositories.figure_audit import Audited, Difference, FigureAudit
from app.modules.core.repositories.figure_folding import FigureFolding
from app.modules.core.repositories.rollup_rows import RollupRows

END = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    """The days to look at: all of them, the last so many, or a single one."""

    last_days: int | None = None
    day: date | None = None

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """From which midnight of the zone until which."""
        local = ZoneInfo(zone)
        if self.day is not None:
            return midnight(self.day, local), midnight(self.day + timedelta(days=1), local)
        if self.last_days is None:
            return BEGINNING, END
        today = utc_now().astimezone(local).date()
        return midnight(today - timedelta(days=self.last_days - 1), local), END


def of_store(db: Session, store_id: int, source: FigureSource) -> Audited | None:
    """What is kept of a store's module, and enters its scope; None when nothing is kept."""
    enter_store(db, store_id)
    zone = RollupRows(db, 0).zone_of_store(store_id, source.module)
    return None if zone is None else Audited((store_id,), zone)


def of_platform(db: Session, platform_id: int, source: FigureSource) -> Audited | None:
    """What is kept of a platform's module, and enters the scope of the stores in its sums."""
    found = RollupRows(db, platform_id).find().get(source.module)
    if found is None:
        return None
    zone, members = found
    enter_stores(db, members)
    return Audited(members, zone, platform_id)


def differences(
    db: Session, source: FigureSource, audited: Audited, span: Span
) -> list[Difference]:
    """Every kept figure that is not what the facts add up to."""
    return FigureAudit(db, source, audited).differences(*span.bounds(audited.zone))


def mend(
    db: Session, source: FigureSource, audited: Audited, found: Iterable[Difference]
) -> list[date]:
    """Counts the days of these differences anew, and the totals; the days."""
    audit = FigureAudit(db, source, audited)
    FigureFolding(db).lock(audited.store_ids)
    zone = ZoneInfo(audited.zone)
    days = sorted(set(_days(found, zone)))
    for day in days:
        audit.mend(midnight(day, zone), midnight(day + timedelta(days=1), zone))
    if not days:
        audit.mend(BEGINNING, BEGINNING)
    return days


def _days(found: Iterable[Difference], zone: ZoneInfo) -> Iterator[date]:
    for difference in found:
        if isinstance(difference.place, datetime):
            yield difference.place.astimezone(zone).date()
        elif difference.place is not None:
            yield difference.place
