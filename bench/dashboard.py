"""How long a dashboard takes over HTTP, by the length of the history behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from app.kernel.clock import utc_now
from bench.live import LiveFigures
from bench.plot import line_plot
from bench.report import Cell, count_text, table, write_file, write_page
from bench.server import History
from bench.timing import Timing, interleaved
from bench.web import Served, Visitor, served

BIGGEST_STORE, BIG_PLATFORM = 1, 1


@dataclass(frozen=True)
class Page:
    """What looking at a dashboard took: the same again and again, or another month each time.

    `unavailable` modules had no numbers in the end, `failures` requests no answer.
    """

    timing: Timing
    other_months: Timing
    unavailable: int
    failures: int


@dataclass(frozen=True)
class Subject:
    """One of the two dashboards: how to look at it, how to count it live, and what it shall do."""

    name: str
    visitor: Callable[[Served], Visitor]
    prepare: Callable[[LiveFigures], None]
    aims: str


SUBJECTS = (
    Subject(
        "Store",
        lambda served: Visitor.owner(served, BIGGEST_STORE),
        lambda live: live.prepare_store(BIGGEST_STORE),
        "p50 ≤ 10 ms, p99 < 30 ms, at most 1.3 x from smallest to largest, live ≥ 25 x",
    ),
    Subject(
        "Platform",
        lambda served: Visitor.operator(served, BIG_PLATFORM),
        lambda live: live.prepare_platform(BIG_PLATFORM),
        "p50 < 25 ms, at most 1.5 x from smallest to largest, live ≥ 100 x",
    ),
)


def measure_dashboards(
    server_url: str,
    histories: Sequence[History],
    data: Path,
    *,
    rounds: int,
    each: int,
    live_rounds: int,
) -> list[Path]:
    """Both dashboards on all histories at once; writes a page and two plots."""
    with _all_served(server_url, histories, data) as web:
        sections, paths = [], []
        for subject in SUBJECTS:
            pages = _over_http(subject, web, rounds, each)
            counts = _live(subject, server_url, histories, data, live_rounds)
            sections.append(_section(subject, histories, pages, counts))
            paths.append(_plot(subject, histories, pages, counts))
    page = write_page(
        "dashboard",
        "Dashboards by length of history",
        [_explanation(), *sections],
        plots=[path.stem for path in paths],
    )
    return [page, *paths]


@contextmanager
def _all_served(
    server_url: str, histories: Sequence[History], data: Path
) -> Iterator[dict[str, Served]]:
    with ExitStack() as stack:
        yield {
            history.database: stack.enter_context(served(server_url, history.database, data))
            for history in histories
        }


def _over_http(subject: Subject, web: dict[str, Served], rounds: int, each: int) -> dict[str, Page]:
    visitors = {name: subject.visitor(server) for name, server in web.items()}
    looks = {name: visitor.look for name, visitor in visitors.items()}
    others = {name: _other_months(visitor) for name, visitor in visitors.items()}
    try:
        timings = interleaved(looks, rounds=rounds, each=each, warm_up=10)
        months = interleaved(others, rounds=rounds, each=each, warm_up=10)
        return {
            name: Page(timings[name], months[name], visitor.unavailable(), visitor.failures)
            for name, visitor in visitors.items()
        }
    finally:
        for visitor in visitors.values():
            visitor.close()


def _other_months(visitor: Visitor) -> Callable[[], float]:
    """Looks at thirty days that nobody has asked for before, each time."""
    ends = (utc_now().date() - timedelta(days=day) for day in count(1))

    def look() -> float:
        end = next(ends)
        return visitor.look(f"date_from={end - timedelta(days=29)}&date_to={end}")

    return look


def _live(
    subject: Subject, server_url: str, histories: Sequence[History], data: Path, rounds: int
) -> dict[str, Timing]:
    with ExitStack() as stack:
        counting = {}
        for history in histories:
            live = LiveFigures(server_url, history.database, data)
            stack.callback(live.close)
            subject.prepare(live)
            counting[history.database] = live.measure
        return interleaved(counting, rounds=rounds, each=1, warm_up=0)


def _section(
    subject: Subject,
    histories: Sequence[History],
    pages: dict[str, Page],
    counts: dict[str, Timing],
) -> str:
    smallest = pages[histories[0].database].timing.p50
    rows: list[list[Cell]] = []
    for history in histories:
        page, live = pages[history.database], counts[history.database]
        rows.append(
            [
                count_text(history.orders),
                page.timing.p50,
                page.timing.p99,
                f"{page.timing.p50 / smallest:.2f}",
                page.other_months.p50,
                page.unavailable,
                page.failures,
                live.p50,
                f"{live.p50 / page.timing.p50:.1f}",
            ]
        )
    heads = ["orders", "p50 ms", "p99 ms", "x smallest", "another month each time, p50 ms"]
    heads += ["modules unavailable", "failed", "live count p50 ms", "live : dashboard"]
    number = len(pages[histories[0].database].timing.milliseconds)
    note = f"Aims: {subject.aims}. {number} requests each, interleaved."
    return f"## {subject.name}\n\n{note}\n\n{table(heads, rows)}"


def _plot(
    subject: Subject,
    histories: Sequence[History],
    pages: dict[str, Page],
    counts: dict[str, Timing],
) -> Path:
    names = [history.database for history in histories]
    lines = {
        "dashboard p50": [pages[name].timing.p50 for name in names],
        "dashboard p99": [pages[name].timing.p99 for name in names],
        "counted live p50": [counts[name].p50 for name in names],
    }
    sizes = [history.orders for history in histories]
    picture = line_plot(f"{subject.name} dashboard, by orders", sizes, lines, "ms")
    return write_file(f"dashboard_{subject.name.lower()}.svg", picture)


def _explanation() -> str:
    return (
        "`GET /api/v1/store/dashboard/stats?period=30d` of the biggest store (5 % of all orders)"
        " and `GET /api/v1/admin/dashboard/stats?period=30d` of a platform of 500 stores, trends"
        " and series included, seven modules, over a kept HTTP connection to a warm `stoa serve`"
        " of one worker. The answers of six modules are known by their kept figures then; of"
        " another month each time (30 days that nobody asked for before) none is. The live count"
        " is the seven modules' statements over the tables alone, without HTTP and without what is"
        " made of their rows."
    )
