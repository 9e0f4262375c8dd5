"""Imports in processes of their own: killed without warning, and measured for memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from tests.modules.marketplace.factories import (
    committed_store,
    import_file,
    retail_rows,
    table_dumps,
    write_file,
)

pytestmark = pytest.mark.slow

IMPORT = """
import resource, sys
from pathlib import Path
from app.modules.registry import registry
from app.modules.marketplace.services.order_importer import order_importer

registry().load_models()
order_importer.import_orders(
    store_id=int(sys.argv[1]),
    path=Path(sys.argv[2]),
    file_format="online-retail",
    on_progress=lambda done: None,
)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
PATIENCE_SECONDS = 150
ALLOWED_GROWTH = 1.15


def start_import(store_id: int, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(store_id), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env=os.environ.copy(),
    )


def rows_taken(database: Database, store_id: int) -> tuple[int, str]:
    """The rows of the store's only import, and its state; nothing before it has begun."""
    with database.transaction() as db:
        enter_store(db, store_id)
        job = db.execute(text("SELECT rows, state FROM marketplace_import_job")).one_or_none()
        return (0, "") if job is None else (int(job.rows), str(job.state))


def test_a_killed_import_goes_on_where_it_stopped(
    settings: Settings, committed: Database, tmp_path: Path
) -> None:
    path = write_file(tmp_path, [*retail_rows(4000, lines_each=2), "nonsense"])
    unbroken, broken = committed_store(committed), committed_store(committed)
    expected = import_file(unbroken, path)

    process = start_import(broken, path)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while rows_taken(committed, broken)[0] < 2000 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    stopped_at, state = rows_taken(committed, broken)
    report = import_file(broken, path)

    assert process.returncode == -signal.SIGKILL
    assert 0 < stopped_at < expected.rows
    assert state == "running"
    assert (report.rows, report.created, report.refused) == (
        expected.rows,
        expected.created,
        expected.refused,
    )
    assert table_dumps(settings, broken) == table_dumps(settings, unbroken)


def test_memory_does_not_grow_with_the_file(committed: Database, tmp_path: Path) -> None:
    """Measured on 6,000 and 24,000 rows of the same 900 products and 700 customers."""
    peaks = []
    for invoices in (2000, 8000):
        path = write_file(tmp_path, retail_rows(invoices), name=f"{invoices}.csv")
        process = start_import(committed_store(committed), path)
        output, _nothing = process.communicate(timeout=PATIENCE_SECONDS * 2)
        assert process.returncode == 0
        peaks.append(int(output))

    assert peaks[1] < peaks[0] * ALLOWED_GROWTH, peaks
