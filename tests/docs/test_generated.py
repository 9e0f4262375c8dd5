"""The generated parts of the documents are what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.modules.registry import ModuleRegistry, registry
from scripts.generate_reference import BEGIN, END, GENERATED, outdated, with_part

ADVICE = "run: python -m scripts.generate_reference"


def test_documents_are_current() -> None:
    assert [str(file) for file in outdated(registry())] == [], ADVICE


def test_sees_a_document_that_is_not(tmp_path: Path) -> None:
    for name in GENERATED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Before\n{BEGIN}\noutdated\n{END}\nafter\n")

    found = outdated(registry(), tmp_path)

    assert {str(file.relative_to(tmp_path)) for file in found} == set(GENERATED)
    assert all("outdated" not in text and text.endswith("\nafter\n") for text in found.values())


def test_keeps_what_stands_round_the_marks() -> None:
    assert with_part(f"a\n{BEGIN}x{END}\nb\n", "new") == f"a\n{BEGIN}\n\nnew\n\n{END}\nb\n"


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_says_nothing_of_modules_that_are_absent(name: str) -> None:
    core = ModuleRegistry(module for module in registry() if module.is_core)

    text = GENERATED[name](core)

    assert "`tenancy`" in text
    assert "orders" not in text
