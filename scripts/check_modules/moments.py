"""Moments are aware, and one place reads the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree

CLOCK = "app/kernel/clock.py"
NAIVE = {"utcnow", "utcfromtimestamp"}
CLOCK_READERS = {"datetime.now", "date.today", "datetime.today", "time.time"}


def check(tree: SourceTree) -> Iterator[Problem]:
    """No naive moment, no time column without its zone, no clock but the kernel's."""
    for name, code in tree.python():
        for node in ast.walk(code):
            if isinstance(node, ast.Call) and (message := _problem(node, name)):
                yield Problem(name, node.lineno, message)


def _problem(call: ast.Call, name: str) -> str | None:
    called = ast.unparse(call.func)
    short = called.rpartition(".")[2]
    if short in NAIVE:
        return f"{short}() makes a naive moment"
    if short == "DateTime" and not any(word.arg == "timezone" for word in call.keywords):
        return "a time column without timezone=True"
    if called in CLOCK_READERS and name != CLOCK:
        return f"{called}() reads the clock; ask app.kernel.clock.utc_now()"
    return None
