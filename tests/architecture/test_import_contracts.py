"""The import contracts hold, and each of them catches the line that it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).parent / "lint-imports"
Lint = Callable[[dict[str, str]], subprocess.CompletedProcess[str]]

ORDERS = "app/modules/orders"
BAD_LINES = {
    "core to optional, inside a function": (
        "app/modules/core/bad.py",
        "def f():\n    import app.modules.orders.definition\n",
    ),
    "tenancy to core": ("app/modules/tenancy/bad.py", "import app.modules.core.definition\n"),
    "optional to optional": (f"{ORDERS}/bad.py", "import app.modules.catalog.definition\n"),
    "optional to optional, for a type": (
        f"{ORDERS}/bad.py",
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import app.modules.catalog.models\n",
    ),
    "registry to a module": ("app/modules/registry.py", "import app.modules.orders.definition\n"),
    "base to registry": ("app/modules/base.py", "import app.modules.registry\n"),
    "route to model": (f"{ORDERS}/routes/bad.py", "import app.modules.orders.models\n"),
    "route to repository": (
        f"{ORDERS}/routes/bad.py",
        "import app.modules.orders.repositories.order_facts\n",
    ),
    "repository to service": (
        f"{ORDERS}/repositories/bad.py",
        "import app.modules.orders.services.order_intake\n",
    ),
    "schema to model": (f"{ORDERS}/schemas/bad.py", "import app.modules.orders.models\n"),
    "contracts to kernel": ("app/modules/contracts/bad.py", "import app.kernel.money\n"),
    "contracts to a library": ("app/modules/contracts/bad.py", "import fastapi\n"),
    "kernel to a module": ("app/kernel/bad.py", "import app.modules.base\n"),
    "kernel to contracts": ("app/kernel/bad.py", "import app.modules.contracts.metrics\n"),
    "module to main": ("app/modules/core/bad.py", "import app.main\n"),
    "module to testing": ("app/modules/core/bad.py", "import app.testing\n"),
    "main to testing": ("app/main.py", "import app.testing\n"),
    "testing to main": ("app/testing/bad.py", "import app.main\n"),
    "new folder among the modules": ("app/modules/newcomer/__init__.py", ""),
    "new folder in app": ("app/extra/__init__.py", ""),
}


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Lints a copy of the code to which the given files were added, or lines at their end."""
    unwanted = shutil.ignore_patterns("__pycache__", "static", "templates", "locales", "*.ftl")
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=unwanted)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    def run(files: dict[str, str]) -> subprocess.CompletedProcess[str]:
        for name, line in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.parent.name == "orders":
                (path.parent / "__init__.py").touch()
            with path.open("a") as file:
                file.write(f"\n{line}")
        return subprocess.run(
            [LINT, "--no-cache"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


class TestImportContracts:
    def test_are_kept(self, lint: Lint) -> None:
        result = lint({})

        assert result.returncode == 0, result.stdout + result.stderr

    @pytest.mark.parametrize("kind", BAD_LINES)
    def test_catch_a_bad_line(self, lint: Lint, kind: str) -> None:
        name, line = BAD_LINES[kind]

        result = lint({name: line})

        assert result.returncode == 1
        assert "BROKEN" in result.stdout, result.stdout
