"""The file formats of orders and products. A new one is a new file here; nothing else names it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

from app.modules.marketplace.formats.file_format import FileFormat
from app.modules.marketplace.formats.product_format import ProductFormat


@cache
def known_formats() -> Mapping[str, FileFormat]:
    """Every adapter for orders by its name, sorted."""
    return _adapters("FORMAT")


@cache
def known_product_formats() -> Mapping[str, ProductFormat]:
    """Every adapter for products by its name, sorted."""
    return _adapters("PRODUCT_FORMAT")


def _adapters(called: str) -> dict[str, Any]:
    found = {}
    for module in pkgutil.iter_modules(__path__):
        adapter = getattr(importlib.import_module(f"{__name__}.{module.name}"), called, None)
        if adapter is not None:
            found[adapter.name] = adapter
    return dict(sorted(found.items()))
