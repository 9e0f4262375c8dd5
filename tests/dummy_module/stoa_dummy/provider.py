"""The one number of dummy."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.modules.contracts.metrics import MetricsContext, MetricValue


class DummyMetricsProvider:
    """Asks the database for 40 and adds 2."""

    @property
    def metrics_category(self) -> str:
        return "dummy"

    def get_store_metrics(
        self, db: Session, store_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        del store_id, context
        return [_answer(db)]

    def get_platform_metrics(
        self, db: Session, platform_id: int, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        del platform_id, context
        return [_answer(db)]


def _answer(db: Session) -> MetricValue:
    value = db.execute(text("SELECT 40")).scalar_one() + 2
    return MetricValue(key="dummy.answer", value=value, label="Answer", category="dummy")


dummy_metrics = DummyMetricsProvider()
