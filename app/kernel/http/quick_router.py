"""Routes that are looked at only where the address begins as one of theirs does."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from starlette._utils import get_route_path
from starlette.routing import Match
from starlette.types import Scope


class QuickRouter(APIRouter):
    """Holds included routers whose addresses all begin with one of `beginnings`.

    FastAPI compares an address with one pattern after the other. With two hundred routes that was a
    third of what a remembered answer costs; here a look at the beginning leaves most of them out.
    """

    def __init__(self, beginnings: Iterable[str]) -> None:
        super().__init__()
        self._beginnings = tuple(sorted(set(beginnings)))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As for every router; no match at once where no route of it can match."""
        if not get_route_path(scope).startswith(self._beginnings):
            return Match.NONE, {}
        return super().matches(scope)


def beginning_of(path: str) -> str:
    """The part of a route's path before its first parameter: all its addresses begin so."""
    return path.partition("{")[0]
