"""What a store's API does in a second: lists, products and whole purchases, beside bare routes."""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from sqlalchemy.engine import make_url

from app.cli.migrating import migrate_database
from app.kernel.config import project_root
from bench.report import Cell, count_text, table, write_page
from bench.server import connect, database_url, recreate, settings_for
from bench.storefront_data import STORE, Goods, add_past_orders, fill_store
from bench.web import Served, do_waiting_jobs, free_port, served, wait_for
from bench.wire import Outcome, Wire, drive, flood, request

WORKERS, READERS, BUYERS, STARTS = 2, 16, 8, 5
ROUTE = f"/stores/{STORE}/api/v1/storefront"
ADDRESS = {
    "name": "Lea Muller",
    "line1": "1, rue du Marché",
    "city": "Luxembourg",
    "postal_code": "1728",
    "country": "LU",
}
CREATED = 201


def measure_storefront(
    server_url: str, data: Path, *, products: int, orders: int, seconds: float, method: str
) -> Path:
    """Fills a new database, floods both servers in turns, and writes a page."""
    name = f"bench_store_{products}"
    recreate(server_url, name)
    settings = settings_for(server_url, name, data)
    migrate_database(settings)
    began = time.monotonic()
    goods = fill_store(settings, products)
    filled = time.monotonic() - began
    if orders:
        add_past_orders(server_url, name, settings, goods.store_id, orders)
    do_waiting_jobs(server_url, name, data)
    _add_bare_rows(server_url, name)
    with connect(server_url, name) as connection:
        connection.execute("ANALYZE")
    started = _start_seconds(server_url, name, data)
    rows: list[list[Cell]] = []
    with (
        _bare(server_url, name, data) as bare,
        served(server_url, name, data, workers=WORKERS, environment="development") as web,
    ):
        one = flood(
            bare.port, [_get(f"/one/{i}") for i in range(1, 999)], clients=READERS, seconds=seconds
        )
        many = flood(
            bare.port, [_get(f"/many/{i}") for i in range(1, 900)], clients=READERS, seconds=seconds
        )
        rows.append(["bare route, one row", *_cells(one), None])
        rows.append(["bare route, 24 rows", *_cells(many), None])
        for title, requests in _readings(goods).items():
            flood(web.port, requests, clients=READERS, seconds=seconds / 4)
            seen = flood(web.port, requests, clients=READERS, seconds=seconds)
            reference = many if "list" in title else one
            rows.append([title, *_cells(seen), seen.rate / reference.rate])
        for title, is_stepwise in (("five", True), ("two", False)):
            purchase = _Purchase(goods, method, is_stepwise=is_stepwise)
            drive(web.port, BUYERS, seconds / 4, purchase)
            bought = drive(web.port, BUYERS, seconds, purchase)
            rows.append([f"whole guest checkouts, {title} calls each", *_cells(bought), None])
        memory = [process.memory_full_info().pss / 1e6 for process in _processes(web)]
    heads = ["what", "a second", "p50 ms", "p99 ms", "failed", "ratio to the bare route"]
    facts = (
        f"{count_text(products)} products, two variants each, filled in {filled:.0f} s,"
        f" and {count_text(orders)} orders of the past."
        f" Start to first answer, the middle of {STARTS}: {started:.2f} s."
        " Memory of all server processes after the load, what they share counted once:"
        f" {sum(memory):.0f} MB ({', '.join(f'{size:.0f}' for size in memory)})."
        f" {WORKERS} processes, {READERS} connections reading, {BUYERS} buying; paid by {method}."
        " A checkout of five calls: cart with a line, address and e-mail, way of delivery, way of"
        " payment, order. One of two: cart with a line, order with all the rest."
    )
    return write_page(
        f"storefront_{products}_{orders}", "The storefront's API", [facts, table(heads, rows)]
    )


class _Purchase:
    """A whole purchase by a guest; stepwise as the peers were measured, else all in the order."""

    def __init__(self, goods: Goods, method: str, *, is_stepwise: bool = True) -> None:
        self._variants = goods.variants
        self._method = method
        self._is_stepwise = is_stepwise

    def __call__(self, wire: Wire, turn: int) -> bool:
        variant = self._variants[(turn * 7919) % len(self._variants)]
        cart = self._post(wire, "/carts", {"lines": [{"variant_id": variant, "quantity": 1}]})
        if cart is None:
            return False
        way = f"/checkouts/{cart['token']}"
        email = f"guest-{turn}@example.test"
        said: Sequence[dict[str, object]] = (
            {"email": email, "shipping_address": ADDRESS},
            {"shipping_code": "standard"},
            {"payment_method": self._method},
        )
        for each in said if self._is_stepwise else ():
            status, _ = wire.ask(request("PATCH", ROUTE + way, json.dumps(each).encode()))
            if status != http.client.OK:
                return False
        rest = {} if self._is_stepwise else {k: v for each in said for k, v in each.items()}
        placed = self._post(wire, f"{way}/order", rest, f"bench-{turn}-{cart['token']}")
        return placed is not None

    @staticmethod
    def _post(
        wire: Wire, path: str, body: dict[str, object], key: str | None = None
    ) -> dict[str, object] | None:
        headers = {} if key is None else {"Idempotency_Key": key}
        sent = request("POST", ROUTE + path, json.dumps(body).encode(), **headers)
        status, answer = wire.ask(sent)
        return json.loads(answer) if status == CREATED else None


def _readings(goods: Goods) -> dict[str, list[bytes]]:
    pages = ("", "&sort=price", "&sort=title", "&sort=newest")
    return {
        "list of 24 products": [_get(f"{ROUTE}/products?limit=24{page}") for page in pages],
        "one product": [_get(f"{ROUTE}/products/{id_}") for id_ in goods.products[:200]],
    }


def _get(path: str) -> bytes:
    return request("GET", path)


def _cells(seen: Outcome) -> list[Cell]:
    return [seen.rate, seen.timing.p50, seen.timing.p99, seen.failures]


def _processes(web: Served) -> list[psutil.Process]:
    parent = psutil.Process(web.process_id)
    return [parent, *parent.children(recursive=True)]


def _start_seconds(server_url: str, name: str, data: Path) -> float:
    """From the command to the first answer; only the database runs beside it."""
    seen = []
    for _ in range(STARTS):
        began = time.monotonic()
        with served(server_url, name, data, workers=WORKERS, environment="development"):
            seen.append(time.monotonic() - began)
    return statistics.median(seen)


def _add_bare_rows(server_url: str, name: str) -> None:
    with connect(server_url, name) as connection:
        connection.execute(
            "CREATE TABLE bare_row AS SELECT i::bigint AS id, 1::bigint AS store_id,"
            " 'SKU-' || i AS sku, 'Thing ' || i AS title FROM generate_series(1, 1000) i"
        )
        connection.execute("ALTER TABLE bare_row ADD PRIMARY KEY (id)")


@contextmanager
def _bare(server_url: str, name: str, data: Path) -> Iterator[Served]:
    port = free_port()
    url = make_url(database_url(server_url, name)).set(drivername="postgresql+psycopg")
    environment = os.environ | {"BARE_DATABASE_URL": url.render_as_string(hide_password=False)}
    command = [sys.executable, "-m", "uvicorn", "bench.bare_app:app", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--no-access-log", "--log-level", "warning"]
    with (
        (data / "bare.log").open("w") as log,
        subprocess.Popen(  # noqa: S603 - our own program
            command, env=environment, cwd=project_root(), stdout=log, stderr=log
        ) as process,
    ):
        try:
            wait_for(port, process)
            yield Served(port, process.pid)
        finally:
            process.terminate()
