"""What a module declares about itself is true."""

from __future__ import annotations

from collections.abc import Iterator

from app.modules.base import ModuleDefinition
from scripts.check_modules.languages import text_ids
from scripts.check_modules.source_tree import Problem, SourceTree

LIMIT = 120


def check(tree: SourceTree) -> Iterator[Problem]:
    """Code equals folder, permissions carry it, and name, menus and rights have their texts."""
    definitions = tree.definitions
    declared = {item.code for module in definitions.values() for item in module.permissions}
    for folder, module in definitions.items():
        path = tree.root / "app/modules" / folder / "definition.py"
        texts, _ = text_ids(path.parent / "locales/en.ftl")
        messages = [*_names(module, folder), *_texts(folder, texts)]
        messages += _menus(module, declared, texts)
        messages += [
            f"requires {code}, which is no module"
            for code in module.requires
            if code not in definitions
        ]
        if len(path.read_text("utf-8").splitlines()) > LIMIT:
            messages.append(f"more than {LIMIT} lines: a definition declares and does nothing")
        for message in messages:
            yield Problem(tree.name(path), 1, message)


def _names(module: ModuleDefinition, folder: str) -> Iterator[str]:
    if module.code != folder:
        yield f"the code {module.code!r} is not the folder's name"
    for permission in module.permissions:
        if not permission.code.startswith(f"{folder}."):
            yield f"the permission {permission.code} does not begin with {folder}."


def _texts(folder: str, texts: set[str]) -> Iterator[str]:
    for kind in ("name", "description"):
        if (text := f"{_dashed(folder)}-module-{kind}") not in texts:
            yield f"the text {text} is in no locale file of the module"


def _menus(module: ModuleDefinition, declared: set[str], texts: set[str]) -> Iterator[str]:
    for entry in module.menus:
        if entry.text not in texts:
            yield f"the menu text {entry.text} is in no locale file of the module"
        if entry.permission not in declared:
            yield f"the menu permission {entry.permission} is declared nowhere"
    for permission in module.permissions:
        if (text := f"permission-{_dashed(permission.code)}") not in texts:
            yield f"the text {text} is in no locale file of the module"


def _dashed(code: str) -> str:
    return code.replace(".", "-").replace("_", "-")
