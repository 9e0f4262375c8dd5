"""Described metrics are consistent and speak all four languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metric_rules import faults, needs_words
from scripts.check_modules.languages import text_ids
from scripts.check_modules.source_tree import Problem, SourceTree, loaded


def check(tree: SourceTree) -> Iterator[Problem]:
    """What start-up would refuse, and every label, definition and worded formula not translated."""
    for path in sorted((tree.root / "app/modules").glob("*/metric_descriptions.py")):
        code = path.parent.name
        described: Sequence[MetricDescription] = loaded(path).DESCRIPTIONS
        messages = [*faults(code, described), *_untranslated(path.parent / "locales", described)]
        for message in messages:
            yield Problem(tree.name(path), 1, message)


def _untranslated(folder: Path, described: Sequence[MetricDescription]) -> Iterator[str]:
    for locale in SUPPORTED_LOCALES:
        texts, _broken = text_ids(folder / f"{locale}.ftl")
        for description in described:
            wanted = [description.text_id, f"{description.text_id}.definition"]
            if needs_words(description.formula):
                wanted.append(f"{description.text_id}.formula")
            for missing in set(wanted) - texts:
                yield f"{description.key}: {locale}.ftl lacks {missing}; translate it there"
