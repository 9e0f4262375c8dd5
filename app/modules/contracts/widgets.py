"""Widgets: what a module shows on a dashboard beside its numbers, as typed data, never HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.modules.contracts.listings import Column

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class TodoItem:
    """Something that waits for the team: `text` is a locale key that takes `count`."""

    text: str
    count: int
    listing: str
    view: str
    permission: str
    is_urgent: bool = False


@dataclass(frozen=True)
class TablePanel:
    """A short table: at most about six rows, each a mapping from column name to plain value."""

    code: str
    text: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, object]]
    listing: str
    view: str
    permission: str
    order: int = 100


@runtime_checkable
class WidgetProviderProtocol(Protocol):
    """What a module implements to put to-dos and panels on dashboards; reads only, like metrics."""

    def get_todos(self, db: Session, store_ids: Sequence[int]) -> list[TodoItem]:
        """What waits to be done in these stores, most urgent first; items of 0 are left out."""
        ...

    def get_panels(self, db: Session, store_ids: Sequence[int]) -> list[TablePanel]:
        """Panels for these stores; a panel without rows shows its empty state."""
        ...
