"""Every text speaks all four languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import FluentParser, ast

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from scripts.check_modules.source_tree import Problem, SourceTree


def check(tree: SourceTree) -> Iterator[Problem]:
    """The same text ids in en, fr, de and lb, and no line that Fluent cannot read."""
    folders = sorted({path.parent for path in tree.files(".ftl")})
    for folder in folders:
        texts = {}
        for locale in SUPPORTED_LOCALES:
            file = folder / f"{locale}.ftl"
            texts[locale], broken = text_ids(file)
            for line in broken:
                yield Problem(tree.name(file), line, "Fluent cannot read this")
        everything = set().union(*texts.values())
        for locale, ids in texts.items():
            for missing in sorted(everything - ids):
                yield Problem(tree.name(folder / f"{locale}.ftl"), 1, f"lacks {missing}")


def text_ids(file: Path) -> tuple[set[str], list[int]]:
    """The ids (and `id.attribute`) of a file, and the lines that cannot be read."""
    if not file.is_file():
        return set(), []
    content = file.read_text("utf-8")
    ids, broken = set(), []
    for entry in FluentParser().parse(content).body:
        if isinstance(entry, ast.Junk):
            start = entry.span.start if entry.span else 0
            broken.append(content.count("\n", 0, start) + 1)
        elif isinstance(entry, ast.Message):
            ids.add(entry.id.name)
            ids |= {f"{entry.id.name}.{item.id.name}" for item in entry.attributes}
    return ids, broken
