"""The period that an address asks for, as the period bar shows it and as providers take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.kernel.clock import utc_now
from app.kernel.errors import InvalidInput
from app.kernel.i18n import formats
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import (
    BASES,
    COMPARISONS,
    PERIODS,
    Window,
    midnight,
    resolve_window,
    shift_months,
)

EARLIEST = date(1971, 1, 1)
LATEST = date(2199, 12, 31)


class InvalidPeriod(InvalidInput):
    """The address asks for a period that does not exist; names what is allowed."""

    code = "core.invalid_period"
    message_key = "core-invalid-period"


class InvalidComparison(InvalidInput):
    """The address compares with something that does not exist; names what is allowed."""

    code = "core.invalid_comparison"
    message_key = "core-invalid-comparison"


class InvalidBasis(InvalidInput):
    """The address counts on a basis that does not exist; names what is allowed."""

    code = "core.invalid_basis"
    message_key = "core-invalid-basis"


@dataclass(frozen=True)
class PeriodChoice:
    """A period of the address, resolved for one zone; days are shown inclusive of the last."""

    period: str
    compare: str
    context: MetricsContext
    window: Window

    @property
    def basis(self) -> str:
        """When a refund or cancellation counts: "event", its own day, or "order", its order's."""
        return self.context.basis

    @property
    def date_from(self) -> str:
        """The first day, ISO."""
        return self._day(self.window.start).isoformat()

    @property
    def date_to(self) -> str:
        """The last day, ISO."""
        return self._day(self.window.end - timedelta(microseconds=1)).isoformat()

    @property
    def address(self) -> list[tuple[str, str]]:
        """The query that leads to this period again."""
        if self.period == "custom":
            days = [("date_from", self.date_from), ("date_to", self.date_to)]
            return [*days, ("compare", self.compare), *self.basis_address]
        return [("period", self.period), ("compare", self.compare), *self.basis_address]

    @property
    def basis_address(self) -> list[tuple[str, str]]:
        """The part of the query that keeps the basis; empty for the default, event."""
        return [] if self.basis == BASES[0] else [("basis", self.basis)]

    @property
    def is_running(self) -> bool:
        """Whether the period is not over, so that its last day is not final."""
        return self.window.end > (self.context.now or utc_now())

    @property
    def today(self) -> date:
        """The local day that it is now."""
        return self._day(self.context.now or utc_now())

    def text(self, locale: str) -> str:
        """The days in words; "" for a period without a beginning."""
        return _days_text(self.window.days, locale)

    def compared_text(self, locale: str) -> str | None:
        """The days compared with, or None."""
        return _days_text(self.window.compared_days, locale) or None

    def last_month(self) -> tuple[str, str]:
        """First and last day of the calendar month before this one, ISO."""
        this_month = self.today.replace(day=1)
        first = shift_months(this_month, -1)
        return first.isoformat(), (this_month - timedelta(days=1)).isoformat()

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.window.zone).date()


def choose_period(
    zone: str,
    *,
    period: str | None = None,
    compare: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    basis: str | None = None,
    default: str = "30d",
) -> PeriodChoice:
    """The choice behind the query of a page or API call, days cut in `zone`.

    Raises InvalidPeriod, InvalidComparison and InvalidBasis.
    """
    code, comparison, counted = period or default, compare or "previous", basis or BASES[0]
    if code not in {*PERIODS, "custom"}:
        raise InvalidPeriod(allowed=", ".join(PERIODS))
    if comparison not in COMPARISONS:
        raise InvalidComparison(allowed=", ".join(COMPARISONS))
    if counted not in BASES:
        raise InvalidBasis(allowed=", ".join(BASES))
    start, end = _bounds(date_from, date_to, ZoneInfo(zone))
    if start is not None:
        code = "custom"
    now = utc_now()
    context = MetricsContext(
        date_from=start,
        date_to=end,
        include_trends=True,
        period="30d" if code == "custom" else code,
        compare=comparison,
        time_zone=zone,
        now=now,
        basis=counted,
    )
    return PeriodChoice(code, comparison, context, resolve_window(context, zone=zone, now=now))


def _bounds(
    date_from: date | None, date_to: date | None, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    if date_from is None and date_to is None:
        return None, None
    last = date_to or date_from or EARLIEST
    first = date_from or last
    if not EARLIEST <= first <= last <= LATEST:
        raise InvalidPeriod(allowed=f"{EARLIEST} – {LATEST}")
    return midnight(first, zone), midnight(last + timedelta(days=1), zone)


def _days_text(days: list[date], locale: str) -> str:
    if not days:
        return ""
    first, last = formats.date(days[0], locale), formats.date(days[-1], locale)
    return first if len(days) == 1 else f"{first} – {last}"
