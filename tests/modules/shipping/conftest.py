"""The whole application, and two teams that call it."""

from __future__ import annotations

from tests.modules.taxes.conftest import app, teams

__all__ = ["app", "teams"]
