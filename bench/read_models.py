"""The one place where the benchmarks fill the read models of a loaded history."""

from __future__ import annotations

from app.kernel.config import Settings


def fill_read_models(settings: Settings) -> None:
    """Rebuilds every read model from the facts; this version of Stoa counts live and has none."""
