"""One word for one thing: store, merchant, platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.check_modules.source_tree import Problem, SourceTree, identifiers

NEVER = {"vendor", "vendors", "company", "companies", "tenant", "tenants", "webshop"}
# These are English words too: they may stand in a sentence, but name nothing.
NO_NAMES = {"shop", "shops", "site", "sites", "channel", "channels"}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def check(tree: SourceTree) -> Iterator[Problem]:
    """No forbidden synonym in names, and the worst ones not even in a sentence."""
    for path in tree.files(".py", ".html", ".ftl", ".css", ".js", under=("app", "migrations")):
        name = tree.name(path)
        for word in _words(name) & (NEVER | NO_NAMES):
            yield Problem(name, 1, f"the file's name says {word!r}")
        wanted = NEVER | NO_NAMES if path.suffix == ".ftl" else NEVER
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            for word in _words(text) & wanted:
                yield Problem(name, line, f"says {word!r}")
        if path.suffix == ".py":
            for line, identifier in identifiers(tree.parsed(path)):
                for word in _words(identifier) & NO_NAMES:
                    yield Problem(name, line, f"{identifier!r} says {word!r}")


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}
