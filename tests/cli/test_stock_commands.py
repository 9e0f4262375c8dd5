"""`stoa stock recount` as it is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from tests.factories import make_store
from tests.modules.inventory.factories import make_item

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "stock", "recount", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_level_that_drifted_is_named_and_mended(committed: Database) -> None:
    with committed.transaction() as db:
        store = make_store(db, "attic")
        variant_id, store_id = make_item(db, store, 7), store.id
    with committed.transaction() as db:
        enter_store(db, store_id)
        db.execute(text("UPDATE inventory_stock_item SET on_hand = 99"))

    found, again, unknown = run(), run("--store", "attic"), run("--store", "none")

    said = f"attic: variant {variant_id} in all: 99 on hand and 0 set aside, now 7 and 0"
    assert (found.returncode, found.stdout.splitlines()) == (0, [said, "Mended 1 levels."])
    assert again.stdout.strip() == "Every level is what its movements say."
    assert unknown.returncode == 1
    assert "There are: attic." in unknown.stderr
