"""What core is and brings."""

from __future__ import annotations

from app.modules.base import ModuleDefinition

core_module = ModuleDefinition(code="core", name="Core", is_core=True)
