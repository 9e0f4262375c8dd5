"""Core, tenancy, kernel and the kit know no optional module, not even by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree, identifiers, strings

BELOW = (
    "app/kernel",
    "app/modules/core",
    "app/modules/tenancy",
    "app/middleware",
    "app/templates",
    "app/testing",
)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
# Names that mean something else down there; in strings and templates they stay forbidden, but for
# words of everyday use.
HOMONYMS = {"catalog": "the catalog of texts, as gettext calls it"}
EVERYDAY = {
    "search": "what a list or a page can be searched by",
    "checkout": "what SQLAlchemy calls taking a connection out of the pool",
}


def check(tree: SourceTree) -> Iterator[Problem]:
    """No optional module's code as a name, in a string, a template or a text; prose may use it."""
    codes = tree.optional_codes - set(EVERYDAY)
    if not codes:
        return
    words = "|".join(sorted(codes))
    spoken = re.compile(rf"(?<![a-zà-ÿ])({words})(?![a-zà-ÿ])", re.IGNORECASE)
    for name, code in tree.python(under=BELOW):
        for line, found in [*_named(code, codes), *_said(code, spoken)]:
            yield Problem(name, line, f"names the module {found}")
    for path in tree.files(".html", ".ftl", under=BELOW):
        text = JINJA_COMMENT.sub(_blank, path.read_text("utf-8"))
        for line, content in enumerate(text.splitlines(), 1):
            if match := spoken.search(content):
                yield Problem(tree.name(path), line, f"names the module {match[1].lower()}")


def _named(code: ast.Module, codes: set[str]) -> Iterator[tuple[int, str]]:
    for line, name in identifiers(code):
        found = codes - set(HOMONYMS) if not name.startswith("app.modules.") else codes
        for part in name.split("."):
            if part in found:
                yield line, part


def _said(code: ast.Module, spoken: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for node in strings(code):
        if match := spoken.search(str(node.value)):
            yield node.lineno, match[1].lower()


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")
