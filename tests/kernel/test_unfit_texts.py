"""Every rule of a schema beyond the kind of a field says what is wrong, in all languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kernel.errors import Unfit
from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, Catalog
from app.kernel.i18n.languages import SUPPORTED_LOCALES

APP = Path(__file__).parents[2] / "app"
SCHEMAS = [*APP.glob("modules/*/schemas/**/*.py"), APP / "kernel/http/schemas.py"]


def raised(path: Path) -> Iterator[ast.Call]:
    """What the validators of a file raise."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield node.exc


def unfits() -> Iterator[tuple[str, dict[str, object]]]:
    """Codes and parameters of all rules; a parameter stands for itself."""
    for call in (call for path in SCHEMAS for call in raised(path)):
        if isinstance(call.func, ast.Name) and call.func.id == "Unfit":
            (code,) = call.args
            assert isinstance(code, ast.Constant)
            yield str(code.value), {str(each.arg): each.arg for each in call.keywords}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    folders = [*KERNEL_LOCALE_FOLDERS, *APP.glob("modules/*/locales")]
    return Catalog(folders, strict=True)


@pytest.mark.parametrize("locale", SUPPORTED_LOCALES)
def test_each_rule_has_its_sentence(catalog: Catalog, locale: str) -> None:
    rules = list(unfits())

    assert len(rules) > 25
    for code, params in rules:
        assert catalog.text(locale, Unfit(code).message_key, **params)


def test_no_schema_refuses_without_one() -> None:
    bare = [
        f"{path.relative_to(APP)}:{call.lineno}"
        for path in SCHEMAS
        for call in raised(path)
        if isinstance(call.func, ast.Name) and call.func.id == "ValueError"
    ]

    assert bare == []
