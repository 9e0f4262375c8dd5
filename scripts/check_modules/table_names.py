"""A table's name says whose it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree


def check(tree: SourceTree) -> Iterator[Problem]:
    """Tables of a module, in models and migrations, begin with its code."""
    for name, code in tree.python(under=("app/modules",)):
        module = name.split("/")[2]
        for line, table in _tables(code):
            if not table.startswith(f"{module}_"):
                yield Problem(name, line, f"the table {table} does not begin with {module}_")


def _tables(code: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(code):
        value = None
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__tablename__":
            value = node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "op.create_table":
            value = node.args[0] if node.args else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.lineno, value.value
