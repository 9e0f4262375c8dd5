"""Metric values as JSON and back, for keeping them beside the database's own types."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from app.modules.contracts.metrics import MetricValue

MOST_BYTES = 128 * 1024
_SERIES = ("series", "previous_series")
_DEFAULTS = {field.name: field.default for field in fields(MetricValue)}


def to_json(values: Sequence[MetricValue]) -> list[dict[str, Any]] | None:
    """The values without what is at its default; None when they are too many bytes to keep.

    Long answers are kept without their series: the numbers matter more.
    """
    payload = [_written(value) for value in values]
    if _size(payload) <= MOST_BYTES:
        return payload
    bare = [{k: v for k, v in item.items() if k not in _SERIES} for item in payload]
    return bare if _size(bare) <= MOST_BYTES else None


def from_json(payload: Sequence[dict[str, Any]]) -> list[MetricValue]:
    """The values again; fields that this version does not know are left out."""
    return [_value(item) for item in payload]


def _value(item: dict[str, Any]) -> MetricValue:
    known: dict[str, Any] = {
        name: tuple(field) if isinstance(field, list) else field
        for name, field in item.items()
        if name in _DEFAULTS
    }
    if known.get("series_from") is not None:
        known["series_from"] = date.fromisoformat(known["series_from"])
    return MetricValue(**known)


def _written(value: MetricValue) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in _DEFAULTS}
    return {
        name: field.isoformat() if isinstance(field, date) else field
        for name, field in found.items()
        if _DEFAULTS[name] is MISSING or field != _DEFAULTS[name]
    }


def _size(payload: list[dict[str, Any]]) -> int:
    return len(json.dumps(payload).encode())
