"""Reads a tutorial as a list of things to do, and does them in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
# What the commands of the tutorial need; without the other tests, a run of a part is quick.
NEEDED = (
    "Makefile",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "requirements-dev.lock",
    "requirements.lock",
    "app",
    "docs",
    "migrations",
    "scripts",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/emptying.py",
    "tests/factories.py",
    "tests/modules/__init__.py",
)


@dataclass(frozen=True)
class Step:
    """A file to write, when `file` is given, else commands for a shell, one a line."""

    body: str
    file: str | None


def steps_of(tutorial: str) -> list[Step]:
    """Every fenced block, in order. A block that is neither a file nor a command is an error."""
    steps = []
    for block in _BLOCK.finditer(tutorial):
        if block["file"] is None and block["language"] != "sh":
            raise ValueError(f"neither a file nor a command: {block[0][:60]}")
        steps.append(Step(block["body"], block["file"]))
    return steps


class Workshop:
    """A copy of the repository in which a tutorial is carried out, with this Python's packages."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = folder
        for name in NEEDED:
            _copy(source / name, folder / name)
        (folder / ".venv").symlink_to(sys.prefix)
        (folder / "installed").touch()

    def do(self, step: Step, **environment: str) -> None:
        """Writes the step's file, or runs its commands; the first that fails raises."""
        if step.file is None:
            for command in step.body.splitlines():
                self.run(command, **environment)
            return
        target = self.folder / step.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(step.body, encoding="utf-8")

    def run(self, command: str, **environment: str) -> str:
        """Runs a command of the shell in the copy; its output. AssertionError when it fails."""
        words = command
        if command.startswith("make "):
            # Nothing may be installed: .venv is that of this run.
            words = f"{command} -o installed WORK_STAMP=installed JOBS=0"
        done = subprocess.run(
            ["/bin/sh", "-c", words],
            cwd=self.folder,
            env={**_plain_environment(), "PYTHONPATH": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copy2(source, target)


def _plain_environment() -> dict[str, str]:
    """Without what this test run has set for itself."""
    own = ("COV", "DATABASE_", "MAKE", "PYTEST", "STOA_", "cov")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}
