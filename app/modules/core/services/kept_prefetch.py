"""Reads the kept figures of all modules at once, before their providers are asked one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import resolve_window
from app.modules.core.repositories.figure_reading import FigureReading, FigureRow
from app.modules.core.services.kept_figures import question_of
from app.modules.registry import registry


def with_kept_figures(
    db: Session, context: MetricsContext, *, platform_id: int | None, only: str | None
) -> MetricsContext:
    """The context with the kept figures of its stores, in one statement for all modules.

    Unchanged where kept figures cannot answer: then each provider asks by itself. The stores must
    be in scope.
    """
    modules = [code for code in registry().figure_sources() if only in {None, code}]
    if not modules or context.time_zone is None or not context.store_ids:
        return context
    try:
        window = resolve_window(context, zone=context.time_zone, now=context.now or utc_now())
    except ValueError:
        return context
    question = question_of(window, modules)
    if question is None:
        return context
    reading = FigureReading(db)
    if platform_id is None:
        rows = reading.of_store(context.store_ids[0], question)
    else:
        rows = reading.of_platform(platform_id, context.store_ids, question)
    kept: dict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        kept[row.module].append(row)
    return replace(context, kept=dict(kept))
