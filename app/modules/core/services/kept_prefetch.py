"""Reads the kept figures of all modules at once, before their providers are asked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.modules.contracts.metrics import MetricsContext
from app.modules.contracts.periods import resolve_window
from app.modules.core.services.kept_figures import question_of, read_kept
from app.modules.registry import registry


def with_kept_figures(
    db: Session, context: MetricsContext, asked: Sequence[str], *, platform_id: int | None
) -> MetricsContext:
    """The context with the kept figures of its stores, in one statement for all asked modules.

    Unchanged where kept figures cannot answer: then each provider asks by itself. The stores must
    be in scope.
    """
    modules = [code for code in registry().figure_sources() if code in asked]
    if not modules or context.time_zone is None or not context.store_ids:
        return context
    try:
        window = resolve_window(context, zone=context.time_zone, now=context.now or utc_now())
    except ValueError:
        return context
    question = question_of(window, modules)
    if question is None:
        return context
    return replace(context, kept=read_kept(db, context.store_ids, platform_id, question))
