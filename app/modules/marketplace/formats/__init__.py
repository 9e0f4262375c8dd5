"""The file formats of orders. A new one is a new file here; nothing else names it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from app.modules.marketplace.formats.file_format import FileFormat


@cache
def known_formats() -> Mapping[str, FileFormat]:
    """Every adapter of this folder by its name, sorted."""
    found: dict[str, FileFormat] = {}
    for module in pkgutil.iter_modules(__path__):
        adapter = getattr(importlib.import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if adapter is not None:
            found[adapter.name] = adapter
    return dict(sorted(found.items()))
