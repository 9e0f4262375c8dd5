"""The figures that a provider answers from: kept ones, or a recount where none are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.database.figure_source import FigureSource
from app.modules.contracts.figures import FigureSheet
from app.modules.contracts.periods import BEGINNING
from app.modules.core.repositories.figure_reading import KeptFigures
from app.modules.core.repositories.measure_places import MeasurePlaces
from app.modules.core.services.figure_keeper import figure_keeper
from app.modules.core.services.kept_figures import question_of, read_kept, sheet_of_kept
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
    kept = _kept(db, scope, source.module)
    if kept is None:
        return scope.sheet(db, source.facts, since)
    # Looked up once a process, and only when there is something to name.
    places = MeasurePlaces(db).of(source.module) if kept.has_figures else {}
    names = {place: name for name, place in places.items()}
    return sheet_of_kept(scope.window, kept, names, include_trends=scope.include_trends)


def _kept(db: Session, scope: MetricScope, module: str) -> KeptFigures | None:
    question = question_of(scope.window, [module])
    if question is None:
        return None
    by_module: Mapping[str, KeptFigures] | None = scope.kept
    if by_module is None:
        by_module = read_kept(db, scope.store_ids, scope.platform_id, question)
    kept = by_module.get(module)
    if kept is None or kept.zone != scope.window.zone.key:
        figure_keeper.told(None)
        return None
    return kept
