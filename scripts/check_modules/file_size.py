"""No file eats the house."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree

LIMIT = 400
LIMIT_OF_TESTS = 600


def check(tree: SourceTree) -> Iterator[Problem]:
    """At most 400 lines in a file, 600 in a test."""
    folders = ("app", "scripts", "migrations", "bench", "tests")
    for path in tree.files(".py", ".html", ".ftl", ".css", under=folders):
        name = tree.name(path)
        limit = LIMIT_OF_TESTS if name.startswith("tests/") else LIMIT
        lines = len(path.read_text("utf-8").splitlines())
        if lines > limit:
            yield Problem(name, lines, f"{lines} lines, more than {limit}")
