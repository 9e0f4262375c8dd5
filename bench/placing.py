"""How many orders a second can be placed, with the read models on and off, one by one."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from psycopg import sql

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


@dataclass(frozen=True)
class Placed:
    """What one client did in its time."""

    orders: int
    seconds: float
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
    with_read_models: bool = True


def measure_placing(
    server_url: str, history: History, data: Path, *, rounds: int, seconds: float
) -> Path:
    """Places orders into a copy of the history, on and off in turn; writes a page."""
    rows: list[list[Cell]] = []
    with _copy_of(server_url, history) as database:
        for stores in (1, SPREAD):
            for clients in CLIENTS:
                trial = Trial(server_url, database, data, stores, clients, seconds)
                rows.append(_row(trial, *_on_and_off(trial, rounds)))
    heads = ["stores", "clients", "on: orders/s", "off: orders/s", "on : off", "on p50 ms"]
    heads += ["on p99 ms", "off p50 ms", "off p99 ms"]
    note = (
        "Each order (two or three lines) is given to the order intake in a transaction of its own"
        " by processes that do nothing else; off means that the processes leave the read models"
        f" alone. Medians of {rounds} rounds of {seconds:g} s, on and off in turn, in a copy of"
        f" the history of {history.orders:,} orders. Aim: on : off at least 0.85."
    )
    return write_page("placing", "Placing orders", [note, table(heads, rows)])


def _on_and_off(trial: Trial, rounds: int) -> tuple[list[list[Placed]], list[list[Placed]]]:
    found: dict[bool, list[list[Placed]]] = {True: [], False: []}
    for _ in range(rounds):
        for with_read_models, placed in found.items():
            placed.append(_run(replace(trial, with_read_models=with_read_models)))
    return found[True], found[False]


def _row(trial: Trial, on: Sequence[list[Placed]], off: Sequence[list[Placed]]) -> list[Cell]:
    rates = [_rate(rounds) for rounds in (on, off)]
    times = [_times(rounds) for rounds in (on, off)]
    return [
        f"{trial.stores}",
        trial.clients,
        *rates,
        f"{rates[0] / rates[1]:.2f}",
        times[0].p50,
        times[0].p99,
        times[1].p50,
        times[1].p99,
    ]


def _rate(rounds: Sequence[list[Placed]]) -> float:
    return median(sum(one.orders / one.seconds for one in clients) for clients in rounds)


def _times(rounds: Sequence[list[Placed]]) -> Timing:
    return Timing.of([ms for clients in rounds for one in clients for ms in one.milliseconds])


def _run(trial: Trial) -> list[Placed]:
    """All clients at once, from a common start."""
    spawning = multiprocessing.get_context("spawn")
    start = spawning.Barrier(trial.clients)
    answers: Queue[Placed] = spawning.Queue()
    clients = [
        spawning.Process(target=_client, args=(trial, number, start, answers))
        for number in range(trial.clients)
    ]
    for client in clients:
        client.start()
    placed = [answers.get(timeout=trial.seconds + 120) for _ in clients]
    for client in clients:
        client.join()
    return placed


def _client(trial: Trial, number: int, start: Barrier, answers: Queue[Placed]) -> None:
    switch = nullcontext() if trial.with_read_models else without_read_models()
    with app_database(trial.server_url, trial.database, trial.data) as own, switch:
        intake = registry().find(ORDER_INTAKE)
        if intake is None:
            raise LookupError(ORDER_INTAKE.name)
        orders = _orders(trial, number)

        def place() -> float:
            store_id, order = next(orders)
            began = time.perf_counter()
            with own.transaction() as db:
                enter_store(db, store_id)
                intake.take_orders(db, store_id, [order])
            return (time.perf_counter() - began) * 1000

        for _ in range(WARM_UP):
            place()
        start.wait()
        began = time.perf_counter()
        times = []
        while time.perf_counter() - began < trial.seconds:
            times.append(place())
        answers.put(Placed(len(times), time.perf_counter() - began, tuple(times)))


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
