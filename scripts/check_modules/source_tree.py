"""What the validators look at: the files of a copy of the repository, parsed once."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from app.modules.base import ModuleDefinition


@dataclass(frozen=True)
class Problem:
    """One breach of one rule: where (path from the root, line) and what."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class BrokenDefinition(Exception):
    """A definition.py does not define what its folder promises."""


class SourceTree:
    """A checked-out repository, or a folder laid out like one in a test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._trees: dict[Path, ast.Module] = {}

    def files(self, *suffixes: str, under: tuple[str, ...] = ("app",)) -> Iterator[Path]:
        """Files with one of the suffixes in the given folders, sorted; no built or foreign ones."""
        for folder in under:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in suffixes and not _is_foreign(path):
                    yield path

    def name(self, path: Path) -> str:
        """The path as it is written in problems and exceptions."""
        return path.relative_to(self.root).as_posix()

    def parsed(self, path: Path) -> ast.Module:
        """The syntax tree of a Python file."""
        if path not in self._trees:
            self._trees[path] = ast.parse(path.read_text("utf-8"), str(path))
        return self._trees[path]

    def python(self, *, under: tuple[str, ...] = ("app",)) -> Iterator[tuple[str, ast.Module]]:
        """Name and syntax tree of every Python file."""
        for path in self.files(".py", under=under):
            yield self.name(path), self.parsed(path)

    @cached_property
    def definitions(self) -> dict[str, ModuleDefinition]:
        """The definition of each module folder, by folder name."""
        found = {}
        for path in sorted((self.root / "app/modules").glob("*/definition.py")):
            found[path.parent.name] = _load_definition(path)
        return found

    @property
    def optional_codes(self) -> set[str]:
        """The modules that a Stoa can be without."""
        return {code for code, module in self.definitions.items() if not module.is_core}


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string in the code that is not a docstring; parts of f-strings one by one."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in skipped:
            continue
        if isinstance(node.value, str):
            yield node


def identifiers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is named, imported or called."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        for field in ("id", "attr", "name", "arg", "asname", "module"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield line, value


def _is_foreign(path: Path) -> bool:
    return "__pycache__" in path.parts or "lib" in path.parts or path.name == "app.css"


def loaded(path: Path) -> ModuleType:
    """The Python file, run from where it stands and kept out of the imported modules.

    Raises BrokenDefinition when it is no Python file.
    """
    name = f"checked_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BrokenDefinition(str(path))
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def _load_definition(path: Path) -> ModuleDefinition:
    code = path.parent.name
    module = getattr(loaded(path), f"{code}_module", None)
    if not isinstance(module, ModuleDefinition):
        raise BrokenDefinition(f"{path} must define {code}_module")
    return module
