"""A setting ends with its transaction: the next request on the connection must not inherit it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree, strings

SESSION_SET = re.compile(
    r"^\s*SET\s+(?!LOCAL\b|TRANSACTION\b|CONSTRAINTS\b)(SESSION\b|ROLE\b|[a-z_.]+\s*(=|TO\b))",
    re.IGNORECASE,
)
SET_CONFIG = re.compile(r"set_config\([^()]*,\s*false\s*\)", re.IGNORECASE)


def check(tree: SourceTree) -> Iterator[Problem]:
    """No `SET` without LOCAL and no `set_config(..., false)` in any statement."""
    for name, code in tree.python(under=("app", "migrations")):
        for said in strings(code):
            text = str(said.value)
            if SESSION_SET.search(text) or SET_CONFIG.search(text):
                yield Problem(name, said.lineno, "a setting that outlives its transaction")
        for node in ast.walk(code):
            if isinstance(node, ast.Call) and _sets_for_the_session(node):
                yield Problem(name, node.lineno, "a setting that outlives its transaction")


def _sets_for_the_session(call: ast.Call) -> bool:
    """`func.set_config("app.x", value, False)`."""
    if not ast.unparse(call.func).endswith("set_config") or not call.args:
        return False
    last = call.args[-1]
    return isinstance(last, ast.Constant) and last.value is False
