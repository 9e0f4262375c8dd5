"""Results as a page of Markdown: what was run, on what, and the tables."""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from app.kernel.config import project_root

RESULTS = Path(__file__).parent / "results"
Cell = str | float | int | None


def write_page(
    name: str, title: str, sections: Sequence[str], *, plots: Sequence[str] = ()
) -> Path:
    """`bench/results/<name>.md`; plots are names of SVG files beside it."""
    pictures = [f"![{plot}]({plot}.svg)" for plot in plots]
    parts = [f"# {title}", _header(), *pictures, *sections]
    return write_file(f"{name}.md", "\n\n".join(parts) + "\n")


def write_file(name: str, text: str) -> Path:
    """A file of the results; gives its path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / name
    path.write_text(text)
    return path


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table; numbers stand on the right, nothing is a dash."""
    lines = [_line(heads), "|" + "|".join("---" if not i else "---:" for i in range(len(heads)))]
    lines[1] += "|"
    return "\n".join([*lines, *(_line([_text(cell) for cell in row]) for row in rows)])


def count_text(number: int) -> str:
    """10,000 as "10 thousand", 10,000,000 as "10 million"."""
    for size, word in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= size and number % size == 0:
            return f"{number // size} {word}"
    return f"{number:,}"


def without_folder(arguments: Sequence[str]) -> list[str]:
    """The arguments of a command without `--data`: where a machine keeps its data is its own."""
    kept, is_folder = [], False
    for argument in arguments:
        if not is_folder and argument != "--data" and not argument.startswith("--data="):
            kept.append(argument)
        is_folder = argument == "--data"
    return kept


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:,.1f}" if abs(cell) < 1000 else f"{cell:,.0f}"  # noqa: PLR2004 - three digits
    return f"{cell:,}" if isinstance(cell, int) else cell


def _header() -> str:
    command = shlex.join(["python", "-m", "bench", *without_folder(sys.argv[1:])])
    memory = psutil.virtual_memory().total / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return "\n".join(
        [
            f"- Command: `{command}`",
            f"- Commit: {_commit()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            f"- Machine: {psutil.cpu_count()} cores ({_processor()}), {memory:.0f} GB,"
            f" Python {platform.python_version()}, the embedded PostgreSQL",
            f"- Load of the machine at the end (1, 5, 15 minutes): {load}",
        ]
    )


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whichever git is there
        cwd=project_root(),
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
