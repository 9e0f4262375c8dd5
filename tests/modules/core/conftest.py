"""The whole application with marked stores, as the journeys have it."""

from tests.journeys.conftest import app, forget_hosts, standing, standing_world, world

__all__ = ["app", "forget_hosts", "standing", "standing_world", "world"]
