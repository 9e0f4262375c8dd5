"""Money is counted in whole minor units."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree

FLOATING = re.compile(r"\b(float|Float|REAL|Double|DOUBLE_PRECISION|Numeric)\b")
FLOAT_COLUMN = re.compile(r"\b(Float|REAL|Double|DOUBLE_PRECISION)\b")


def check(tree: SourceTree) -> Iterator[Problem]:
    """No float for anything called `*_minor`, next to Money, or in a table."""
    for name, code in tree.python():
        holds_tables = "/models/" in name or "/migrations/" in name
        for node in ast.walk(code):
            if _is_float_money(node):
                yield Problem(name, getattr(node, "lineno", 0), "money as a floating number")
            elif holds_tables and _is_float_column(node):
                yield Problem(name, getattr(node, "lineno", 0), "a floating column")


def _is_float_column(node: ast.AST) -> bool:
    if not isinstance(node, ast.Name | ast.Attribute):
        return False
    return FLOAT_COLUMN.fullmatch(ast.unparse(node).rpartition(".")[2]) is not None


def _is_float_money(node: ast.AST) -> bool:
    if isinstance(node, ast.AnnAssign):
        types = ast.unparse(node.annotation) + (ast.unparse(node.value) if node.value else "")
        return _is_money(ast.unparse(node.target)) and FLOATING.search(types) is not None
    if isinstance(node, ast.arg) and node.annotation:
        return _is_money(node.arg) and FLOATING.search(ast.unparse(node.annotation)) is not None
    if isinstance(node, ast.FunctionDef) and node.returns:
        return _is_money(node.name) and FLOATING.search(ast.unparse(node.returns)) is not None
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"float", "Money"}:
        return _mixes_float(node)
    return False


def _mixes_float(call: ast.Call) -> bool:
    given = [*call.args, *(word.value for word in call.keywords)]
    if ast.unparse(call.func) == "float":
        return any(_is_money(ast.unparse(value)) for value in given)
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, float)
        for value in given
        for part in ast.walk(value)
    )


def _is_money(name: str) -> bool:
    return name.endswith("_minor")
