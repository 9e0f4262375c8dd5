"""How long a year of days takes: one module's provider by itself, and the whole dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from app.kernel.database.engine import Database
from app.modules.contracts.metrics import MetricsContext, MetricsProviderProtocol
from app.modules.registry import registry
from bench.report import Cell, count_text, table, write_page
from bench.server import History
from bench.session import app_database
from bench.timing import interleaved, milliseconds
from bench.web import Visitor, served

STORE, MODULE, PERIOD = 1, "orders", "12m"


def measure_series(
    server_url: str, histories: Sequence[History], data: Path, *, rounds: int
) -> Path:
    """Writes a page with both times for every history."""
    with ExitStack() as stack:
        alone, whole = {}, {}
        for history in histories:
            asking = stack.enter_context(_provider(server_url, history.database, data))
            alone[history.database] = asking
            visitor = Visitor.owner(
                stack.enter_context(served(server_url, history.database, data)), STORE
            )
            stack.callback(visitor.close)
            whole[history.database] = partial(visitor.look, f"period={PERIOD}")
        inside = interleaved(alone, rounds=rounds, each=5, warm_up=10)
        outside = interleaved(whole, rounds=rounds, each=5, warm_up=10)
    rows: list[list[Cell]] = [
        [
            count_text(history.orders),
            inside[history.database].p50,
            inside[history.database].p99,
            outside[history.database].p50,
            outside[history.database].p99,
        ]
        for history in histories
    ]
    heads = ["orders", "provider p50 ms", "provider p99 ms", "dashboard p50 ms", "dashboard p99 ms"]
    note = (
        "Every metric of one module with its daily series over twelve months and what it is"
        " compared with, asked of the provider in a session of its own (server side), and the"
        " whole dashboard of the biggest store over HTTP with the same period. Aim: < 10 ms"
        " server side."
    )
    return write_page("series", "A year of days", [note, table(heads, rows)])


@contextmanager
def _provider(server_url: str, name: str, data: Path) -> Iterator[Callable[[], float]]:
    module = registry().get(MODULE)
    if module is None or module.metrics_provider is None:
        raise LookupError(MODULE)
    provider = module.metrics_provider()
    with app_database(server_url, name, data) as database:
        yield partial(_ask, database, provider)


def _ask(database: Database, provider: MetricsProviderProtocol) -> float:
    context = MetricsContext(period=PERIOD, include_trends=True)
    with database.transaction() as session:
        session.connection()
        return milliseconds(lambda: provider.get_store_metrics(session, STORE, context))
