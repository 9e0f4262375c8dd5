"""Finds the modules, in the repository and installed beside it, and answers for them.

Phases: `discover` reads definitions (cheap: no database, web or template library), `load_models`
imports the tables, and the composition root mounts routes. No module is named here.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app import modules as house
from app.modules.base import ModuleDefinition
from app.modules.contracts.capabilities import Capability
from app.modules.contracts.invariants import Invariant
from app.modules.contracts.listings import Listing
from app.modules.contracts.metric_description import MetricDescription
from app.modules.contracts.metric_rules import faults
from app.modules.contracts.permissions import Permission

if TYPE_CHECKING:
    from app.kernel.database.figure_source import FigureSource
    from app.kernel.jobs.job import Job

T = TypeVar("T")
ENTRY_POINT_GROUP = "stoa.modules"
log = logging.getLogger(__name__)


class InvalidModule(Exception):
    """A module's declaration cannot be used; the message says which, where and why."""


class ModuleRegistry:
    """The modules of this process, dependencies first, core before optional, then by code."""

    def __init__(self, definitions: Iterable[ModuleDefinition]) -> None:
        self._modules = {module.code: module for module in _in_order(list(definitions))}
        self._providers: dict[Capability[Any], ModuleDefinition] = {}
        for module in self:
            for capability in module.provides:
                self._providers.setdefault(capability, module)

    def __iter__(self) -> Iterator[ModuleDefinition]:
        return iter(self._modules.values())

    def __contains__(self, code: str) -> bool:
        return code in self._modules

    def get(self, code: str) -> ModuleDefinition | None:
        """The module of that code, or None when it is not installed."""
        return self._modules.get(code)

    def dependants_of(self, code: str) -> list[ModuleDefinition]:
        """The modules that cannot work without this one, directly or through others, in order."""
        found = {code}
        for module in self:
            if found & set(module.requires):
                found.add(module.code)
        return [module for module in self if module.code in found - {code}]

    def requirements_of(self, code: str) -> list[ModuleDefinition]:
        """The optional modules that this one needs, directly or through others, in order."""
        wanted: set[str] = set()
        stack = [code]
        while stack:
            module = self._modules[stack.pop()]
            fresh = set(module.requires) - wanted
            wanted |= fresh
            stack.extend(fresh)
        return [m for m in self if m.code in wanted and not m.is_core]

    def find(self, capability: Capability[T]) -> T | None:
        """The service provided under the key, or None: then the feature is off."""
        module = self._providers.get(capability)
        if module is None:
            return None
        service: T = module.provides[capability]()
        return service

    def provider_of(self, capability: Capability[Any]) -> ModuleDefinition | None:
        """The module that provides the service under the key, if any is installed."""
        return self._providers.get(capability)

    def permissions(self) -> list[Permission]:
        """Every permission of every module."""
        return [permission for module in self for permission in module.permissions]

    def listings(self) -> dict[str, Listing]:
        """Every list page by its code."""
        return {
            listing.code: listing
            for module in self
            for listing in _collected(module, module.listings)
        }

    def descriptions(self) -> dict[str, MetricDescription]:
        """Every described metric by its key, in the order in which the modules give them."""
        return {
            description.key: description
            for module in self
            for description in _collected(module, module.metric_descriptions)
        }

    def figure_sources(self) -> dict[str, FigureSource]:
        """What the read models keep, by the code of the module."""
        return {
            module.code: module.figure_source()
            for module in self
            if module.figure_source is not None
        }

    def jobs(self) -> list[Job]:
        """Every kind of job of every module."""
        return [job for module in self for job in _collected(module, module.jobs)]

    def invariants(self) -> list[Invariant]:
        """Every law that must hold in a store."""
        return [law for module in self for law in _collected(module, module.invariants)]

    def check_descriptions(self) -> None:
        """Raises InvalidModule with every inconsistency in the descriptions of metrics."""
        found = [
            fault
            for module in self
            for fault in faults(module.code, _collected(module, module.metric_descriptions))
        ]
        if found:
            raise InvalidModule("descriptions of metrics:\n  " + "\n  ".join(found))

    def load_models(self) -> None:
        """Imports the tables of every module, so that the metadata is complete."""
        for module in self:
            if module_folder(module, "models") is not None:
                importlib.import_module(f"{module.package}.models")


