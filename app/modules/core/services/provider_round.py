"""One round of questions to all providers: whose numbers, for when, and on which connection."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from psycopg import DatabaseError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.kernel.clock import utc_now
from app.kernel.database.guarded import DeadlinePassed
from app.kernel.database.guarded_blocks import GuardedBlocks
from app.modules.contracts.metrics import (
    InstallationMetricsProtocol,
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
)
from app.modules.contracts.periods import Window, resolve_window
from app.modules.core.repositories.figure_reading import KeptFigures
from app.modules.core.services.answer_check import checked_answer, fitting_answer
from app.modules.core.services.kept_prefetch import with_kept_figures
from app.modules.core.services.last_answers import Scope, question_of
from app.modules.tenancy.infos import INSTALLATION

log = logging.getLogger(__name__)
KEPT_SECONDS = 0.5


@dataclass(frozen=True)
class ProviderRound:
    """What every provider is asked. `method` is the provider's, `subject` its first arguments."""

    scope: Scope
    method: str
    subject: tuple[int, ...]
    context: MetricsContext
    blocks: GuardedBlocks = field(repr=False)

    @classmethod
    def of_store(cls, db: Session, store_id: int, context: MetricsContext) -> ProviderRound:
        """The numbers of one store."""
        scope = Scope(is_store=True, id=store_id)
        blocks = GuardedBlocks(db, (store_id,), is_store=True)
        return cls(scope, "get_store_metrics", (store_id,), context, blocks)

    @classmethod
    def of_platform(cls, db: Session, platform_id: int, context: MetricsContext) -> ProviderRound:
        """The numbers of the stores in the context, as those of the platform."""
        scope = Scope(is_store=False, id=platform_id)
        blocks = GuardedBlocks(db, context.store_ids or (), is_store=False)
        return cls(scope, "get_platform_metrics", (platform_id,), context, blocks)

    @classmethod
    def of_installation(cls, db: Session, context: MetricsContext) -> ProviderRound:
        """The numbers of all stores; a provider that knows no installation has none."""
        scope = Scope(is_store=False, id=INSTALLATION)
        blocks = GuardedBlocks(db, context.store_ids or (), is_store=False)
        return cls(scope, "get_installation_metrics", (), context, blocks)

    def with_kept_figures(self, modules: Sequence[str]) -> ProviderRound:
        """The round with what is kept of these modules, read at once.

        Where that fails, each provider asks by itself.
        """
        platform_id = None if self.scope.is_store else self.scope.id
        try:
            session, _guard = self.blocks.start(KEPT_SECONDS)
            try:
                context = with_kept_figures(session, self.context, modules, platform_id=platform_id)
            finally:
                self.blocks.end(session)
        except (SQLAlchemyError, DatabaseError, DeadlinePassed):
            log.warning("metrics.prefetch_failed", exc_info=True)
            return self
        return replace(self, context=context)

    def ask(self, provider: MetricsProviderProtocol, session: Session) -> list[MetricValue]:
        """What one provider answers, checked; called where it can do no harm.

        Raises InvalidAnswer, and whatever the provider raises.
        """
        is_unknown = self.method == "get_installation_metrics" and not isinstance(
            provider, InstallationMetricsProtocol
        )
        if is_unknown:
            return []
        answer = getattr(provider, self.method)(session, *self.subject, self.context)
        fitting = fitting_answer(answer, self.context)
        return checked_answer(fitting, str(provider.metrics_category))

    @cached_property
    def question(self) -> str:
        """What is asked, whoever is asked about."""
        return question_of(self.context)

    def figures_of(self, module: str) -> object | None:
        """Window and kept figures, all that an answer may be made of; None where none are kept."""
        kept: KeptFigures | None = (self.context.kept or {}).get(module)
        return None if kept is None else (self._window, kept.mark)

    @cached_property
    def _window(self) -> Window:
        zone, now = self.context.time_zone or "UTC", self.context.now or utc_now()
        return resolve_window(self.context, zone=zone, now=now)
