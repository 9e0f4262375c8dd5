"""Postal addresses as they are kept and as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.modules.contracts.orders import PostalAddress


def address_of(kept: Mapping[str, Any] | None) -> PostalAddress | None:
    """The address from its kept fields."""
    return None if kept is None else PostalAddress(**kept)
