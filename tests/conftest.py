"""What every test shares: markers by discovery, a database server, settings of its own."""

import os
import tempfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "app" / "modules"
MODULE_TESTS = ROOT / "tests" / "modules"
FRONTENDS = ("admin", "merchant", "store", "storefront", "platform")
NO_CHROMIUM = "browser tests skipped: no Chromium found (install it, or name it in STOA_CHROMIUM)"

# Before anything reads settings: never the developer's own .env, data folder or database.
os.environ["STOA_ENV_FILE"] = ""
os.environ["STOA_ENVIRONMENT"] = "test"
os.environ["STOA_SECRET_KEY"] = "for-tests-only-" + "x" * 32
os.environ["STOA_DATA_DIR"] = str(Path(tempfile.gettempdir()) / f"stoa-no-data-{os.getpid()}")
os.environ.pop("DATABASE_URL", None)


def module_codes() -> list[str]:
    """Codes of the modules in the house and of those installed beside it."""
    here = [path.parent.name for path in MODULES.glob("*/definition.py")]
    return sorted({*here, *(point.name for point in entry_points(group="stoa.modules"))})


def pytest_configure(config: pytest.Config) -> None:
    for code in module_codes():
        config.addinivalue_line("markers", f"{code}: the module {code}")
    for frontend in FRONTENDS:
        config.addinivalue_line("markers", f"{frontend}: pages or API of the {frontend} frontend")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by place and name: tests/modules/orders/... and test_store_orders.py."""
    codes = set(module_codes())
    has_chromium = find_chromium() is not None
    for item in items:
        for name in {_module_of(item.path), _frontend_of(item.path)} & (codes | set(FRONTENDS)):
            item.add_marker(name)
        if not has_chromium and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_CHROMIUM in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_CHROMIUM)


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """Address, as administrator, of a PostgreSQL server that this test process may fill at will.

    STOA_TEST_DATABASE_URL names one; otherwise an embedded one starts and is erased at the end.
    """
    from app.kernel.database.embedded import temporary_cluster

    chosen = os.environ.get("STOA_TEST_DATABASE_URL")
    if chosen:
        yield chosen
        return
    with temporary_cluster() as url:
        yield url


def _module_of(path: Path) -> str:
    inside = path.relative_to(MODULE_TESTS).parts if path.is_relative_to(MODULE_TESTS) else ()
    return inside[0] if len(inside) > 1 else ""


def _frontend_of(path: Path) -> str:
    words = path.stem.removeprefix("test_").split("_")
    return words[0] if words[0] in FRONTENDS else ""
