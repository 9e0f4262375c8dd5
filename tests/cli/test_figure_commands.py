"""`stoa metrics verify`, `repair` and `rebuild` as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel.clock import utc_now
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.core.services.figure_keeper import keep_all
from tests.factories import make_platform, make_store
from tests.modules.orders.factories import order_in, take

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture
def store_id(committed: Database) -> int:
    """A store that sold something today, with its figures folded."""
    with committed.transaction() as db:
        store = make_store(db, "attic", platforms=[make_platform(db, "harbour")])
        take(db, store.id, order_in(utc_now()))
    keep_all(committed)
    return store.id


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "metrics", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )


def plant(database: Database, store_id: int) -> None:
    with database.transaction() as db:
        enter_store(db, store_id)
        db.execute(
            text(
                "UPDATE core_figure SET amounts[1] = amounts[1] + 5"
                " WHERE grain = 1 AND module = 'orders' AND currency = ''"
            )
        )


def test_a_wrong_figure_is_named_and_mended(committed: Database, store_id: int) -> None:
    plant(committed, store_id)

    found, mended, again = run("verify"), run("repair"), run("verify", "--days", "3")

    assert found.returncode == 1
    assert "orders.total" in found.stdout
    assert "attic" in found.stdout
    assert "stoa metrics repair" in found.stderr
    assert "Mended orders of attic" in mended.stdout
    assert (again.returncode, again.stdout.strip()) == (
        0,
        "All figures are what the facts add up to.",
    )


def test_everything_is_counted_from_nothing(committed: Database, store_id: int) -> None:
    plant(committed, store_id)

    rebuilt, found = run("rebuild", "--store", "attic"), run("verify", "--store", "attic")

    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "Counted anew" in rebuilt.stdout
    assert found.returncode == 0, found.stdout


@pytest.mark.usefixtures("store_id")
def test_an_unknown_store_is_refused_with_those_that_there_are() -> None:
    refused = run("verify", "--store", "nowhere")

    assert refused.returncode == 1
    assert "There is no store 'nowhere'. Stores are: attic" in refused.stderr
