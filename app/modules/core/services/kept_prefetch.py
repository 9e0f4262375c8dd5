"""Reads the kept figures of all modules at once, before their providers are asked one by one."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import replace

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.scope import enter_store, enter_stores
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import resolve_window
from app.modules.core.repositories.figure_reading import FigureReading, FigureRow
from app.modules.core.services.kept_figures import question_of
from app.modules.registry import registry

log = logging.getLogger(__name__)


def with_kept_figures(
    db: Session, context: MetricsContext, *, platform_id: int | None, only: str | None
) -> MetricsContext:
    """The context with the kept figures of its stores, in two statements for all modules.

    Unchanged where kept figures cannot answer, and when the database does not: then each provider
    asks by itself, behind its own guard.
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
    try:
        if platform_id is None:
            enter_store(db, context.store_ids[0])
            rows = reading.of_store(context.store_ids[0], question)
        else:
            enter_stores(db, context.store_ids)
            rows = reading.of_platform(platform_id, context.store_ids, question)
    except DBAPIError:
        log.warning("metrics.prefetch_failed", exc_info=True)
        db.rollback()
        return context
    kept: dict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        kept[row.module].append(row)
    return replace(context, kept=dict(kept))