def _collected(
    module: ModuleDefinition, contribution: Callable[[], Sequence[T]] | None
) -> Sequence[T]:
    """What a module contributes, or nothing with a warning: a broken one must not take the rest."""
    if contribution is None:
        return ()
    try:
        return contribution()
    except Exception:
        log.warning("module.contribution_failed", extra={"code": module.code}, exc_info=True)
        return ()


def module_folder(module: ModuleDefinition, name: str) -> Path | None:
    """The module's folder (or file) of that name, or None when it has none."""
    if not module.package:
        return None
    root = importlib.import_module(module.package).__file__
    if root is None:
        return None
    folder = Path(root).parent / name
    return folder if folder.is_dir() else None


def migration_folders(modules: ModuleRegistry) -> list[Path]:
    """Where each module keeps its Alembic revisions, in module order."""
    folders = (module_folder(module, "migrations") for module in modules)
    return [folder / "versions" for folder in folders if folder is not None]


@cache
def registry() -> ModuleRegistry:
    """The registry of this process; discovery runs once."""
    return ModuleRegistry(discover())


def discover() -> list[ModuleDefinition]:
    """Definitions of all modules in the house and of all installed packages.

    A package that fails to import is left out with a warning that names it: one broken extension
    must not keep the shops of everybody else from opening. A module of the house must not fail.
    """
    return [*_in_the_house(), *_installed()]


def _in_the_house() -> Iterator[ModuleDefinition]:
    for info in pkgutil.iter_modules(house.__path__):
        package = f"{house.__name__}.{info.name}"
        root = Path(next(iter(house.__path__))) / info.name
        if not info.ispkg or not (root / "definition.py").is_file():
            continue
        definition = importlib.import_module(f"{package}.definition")
        module = getattr(definition, f"{info.name}_module", None)
        if not isinstance(module, ModuleDefinition):
            raise InvalidModule(f"{package}.definition must define {info.name}_module")
        if module.code != info.name:
            raise InvalidModule(f"{package}: the code {module.code!r} must be the folder's name")
        yield replace(module, package=package)


def _installed() -> Iterator[ModuleDefinition]:
    points = importlib.metadata.entry_points(group=ENTRY_POINT_GROUP)
    for point in sorted(points, key=lambda point: point.name):
        try:
            module = point.load()
        except Exception:
            log.warning("module.not_loaded", extra={"entry_point": point.name}, exc_info=True)
            continue
        if not isinstance(module, ModuleDefinition):
            log.warning("module.no_definition", extra={"entry_point": point.name})
            continue
        yield replace(module, package=module.package or _package_of(point.module))


def _package_of(module_path: str) -> str:
    """The package that holds an entry point's module; "" when it stands in no package."""
    if hasattr(importlib.import_module(module_path), "__path__"):
        return module_path
    return module_path.rpartition(".")[0]


def _in_order(definitions: list[ModuleDefinition]) -> list[ModuleDefinition]:
    """Core first, requirements before dependants, then by code; what lacks a requirement is out."""
    waiting = {}
    for module in definitions:
        if module.code in waiting:
            raise InvalidModule(f"two modules call themselves {module.code!r}")
        waiting[module.code] = module
    ordered: dict[str, ModuleDefinition] = {}
    while ready := [m for m in waiting.values() if set(m.requires) <= set(ordered)]:
        module = min(ready, key=lambda m: (not m.is_core, m.code))
        ordered[module.code] = waiting.pop(module.code)
    for module in waiting.values():
        missing = sorted(set(module.requires) - set(ordered))
        log.warning("module.requirements_missing", extra={"code": module.code, "needs": missing})
    return list(ordered.values())
