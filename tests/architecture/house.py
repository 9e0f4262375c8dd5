"""A copy of the house, and programs run in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CACHES = shutil.ignore_patterns("__pycache__", "node_modules")


def copy_house(target: Path, *, without: Iterable[str] = ()) -> Path:
    """Code, migrations and the tests that ask for dashboards; some modules are left out."""
    for name in ("app", "migrations", "scripts", "tests/architecture"):
        shutil.copytree(ROOT / name, target / name, ignore=CACHES)
    for name in ("pyproject.toml", "tests/__init__.py", "tests/factories.py"):
        shutil.copy(ROOT / name, target / name)
    for code in without:
        shutil.rmtree(target / "app/modules" / code)
    return target


def run(
    house: Path, *words: str | Path, beside: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs Python in the house; packages in `beside` count as installed.

    Coverage is measured in Stoa itself only: of a copy it keeps no line, and costs a third.
    """
    paths = [str(house), *([str(beside)] if beside else [])]
    inherited = dict(os.environ)
    if house != ROOT:
        inherited.pop("COVERAGE_PROCESS_CONFIG", None)
    return subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env={**inherited, "PYTHONPATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def install_dummy(folder: Path) -> Path:
    """A folder of installed packages with the dummy module in it, put there by pip."""
    shutil.copytree(ROOT / "tests/dummy_module", folder / "source")
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    pip += ["--no-deps", "--no-build-isolation", "--no-index"]
    pip += ["--target", folder / "packages", folder / "source"]
    subprocess.run(pip, check=True, capture_output=True)
    return folder / "packages"


def ask_dashboards(house: Path, beside: Path | None = None) -> tuple[dict[str, Any], str]:
    """Both dashboards' answers and what went to the log; DATABASE_URL says where."""
    result = run(house, "-m", "tests.architecture.ask_dashboards", beside=beside)
    assert result.returncode == 0, result.stderr[-3000:]
    answers: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return answers, result.stderr + result.stdout
