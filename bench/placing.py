"""How many orders a second can be placed, with the read models on and off, one by one."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from psycopg import sql

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.orders import ORDER_INTAKE, OrderIn, OrderLineIn
from app.modules.registry import registry
from bench.read_models import without_read_models
from bench.report import Cell, table, write_page
from bench.server import History, connect
from bench.session import app_database
from bench.timing import Timing

SPREAD = 200
CLIENTS = (1, 4, 8)
WARM_UP = 20
START_SECONDS = 180.0


@dataclass(frozen=True)
class Placed:
    """What one client did in one round, `rate` in orders a second."""

    with_read_models: bool
    rate: float
    milliseconds: tuple[float, ...]


@dataclass(frozen=True)
class Trial:
    """One setting of the measurement, and where."""

    server_url: str
    database: str
    data: Path
    stores: int
    clients: int
    seconds: float
    rounds: int


def measure_placing(
    server_url: str, history: History, data: Path, *, rounds: int, seconds: float
) -> Path:
    """Places orders into a copy of the history, on and off in turn; writes a page."""
    rows: list[list[Cell]] = []
    with _copy_of(server_url, history) as database:
        for stores in (1, SPREAD):
            for clients in CLIENTS:
                trial = Trial(
                    server_url,
                    database,
                    data,
                    stores=stores,
                    clients=clients,
                    seconds=seconds,
                    rounds=rounds,
                )
                rows.append(_row(trial, _run(trial)))
    heads = ["stores", "clients", "on: orders/s", "off: orders/s", "on : off", "on p50 ms"]
    heads += ["on p99 ms", "off p50 ms", "off p99 ms"]
    note = (
        "Each order (two or three lines) is given to the order intake in a transaction of its own"
        " by processes that do nothing else; off means that the processes leave the read models"
        f" alone. Medians of {rounds} rounds of {seconds:g} s, on and off in turn, in a copy of"
        f" the history of {history.orders:,} orders. Aim: on : off at least 0.85."
    )
    return write_page("placing", "Placing orders", [note, table(heads, rows)])


def _row(trial: Trial, found: Sequence[Sequence[Placed]]) -> list[Cell]:
    on, off = ([_of(client, mode) for client in found] for mode in (True, False))
    rates = [_rate(on), _rate(off)]
    cells: list[Cell] = [f"{trial.stores}", trial.clients, *rates, f"{rates[0] / rates[1]:.2f}"]
    for clients in (on, off):
        times = Timing.of([ms for client in clients for one in client for ms in one.milliseconds])
        cells += [times.p50, times.p99]
    return cells


def _of(client: Sequence[Placed], mode: bool) -> list[Placed]:
    return [one for one in client if one.with_read_models is mode]


def _rate(clients: Sequence[Sequence[Placed]]) -> float:
    """All clients together, in the median of the rounds."""
    rounds = zip(*clients, strict=True)
    return float(median(sum(one.rate for one in together) for together in rounds))


def _run(trial: Trial) -> list[tuple[Placed, ...]]:
    """All clients at once, starting each round together; what each did, by round."""
    spawning = multiprocessing.get_context("spawn")
    start = spawning.Barrier(trial.clients)
    answers: Queue[tuple[Placed, ...]] = spawning.Queue()
    clients = [
        spawning.Process(target=_client, args=(trial, number, start, answers))
        for number in range(trial.clients)
    ]
    for client in clients:
        client.start()
    patience = START_SECONDS + 2 * trial.rounds * trial.seconds
    placed = [answers.get(timeout=patience) for _ in clients]
    for client in clients:
        client.join()
    return placed


def _client(trial: Trial, number: int, start: Barrier, answers: Queue[tuple[Placed, ...]]) -> None:
    with app_database(trial.server_url, trial.database, trial.data) as database:
        place = _placing(database, trial, number)
        for _ in range(WARM_UP):
            place()
        found = []
        for _ in range(trial.rounds):
            for with_read_models in (True, False):
                with nullcontext() if with_read_models else without_read_models():
                    start.wait()
                    found.append(_round(place, trial.seconds, with_read_models=with_read_models))
        answers.put(tuple(found))


def _round(place: Callable[[], float], seconds: float, *, with_read_models: bool) -> Placed:
    began = time.perf_counter()
    times = []
    while time.perf_counter() - began < seconds:
        times.append(place())
    return Placed(with_read_models, len(times) / (time.perf_counter() - began), tuple(times))


def _placing(database: Database, trial: Trial, number: int) -> Callable[[], float]:
    """A function that places the next order and gives its milliseconds."""
    intake = registry().find(ORDER_INTAKE)
    if intake is None:
        raise LookupError(ORDER_INTAKE.name)
    orders = _orders(trial, number)

    def place() -> float:
        store_id, order = next(orders)
        began = time.perf_counter()
        with database.transaction() as db:
            enter_store(db, store_id)
            intake.take_orders(db, store_id, [order])
        return (time.perf_counter() - began) * 1000

    return place


def _orders(trial: Trial, number: int) -> Iterator[tuple[int, OrderIn]]:
    """Orders of now, each client's under its own name, in one store or in turn in many."""
    name = f"{number}-{time.time_ns()}"
    for place in count():
        lines = tuple(_line(ref) for ref in range(2 + place % 2))
        order = OrderIn(
            source="bench-placing",
            external_ref=f"{name}-{place}",
            number=f"{place}",
            placed_at=datetime.now(UTC),
            currency="EUR",
            lines=lines,
            shipping_minor=590,
            shipping_tax_minor=100,
        )
        yield 1 + (number * 7 + place) % trial.stores, order


def _line(ref: int) -> OrderLineIn:
    return OrderLineIn(
        external_ref=f"{ref}",
        sku=f"SKU-{ref}",
        title="Article",
        quantity=1,
        unit_price=Decimal("19.95"),
        gross_minor=1995,
        tax_minor=339,
    )


@contextmanager
def _copy_of(server_url: str, history: History) -> Iterator[str]:
    """A database with the same contents, gone afterwards."""
    name = f"{history.database}_placing"
    with connect(server_url, "postgres") as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(history.database)
            )
        )
        try:
            yield name
        finally:
            connection.execute(drop)
