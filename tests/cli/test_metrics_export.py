"""`stoa metrics export` as it is typed: what it writes, refuses and ends with."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.kernel.database.engine import Database
from tests.factories import make_platform, make_store

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("attic")]


@pytest.fixture
def attic(committed: Database) -> None:
    with committed.transaction() as db:
        platform = make_platform(db, "bazaar", time_zone="Europe/Luxembourg")
        make_store(db, "attic", platforms=[platform])
        make_store(db, "alone")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    script = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "metrics", "export", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_writes_a_platform_as_csv_and_a_store_as_json(tmp_path: Path) -> None:
    file = tmp_path / "numbers.json"

    platform = run("--platform", "bazaar", "--period", "7d", "--basis", "order")
    store = run("--store", "attic", "--series", "day", "--format", "json", "--output", file)

    assert platform.stderr == ""
    rows = list(csv.DictReader(io.StringIO(platform.stdout.removeprefix("\ufeff"))))
    stores = next(row for row in rows if row["key"] == "tenancy.total_stores")
    assert stores["value"] == "1"
    assert stores["label"] == "Stores"
    assert stores["time_zone"] == "Europe/Luxembourg"
    assert {row["basis"] for row in rows} == {"order"}
    average = [row for row in rows if row["key"] == "orders.avg_order_value"]
    assert all((row["value"], row["state"]) == ("", "not_applicable") for row in average)
    assert (store.stdout, store.stderr) == ("", "")
    points = [p for p in json.loads(file.read_text()) if p["key"] == "catalog.products"]
    assert len(points) == 30
    assert {point["value"] for point in points} == {0}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name a place"),
        (("--store", "cellar"), "There is no store 'cellar'. There are: alone, attic."),
        (("--platform", "fair"), "There is no platform 'fair'. There are: bazaar."),
        (("--store", "alone"), "Store 'alone' is not linked to any platform."),
        (("--store", "attic", "--period", "ever"), "This period does not exist. Allowed: today"),
        (("--store", "attic", "--compare", "x"), "Allowed: none, previous, year."),
        (("--store", "attic", "--basis", "x"), "This basis does not exist. Allowed: event, order."),
        (("--store", "attic", "--series", "x"), "Allowed: day, week, month."),
        (("--store", "attic", "--format", "x"), "--format must be csv or json"),
    ],
)
def test_refuses_with_one_message(arguments: tuple[str, ...], message: str) -> None:
    answer = run(*arguments)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("stoa: ")
    assert message in answer.stderr.replace("\u2068", "").replace("\u2069", "")
