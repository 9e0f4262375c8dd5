"""Sums by span and local day, against the same sums made one fact at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import DateTime, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.kernel.database.daily_figures import Fact, Span, daily_figures, daily_parameters

ZONE = ZoneInfo("Europe/Luxembourg")
# The hours round the change to summer time of 2026 lie within.
BEGIN = datetime(2026, 3, 20, tzinfo=UTC)
QUARTERS = 20 * 96
Place = tuple[str, date | None]

moments = st.integers(0, QUARTERS).map(lambda number: BEGIN + timedelta(minutes=15 * number))


@st.composite
def some_spans(draw: st.DrawFn) -> list[Span]:
    """One to four spans, in any order and over one another."""
    spans = []
    for number in range(draw(st.integers(1, 4))):
        starts, ends = sorted(draw(st.lists(moments, min_size=2, max_size=2, unique=True)))
        spans.append((f"span {number}", starts, ends, draw(st.booleans())))
    return spans


def counted(db: Session, happened: Sequence[datetime], spans: list[Span]) -> Counter[Place]:
    """What the statement finds."""
    moment = DateTime(timezone=True)
    at = func.unnest(literal(list(happened), ARRAY(moment))).table_valued(column("at", moment))
    source = select(at.render_derived("happened").c.at).subquery("facts")
    facts = [
        Fact("things", source, source.c.at, []),
        Fact("less", source, source.c.at, [], sign=-1),
    ]
    rows = db.execute(daily_figures(facts), daily_parameters(spans, ZONE.key)).all()
    assert sum(row.amount for row in rows) == 0
    return Counter({(row.span, row.day): row.amount for row in rows if row.measure == "things"})


def expected(happened: Sequence[datetime], spans: list[Span]) -> Counter[Place]:
    return Counter(
        (name, at.astimezone(ZONE).date() if is_daily else None)
        for name, starts, ends, is_daily in spans
        for at in happened
        if starts <= at < ends
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(happened=st.lists(moments, max_size=30), spans=some_spans())
def test_every_fact_is_in_every_span_that_holds_it(
    db: Session, happened: list[datetime], spans: list[Span]
) -> None:
    assert counted(db, happened, spans) == expected(happened, spans)


def test_a_span_is_its_pieces() -> None:
    days = [datetime(2026, 5, day, tzinfo=UTC) for day in (1, 8, 15)]
    spans = [("week", days[1], days[2], True), ("both", days[0], days[2], False)]

    values = daily_parameters(spans, "UTC")

    assert values["bounds"] == days
    assert (values["span_first"], values["span_last"]) == ([2, 1], [2, 2])
    assert values["daily_pieces"] == [2]
