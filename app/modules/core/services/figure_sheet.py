"""The figures that a provider answers from: kept ones, or a recount where none are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_reading import FigureQuestion, FigureReading, FigureRow
from app.modules.core.repositories.measure_places import MeasurePlaces
from app.modules.core.services.figure_keeper import figure_keeper
from app.modules.core.services.kept_figures import question_of, sheet_of_rows
from app.modules.tenancy.services.metric_scope import MetricScope


def figure_sheet(
    db: Session,
    scope: MetricScope,
    source: FigureSource,
    since: datetime = BEGINNING,
) -> FigureSheet:
    """The figures of the scope's stores in its window; at most two statements.

    `since` may spare a recount the facts of what ended before: no figure shown may need those.

    Kept figures answer for windows of whole local days in the zone that they are kept in, and for
    a platform while they hold exactly its stores. In any other case the facts are counted.
    """
    rows = _kept_rows(db, scope, source.module)
    if rows is None:
        return scope.sheet(db, source.facts, since)
    # Looked up once a process, and only when there is something to name.
    places = MeasurePlaces(db).of(source.module) if rows else {}
    names = {place: name for name, place in places.items()}
    return sheet_of_rows(scope.window, rows, names, include_trends=scope.include_trends)


def _read(db: Session, scope: MetricScope, question: FigureQuestion) -> Sequence[FigureRow]:
    reading = FigureReading(db)
    if scope.platform_id is None:
        return reading.of_store(scope.store_ids[0], question)
    return reading.of_platform(scope.platform_id, scope.store_ids, question)


def _kept_rows(db: Session, scope: MetricScope, module: str) -> list[FigureRow] | None:
    question = question_of(scope.window, [module])
    if question is None:
        return None
    rows = _read(db, scope, question) if scope.kept is None else scope.kept.get(module, ())
    zones = [row.currency for row in rows if row.kind == "kept"]
    if zones != [scope.window.zone.key]:
        figure_keeper.told(None)
        return None
    return [row for row in rows if row.kind != "kept"]
