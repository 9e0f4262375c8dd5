"""Statements are built and run in repositories."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree

BUILDERS = {"select", "insert", "update", "delete", "union_all"}
RUNNERS = {"execute", "scalar", "scalars", "exec_driver_sql"}


def check(tree: SourceTree) -> Iterator[Problem]:
    """No `select(...)`, `insert(...)` or `.execute(...)` in a module outside its repositories."""
    for name, code in tree.python():
        if "/repositories/" in name or "/migrations/" in name:
            continue
        for node in ast.walk(code):
            if isinstance(node, ast.Call) and _is_statement(node.func):
                yield Problem(name, node.lineno, "a statement outside a repository")


def _is_statement(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in BUILDERS
    return isinstance(called, ast.Attribute) and called.attr in RUNNERS
