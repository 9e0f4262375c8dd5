"""Which place each measure of a module has in the amounts of the read models."""

from __future__ import annotations

from sqlalchemy import func, insert, literal, select
from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.core.models import FigureMeasure

Places = dict[str, dict[str, int]]
_known: Places = {}


class MeasurePlaces:
    """Looks places up, and gives new measures theirs; a place that was given never changes."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def of(self, module: str) -> dict[str, int]:
        """The place of each measure of the module, from 1 on."""
        if module not in _known:
            statement = select(FigureMeasure.name, FigureMeasure.position).where(
                FigureMeasure.module == module
            )
            _known[module] = dict(self._db.execute(statement).all())
        return _known[module]

    def complete(self, source: FigureSource) -> dict[str, int]:
        """Like `of`; measures that have no place yet are given one."""
        if not set(source.measures) <= set(self.of(source.module)):
            self.give(source)
        return self.of(source.module)

    def give(self, source: FigureSource) -> bool:
        """Gives the measures that have none the next places; whether there were any."""
        _known.pop(source.module, None)
        missing = [name for name in source.measures if name not in self.of(source.module)]
        for name in missing:
            self._add(source.module, name)
        _known.pop(source.module, None)
        return bool(missing)

    def _add(self, module: str, name: str) -> None:
        next_place = select(
            literal(module),
            literal(name),
            func.coalesce(func.max(FigureMeasure.position), 0) + 1,
        ).where(FigureMeasure.module == module)
        statement = insert(FigureMeasure).from_select(["module", "name", "position"], next_place)
        self._db.execute(statement)
