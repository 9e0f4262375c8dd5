"""One served Stoa and one browser for all tests of this folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.cli.demo import world
from tests.browser.driving import Stoa, Visit
from tests.chromium import find_chromium
from tests.cli.processes import free_port
from tests.conftest import TEMPLATE, _admin_url, _database_url, _recreate

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120.0
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker("slow")


@pytest.fixture(scope="session")
def chromium() -> str:
    found = find_chromium()
    if found is None:
        pytest.skip("no Chromium on the PATH; STOA_CHROMIUM may name one")
    return found


@pytest.fixture(scope="session")
def stoa(
    request: pytest.FixtureRequest,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    chromium: str,
) -> Iterator[Stoa]:
    """The application in a process and on a database of its own."""
    name = f"stoa_browser_{worker_id}"
    admin_url = _admin_url(request.config)
    _recreate(admin_url, name, TEMPLATE)
    folder = tmp_path_factory.mktemp("browser")
    log = folder / "log.txt"
    served = Stoa(f"http://127.0.0.1:{free_port()}", folder / "broken")
    environment = {"DATABASE_URL": _database_url(admin_url, name), "STOA_DATA_DIR": str(folder)}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.live_stoa", served.port, str(served.flag)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_ready(process, served, log)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(process: subprocess.Popen[bytes], served: Stoa, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            with socket.create_connection(("127.0.0.1", int(served.port)), timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Closed with its file: while Playwright runs, no other test can start an event loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def visit(stoa: Stoa, browser: Browser) -> Visit:
    """Opens browser contexts for people; each person signs in once."""
    emails = {"operator": world.ALL_OPERATOR.email, "owner": world.CLAIRE.email}
    return Visit(stoa, browser, emails, world.PASSWORD)
