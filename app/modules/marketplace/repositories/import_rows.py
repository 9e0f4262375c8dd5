"""The rows behind the numbers of marketplace, for the list pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from app.kernel.clock import utc_now
from app.modules.contracts.listings import ListScope
from app.modules.marketplace.models import ImportJob, ImportRefusal, StagingProduct
from app.modules.tenancy.models import Store

Rows: TypeAlias = Select[*tuple[Any, ...]]

RECENT = timedelta(days=7)


def job_rows(view_code: str, scope: ListScope) -> Rows:
    """Imports started in the window, running at its end, or recent ones with refused rows."""
    moment = scope.end or utc_now()
    narrowed = {
        "started": _within(ImportJob.started_at.expression, scope),
        "running": and_(
            ImportJob.started_at < moment,
            or_(ImportJob.finished_at.is_(None), ImportJob.finished_at >= moment),
        ),
        "to-check": needs_check(moment),
    }
    return (
        select(
            ImportJob.id.label("id"),
            Store.name.label("store_name"),
            ImportJob.file_name.label("file_name"),
            ImportJob.kind.label("kind"),
            ImportJob.state.label("state"),
            ImportJob.started_at.label("started_at"),
            ImportJob.rows.label("rows"),
            ImportJob.created.label("created"),
            ImportJob.updated.label("updated"),
            ImportJob.unchanged.label("unchanged"),
            ImportJob.skipped.label("skipped"),
            ImportJob.failed.label("failed"),
            ImportJob.failure.label("failure"),
        )
        .join(Store, Store.id == ImportJob.store_id)
        .where(ImportJob.store_id.in_(scope.store_ids), narrowed[view_code])
    )


def needs_check(moment: datetime) -> ColumnElement[bool]:
    """Whether an import refused rows, or broke off, in the week before the moment."""
    return and_(
        ImportJob.started_at >= moment - RECENT,
        ImportJob.started_at < moment,
        or_(ImportJob.failed > 0, ImportJob.state == "failed"),
    )


def refusal_rows(_view_code: str, scope: ListScope) -> Rows:
    """Rows refused by imports that were started in the window."""
    return (
        select(
            ImportRefusal.id.label("id"),
            Store.name.label("store_name"),
            ImportJob.file_name.label("file_name"),
            ImportRefusal.line.label("line"),
            ImportRefusal.problem.label("problem"),
            ImportRefusal.reason.label("reason"),
            ImportRefusal.text.label("text"),
            ImportJob.started_at.label("started_at"),
        )
        .join(
            ImportJob,
            and_(
                ImportJob.store_id == ImportRefusal.store_id, ImportJob.id == ImportRefusal.job_id
            ),
        )
        .join(Store, Store.id == ImportRefusal.store_id)
        .where(
            ImportRefusal.store_id.in_(scope.store_ids),
            _within(ImportJob.started_at.expression, scope),
        )
    )


def staging_rows(view_code: str, scope: ListScope) -> Rows:
    """Products that wait at the end of the window, or all that were staged by then."""
    moment = scope.end or utc_now()
    is_waiting = or_(StagingProduct.resolved_at.is_(None), StagingProduct.resolved_at >= moment)
    return (
        select(
            StagingProduct.id.label("id"),
            Store.name.label("store_name"),
            StagingProduct.title.label("title"),
            StagingProduct.sku.label("sku"),
            StagingProduct.price_minor.label("price_minor"),
            StagingProduct.currency.label("currency"),
            ImportJob.file_name.label("file_name"),
            StagingProduct.staged_at.label("staged_at"),
            StagingProduct.resolved_at.label("resolved_at"),
        )
        .join(
            ImportJob,
            and_(
                ImportJob.store_id == StagingProduct.store_id,
                ImportJob.id == StagingProduct.job_id,
            ),
        )
        .join(Store, Store.id == StagingProduct.store_id)
        .where(
            StagingProduct.store_id.in_(scope.store_ids),
            StagingProduct.staged_at < moment,
            is_waiting if view_code == "waiting" else true(),
        )
    )


def _within(at: ColumnElement[datetime], scope: ListScope) -> ColumnElement[bool]:
    after = true() if scope.start is None else at >= scope.start
    return and_(after, at < (scope.end or utc_now()))
