"""The page about the kit is carried out outside the repository, by a package of somebody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, install_dummy
from tests.docs.tutorial_steps import steps_of

PAGE = ROOT / "docs/how-to/prove-a-provider.md"
DOES_NOTHING = """
from app.testing import ProviderConformance
from stoa_dummy.definition import dummy_module


class TestIdle(ProviderConformance):
    module = dummy_module

    def act(self, db, store_id, at, currency):
        pass
"""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside the repository, with the dummy package installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    install_dummy(folder)
    return folder


def run(workplace: Path, command: str) -> subprocess.CompletedProcess[str]:
    own = ("COV", "DATABASE_", "PYTEST", "STOA_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    paths = os.pathsep.join([str(ROOT), str(workplace / "packages")])
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("python", sys.executable, 1)],
        cwd=workplace,
        env={**plain, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
class TestProveAProvider:
    def test_works_as_written(self, workplace: Path) -> None:
        written, command = steps_of(PAGE.read_text(encoding="utf-8"))
        assert written.file is not None
        (workplace / written.file).write_text(written.body, encoding="utf-8")

        result = run(workplace, command.body.strip())

        assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-2000:]
        assert " 2 skipped" in result.stdout

    def test_tells_an_author_what_to_do(self, workplace: Path) -> None:
        (workplace / "test_idle.py").write_text(DOES_NOTHING, encoding="utf-8")

        result = run(workplace, "python -m pytest -p app.testing.plugin test_idle.py -k shows_at")

        assert result.returncode == 1, result.stdout[-3000:] + result.stderr[-2000:]
        assert "NotConform: act() happened and no number moved. Count it at once" in result.stdout
