"""Runs every validator over the repository: python -m scripts.check_modules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from scripts.check_modules import (
    commits,
    definitions,
    file_size,
    languages,
    metrics,
    moments,
    money,
    optional_names,
    session_settings,
    statements,
    table_names,
    words,
)
from scripts.check_modules.exceptions import EXCEPTIONS, Allowed
from scripts.check_modules.source_tree import Problem, SourceTree

ROOT = Path(__file__).resolve().parents[2]
Check = Callable[[SourceTree], Iterable[Problem]]
CHECKS: dict[str, Check] = {
    "commits": commits.check,
    "definitions": definitions.check,
    "file_size": file_size.check,
    "languages": languages.check,
    "metrics": metrics.check,
    "moments": moments.check,
    "money": money.check,
    "optional_names": optional_names.check,
    "session_settings": session_settings.check,
    "statements": statements.check,
    "table_names": table_names.check,
    "words": words.check,
}


def problems(tree: SourceTree, exceptions: Sequence[Allowed] = EXCEPTIONS) -> Iterator[Problem]:
    """What is wrong and not excepted; an exception that nothing needs any more is wrong too."""
    unused = set(exceptions)
    for name, check in CHECKS.items():
        for problem in check(tree):
            excuses = {item for item in exceptions if item.check == name}
            excuses = {item for item in excuses if item.covers(problem.path)}
            unused -= excuses
            if not excuses:
                yield Problem(problem.path, problem.line, f"{name}: {problem.message}")
    for item in sorted(unused, key=lambda item: (item.check, item.path)):
        yield Problem(item.path, 0, f"{item.check}: this exception is needed no more; remove it")


def main() -> int:
    """Prints the problems; 1 when there are any."""
    found = list(problems(SourceTree(ROOT)))
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
