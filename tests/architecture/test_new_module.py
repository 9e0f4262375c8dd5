"""The scaffold writes a module that passes everything at once."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scripts.new_module import CannotWrite, write_module
from tests.architecture.house import ROOT, copy_house, run

CODES = ["reviews", "gift_cards", "categories"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy with docs and the tests of a module's own folder."""
    copy = copy_house(tmp_path)
    shutil.copytree(ROOT / "docs", copy / "docs")
    shutil.copytree(ROOT / "tests/docs", copy / "tests/docs")
    shutil.copy(ROOT / "tests/conftest.py", copy / "tests")
    shutil.copy(ROOT / "tests/emptying.py", copy / "tests")
    (copy / "tests/modules").mkdir()
    (copy / "tests/modules/__init__.py").touch()
    return copy


@pytest.mark.slow
class TestNewModule:
    def test_is_green_at_once(self, house: Path) -> None:
        for code in CODES:
            written = run(house, "-m", "scripts.new_module", code)
            assert written.returncode == 0, written.stdout + written.stderr

        folders = [f"app/modules/{code}" for code in CODES]
        folders += [f"tests/modules/{code}" for code in CODES]
        tests = [
            "tests/modules",
            "tests/docs/test_generated.py",
            "-q",
            "-n0",
        ]
        lint = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
        for words in (
            ["-m", "ruff", "check", "--no-cache", *folders],
            ["-m", "ruff", "format", "--check", "--no-cache", *folders],
            ["-m", "mypy", *folders],
            ["-m", "pytest", *tests],
        ):
            result = run(house, *words)
            assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-2000:]
        for words in (["-c", lint], ["-m", "scripts.check_modules"]):
            complaints = run(house, *words).stdout
            assert "must be declared as a layer" not in complaints
            assert [
                line for line in complaints.splitlines() for code in CODES if code in line
            ] == []

    def test_mentions_the_files(self, house: Path) -> None:
        result = run(house, "-m", "scripts.new_module", "reviews")

        listed = result.stdout.split("\n\n")[0].splitlines()
        assert "app/modules/reviews/definition.py" in listed
        assert "tests/modules/reviews/test_review_metrics.py" in listed
        assert all((house / name).is_file() for name in listed)

    @pytest.mark.parametrize(
        "code", ["orders", "base", "Reviews", "gift-cards", "class", "../evil", "", "a__b", "4you"]
    )
    def test_refuses_what_is_no_code_or_is_taken(self, tmp_path: Path, code: str) -> None:
        modules = tmp_path / "app/modules"
        (modules / "orders").mkdir(parents=True)
        (modules / "base.py").touch()
        before = sorted(tmp_path.rglob("*"))

        with pytest.raises(CannotWrite):
            write_module(tmp_path, code)

        assert sorted(tmp_path.rglob("*")) == before

    def test_asks_for_a_code(self) -> None:
        result = run(ROOT, "-m", "scripts.new_module")

        assert result.returncode == 1
        assert "Usage" in result.stderr
        assert sys.executable not in result.stderr
