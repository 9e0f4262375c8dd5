"""Where a person wants the cards of his dashboards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.modules.core.models import DashboardLayout

LISTS = ("sections", "cards", "pinned", "hidden")


class LayoutTable:
    """Reads and writes the layout of one person for one kind of dashboard ("store", "admin")."""

    def __init__(self, db: Session, user_id: int, dashboard: str) -> None:
        self._db = db
        self._key = {"user_id": user_id, "dashboard": dashboard}

    def read(self, *, for_change: bool = False) -> dict[str, tuple[str, ...]] | None:
        """The lists that were kept, by name, or None; one statement.

        With `for_change` a second change of the same layout waits for this one.
        """
        columns = [getattr(DashboardLayout, name) for name in LISTS]
        statement = select(*columns).filter_by(**self._key)
        if for_change:
            statement = statement.with_for_update()
        row = self._db.execute(statement).one_or_none()
        if row is None:
            return None
        return {name: tuple(names) for name, names in zip(LISTS, row, strict=True)}

    def keep(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Keeps the lists instead of those that were kept before."""
        values = {name: list(lists[name]) for name in LISTS}
        self._db.execute(
            insert(DashboardLayout)
            .values(**self._key, **values)
            .on_conflict_do_update(
                index_elements=list(self._key), set_={**values, "changed_at": func.now()}
            )
        )

    def forget(self) -> None:
        """Goes back to the default."""
        self._db.execute(delete(DashboardLayout).filter_by(**self._key))
