"""`python -m bench`: loading histories and measuring on them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import psutil
import typer
from rich.console import Console

from app.cli.migrating import migrate_database
from app.kernel.config import project_root
from bench.dashboard import measure_dashboards
from bench.load import Loading, new_history
from bench.placing import measure_placing
from bench.read_models import fill_read_models
from bench.search import measure_search
from bench.series import measure_series
from bench.server import (
    History,
    bench_server,
    describe,
    histories,
    recreate,
    settings_for,
)
from bench.storage import measure_storage
from bench.storefront import measure_storefront
from bench.throughput import measure_throughput

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
console = Console()
Data = Annotated[Path, typer.Option(help="Folder of the server that holds all sizes.")]
Sizes = Annotated[
    list[int] | None, typer.Option("--orders", help="Which sizes; all that are loaded.")
]
Size = Annotated[
    int | None, typer.Option("--orders", help="Which size; the largest that is loaded.")
]
DATA = project_root() / ".bench"


@app.callback()
def main() -> None:
    """Each command opens the server of the data folder, and ends it if it started it."""


@app.command()
def load(
    *,
    orders: Annotated[int, typer.Option(min=1, help="How many orders the history has.")],
    stores: Annotated[int, typer.Option(min=5)] = 1000,
    seed: int = 1,
    ending: Annotated[datetime | None, typer.Option(help="Last moment (UTC); now.")] = None,
    data: Data = DATA,
) -> None:
    """Generate a history of three years in a database of its own; replaces the same size."""
    history = new_history(orders, stores, seed, ending)
    started = time.monotonic()
    with bench_server(data, for_load=True) as server_url:
        recreate(server_url, history.database)
        settings = settings_for(server_url, history.database, data)
        migrate_database(settings)
        Loading(server_url, history, console.print).run()
        describe(server_url, history)
        console.print(f"{orders} orders in {time.monotonic() - started:.1f} s")
        began = time.monotonic()
        fill_read_models(settings)
        console.print(f"read models in {time.monotonic() - began:.1f} s")
        console.print(f"CPU of the server: {_server_cpu():.0f} s")


@app.command()
def dashboard(
    *,
    orders: Sizes = None,
    rounds: Annotated[int, typer.Option(min=1)] = 20,
    each: Annotated[int, typer.Option(min=1, help="Requests a round.")] = 10,
    live_rounds: Annotated[int, typer.Option(min=1, help="Live counts of each.")] = 5,
    data: Data = DATA,
) -> None:
    """Both dashboards over HTTP on every loaded history, against counting live."""
    with bench_server(data) as server_url:
        found = _chosen(server_url, orders or [])
        paths = measure_dashboards(
            server_url, found, data, rounds=rounds, each=each, live_rounds=live_rounds
        )
        for path in paths:
            console.print(path.name)


@app.command()
def series(
    *,
    orders: Sizes = None,
    rounds: Annotated[int, typer.Option(min=1)] = 20,
    data: Data = DATA,
) -> None:
    """A year of days: one provider by itself, and the whole dashboard."""
    with bench_server(data) as server_url:
        found = _chosen(server_url, orders or [])
        console.print(measure_series(server_url, found, data, rounds=rounds).name)


@app.command()
def placing(
    *,
    orders: Size = None,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    seconds: Annotated[float, typer.Option(min=0.5, help="Of each round.")] = 5.0,
    data: Data = DATA,
) -> None:
    """Orders a second, read models on and off, in a copy of one history (the largest)."""
    with bench_server(data) as server_url:
        history = _chosen(server_url, [orders] if orders else [])[-1]
        page = measure_placing(server_url, history, data, rounds=rounds, seconds=seconds)
        console.print(page.name)


@app.command()
def throughput(
    *,
    orders: Size = None,
    seconds: Annotated[float, typer.Option(min=2)] = 20.0,
    store: Annotated[int, typer.Option(min=1, help="Rank of the store looked at.")] = 1,
    data: Data = DATA,
) -> None:
    """Dashboards a second on two workers of one history (the largest), and their profile."""
    with bench_server(data) as server_url:
        history = _chosen(server_url, [orders] if orders else [])[-1]
        page = measure_throughput(server_url, history, data, seconds=seconds, store=store)
        console.print(page.name)


@app.command()
def storefront(
    *,
    products: Annotated[int, typer.Option(min=1, help="Products in the store.")] = 1000,
    orders: Annotated[int, typer.Option(min=0, help="Orders of the past two years.")] = 20_000,
    seconds: Annotated[float, typer.Option(min=1, help="Of each flood.")] = 10.0,
    method: Annotated[str, typer.Option(help="How purchases are paid.")] = "test",
    data: Data = DATA,
) -> None:
    """Lists, products and whole purchases over the storefront's API, beside bare routes."""
    with bench_server(data) as server_url:
        page = measure_storefront(
            server_url, data, products=products, orders=orders, seconds=seconds, method=method
        )
        console.print(page.name)


@app.command()
def search(
    *,
    products: Annotated[int, typer.Option(min=1000)] = 100_000,
    rounds: Annotated[int, typer.Option(min=5)] = 40,
    refill: Annotated[bool, typer.Option(help="Make the store and its index anew.")] = True,
    data: Data = DATA,
) -> None:
    """Search over many products: filling the index, and what each kind of search takes."""
    measure_search(data, console.print, products=products, rounds=rounds, refill=refill)


@app.command()
def storage(*, orders: Sizes = None, data: Data = DATA) -> None:
    """Sizes of the read models and of the tables that they summarise."""
    with bench_server(data) as server_url:
        console.print(measure_storage(server_url, _chosen(server_url, orders or [])).name)


@app.command()
def rebuild(*, orders: Sizes = None, data: Data = DATA) -> None:
    """Bring loaded histories to the newest schema and fill their read models."""
    with bench_server(data) as server_url:
        for history in _chosen(server_url, orders or []):
            settings = settings_for(server_url, history.database, data)
            began = time.monotonic()
            migrate_database(settings)
            fill_read_models(settings)
            console.print(f"{history.orders} orders: {time.monotonic() - began:.1f} s")


def _chosen(server_url: str, orders: Sequence[int]) -> list[History]:
    found = histories(server_url)
    missing = sorted(set(orders) - set(found))
    if missing or not found:
        raise typer.BadParameter(f"not loaded: {missing or 'anything'}; see `load`")
    return [history for size, history in found.items() if not orders or size in orders]


def _server_cpu() -> float:
    """CPU seconds that this process's children have used, ended ones included."""
    times = psutil.Process().cpu_times()
    alive = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    inside = sum(
        used.user + used.system + used.children_user + used.children_system for used in alive
    )
    return float(inside + times.children_user + times.children_system)


if __name__ == "__main__":
    app()
