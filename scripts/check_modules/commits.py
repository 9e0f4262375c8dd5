"""Application code flushes; the edge commits once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree


def check(tree: SourceTree) -> Iterator[Problem]:
    """No `.commit()` outside the kernel."""
    for name, code in tree.python():
        if name.startswith("app/kernel/"):
            continue
        for node in ast.walk(code):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr == "commit":
                yield Problem(name, called.lineno, "a commit outside the kernel")
