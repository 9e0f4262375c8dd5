"""Switching modules on and off for one platform, while the system runs.

Every request reads the switches anew (one statement over a primary key), so a decision holds in
all processes with the next request, without a cache to invalidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.database.scope import store_in_scope
from app.modules.base import ModuleDefinition
from app.modules.core.exceptions import (
    CoreModuleStaysOn,
    ModuleIsNeeded,
    ModuleNeedsOthers,
    UnknownModule,
)
from app.modules.core.repositories.switch_table import Decision, SwitchTable
from app.modules.core.services.setup_memory import remember_version
from app.modules.registry import ModuleRegistry, registry
from app.modules.tenancy.repositories.store_directory import StoreDirectory
from app.modules.tenancy.services import audit

_ENABLED = "stoa_enabled_modules"


@dataclass(frozen=True)
class ModuleState:
    """One module on one platform: whether it is on, and what hangs together with it.

    `is_wanted` is the decision, `is_enabled` what holds: a module whose requirement is off is off.
    """

    module: ModuleDefinition
    is_wanted: bool
    is_enabled: bool
    requirements: tuple[ModuleDefinition, ...]
    dependants: tuple[ModuleDefinition, ...]
    changed_at: datetime | None


@dataclass(frozen=True)
class Actor:
    """Who switches: a signed-in user, or the command line."""

    name: str
    user_id: int | None = None


class ModuleSwitches:
    """The switches of one platform."""

    def __init__(
        self, db: Session, platform_id: int, modules: ModuleRegistry | None = None
    ) -> None:
        self._db = db
        self._platform_id = platform_id
        self._modules = modules or registry()
        self._table = SwitchTable(db, platform_id)

    def enabled(self) -> list[ModuleDefinition]:
        """The modules that are on, in module order: core always, others with all they require."""
        return self._enabled_by(self._table.decisions())

    def enabled_beside(self, store_id: int) -> list[ModuleDefinition]:
        """The same, read in one statement with the version of what the store has set up."""
        decisions, version = self._table.decisions_and_setup(store_id)
        remember_version(self._db, store_id, version)
        return self._enabled_by(decisions)

    def _enabled_by(self, decisions: Mapping[str, Decision]) -> list[ModuleDefinition]:
        on: dict[str, ModuleDefinition] = {}
        for module in self._modules:
            decision = decisions.get(module.code)
            wanted = module.enabled_by_default if decision is None else decision.is_enabled
            if module.is_core or (wanted and set(module.requires) <= set(on)):
                on[module.code] = module
        return list(on.values())

    def is_enabled(self, code: str) -> bool:
        """Whether the module is installed and on."""
        return any(module.code == code for module in self.enabled())

    def states(self) -> list[ModuleState]:
        """Every installed module with its state, in module order."""
        decisions = self._table.decisions()
        on = {module.code for module in self.enabled()}
        states = []
        for module in self._modules:
            decision = decisions.get(module.code)
            wanted = module.enabled_by_default if decision is None else decision.is_enabled
            states.append(
                ModuleState(
                    module=module,
                    is_wanted=module.is_core or wanted,
                    is_enabled=module.code in on,
                    requirements=tuple(self._modules.requirements_of(module.code)),
                    dependants=tuple(self._modules.dependants_of(module.code)),
                    changed_at=None if decision is None else decision.changed_at,
                )
            )
        return states

    def enable(
        self, code: str, actor: Actor, *, with_requirements: bool = False
    ) -> list[ModuleDefinition]:
        """Switches a module on; returns what was switched.

        Raises ModuleNeedsOthers when something that it requires is off and may not follow.
        """
        module = self._module(code)
        on = {enabled.code for enabled in self.enabled()}
        missing = [need for need in self._modules.requirements_of(code) if need.code not in on]
        if missing and not with_requirements:
            raise ModuleNeedsOthers(module=module.name, others=_names(missing))
        changed = [m for m in [*missing, module] if m.code not in on]
        self._switch(changed, actor, is_enabled=True)
        return changed

    def disable(
        self, code: str, actor: Actor, *, with_dependants: bool = False
    ) -> list[ModuleDefinition]:
        """Switches a module off; its data stays. Returns what was switched.

        Raises CoreModuleStaysOn, or ModuleIsNeeded when modules that are on need it and may not
        follow.
        """
        module = self._module(code)
        if module.is_core:
            raise CoreModuleStaysOn(module=module.name)
        on = {enabled.code for enabled in self.enabled()}
        needing = [other for other in self._modules.dependants_of(code) if other.code in on]
        if needing and not with_dependants:
            raise ModuleIsNeeded(module=module.name, others=_names(needing))
        changed = [m for m in [*reversed(needing), module] if m.code in on]
        self._switch(changed or [module], actor, is_enabled=False)
        return changed

    def _module(self, code: str) -> ModuleDefinition:
        module = self._modules.get(code)
        if module is None:
            raise UnknownModule(module=code, known=", ".join(m.code for m in self._modules))
        return module

    def _switch(
        self, modules: Sequence[ModuleDefinition], actor: Actor, *, is_enabled: bool
    ) -> None:
        self._db.info.pop(_ENABLED, None)
        for module in modules:
            self._table.decide(module.code, is_enabled=is_enabled, user_id=actor.user_id)
            audit.record(
                self._db,
                act="core.module_enabled" if is_enabled else "core.module_disabled",
                actor=actor.name,
                user_id=actor.user_id,
                platform_id=self._platform_id,
                details={"module": module.code},
            )


def enabled_codes(db: Session, platform_id: int) -> frozenset[str]:
    """The codes of the modules that are on for the platform, read once a session.

    A session lives as long as a request or a job, so all decisions of one of them agree.
    """
    known: dict[int, frozenset[str]] = db.info.setdefault(_ENABLED, {})
    if platform_id not in known:
        switches, store_id = ModuleSwitches(db, platform_id), store_in_scope(db)
        modules = switches.enabled() if store_id is None else switches.enabled_beside(store_id)
        known[platform_id] = frozenset(module.code for module in modules)
    return known[platform_id]


def enabled_anywhere(db: Session, modules: ModuleRegistry | None = None) -> list[ModuleDefinition]:
    """The modules that are on for at least one platform, in module order; core always."""
    found = modules or registry()
    platforms = StoreDirectory(db).platform_codes().values()
    on = {
        module.code
        for platform_id in platforms
        for module in ModuleSwitches(db, platform_id, found).enabled()
    }
    return [module for module in found if module.is_core or module.code in on]


def _names(modules: Sequence[ModuleDefinition]) -> str:
    return ", ".join(module.name for module in modules)
