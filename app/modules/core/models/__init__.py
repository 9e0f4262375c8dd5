"""The tables of core."""

from app.modules.core.models.module_switch import ModuleSwitch

__all__ = ["ModuleSwitch"]
