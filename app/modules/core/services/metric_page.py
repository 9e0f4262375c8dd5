"""One metric in full: its chart over the period, beside what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from app.kernel.errors import PermissionDenied
from app.kernel.templating import templating_of, text
from app.modules.contracts.metric_description import MetricDescription, MetricKind
from app.modules.contracts.metrics import MetricValue
from app.modules.core.exceptions import NumbersUnavailable, UnknownMetric
from app.modules.core.services.cards import Amount, Card, Delta
from app.modules.core.services.dashboard_page import DashboardPage
from app.modules.core.services.metric_series import MOST_POINTS, MetricSeries, Piece
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.core.services.series_buckets import Step
from app.modules.core.services.series_words import SeriesWriter
from app.modules.tenancy.services.user_context import UserContext


@dataclass(frozen=True)
class MetricChart:
    """The number in one currency, or the only one: total, change, chart and the same as a table."""

    title: str
    currency: str | None
    amount: Amount
    delta: Delta | None
    sentence: str | None
    drawn: dict[str, Any] | None
    is_running: bool


class MetricPage:
    """The page of one metric for one person and period, in the place of a dashboard.

    Raises UnknownMetric for a key that is not described, not for this audience, or whose module is
    off on the platform in view, PermissionDenied for one that the person may not see.
    """

    def __init__(
        self,
        request: Request,
        dashboard: DashboardPage,
        choice: PeriodChoice,
        key: str,
        by: Step | None,
    ) -> None:
        self._request = request
        self._user: UserContext = request.state.user
        self._choice = choice
        self._asked_step = by
        self._page = dashboard
        self.module, self.description = self._found(key)
        if not self._user.may(self.description.permission):
            raise PermissionDenied
        self._writer = self._page.writer
        catalog = templating_of(request).catalog
        self._words = SeriesWriter(catalog, self._page.locale, choice, self._writer)
        self.address = f"{self._page.prefix}/metric/{key}"

    @property
    def title(self) -> str:
        """The metric's name."""
        return self._writer.name(self.description)

    @property
    def dashboard_href(self) -> str:
        """The dashboard in the same period."""
        return self._page.address

    def report(self) -> ProviderReport:
        """What the metric's provider answers; it alone is asked."""
        (report,) = self._page.reports(self.module)
        return report

    def context(self) -> dict[str, Any]:
        """Everything that the template draws."""
        report = self.report()
        values = self._values(report)
        series = [self.series(value) for value in values]
        steps = series[0].steps if series else []
        card = self._card(report)
        return {
            "key": self.description.key,
            "action": self.address,
            "chosen_period": self._page.period_bar(),
            "last_month": self._choice.last_month(),
            "kept": self._kept(),
            "steps": [(step, self._href(step), step is series[0].step) for step in steps],
            "charts_shown": [
                self._chart(v, s, len(values)) for v, s in zip(values, series, strict=True)
            ],
            "failed": card if report.has_failed else None,
            "age_text": card.age_text if card and card.state == "stale" else None,
            "retry_href": self._retry_href(),
            "facts": self._facts(),
            "definition": self._writer.without_value(self.description).definition,
            "rows_href": self._writer.href(self.description.key),
            "export_href": self._export_href(series),
            "series_note": self._series_note(series),
        }

    def series(self, value: MetricValue) -> MetricSeries:
        """The value's days, gathered as the address asks."""
        return MetricSeries.of(
            value, self.description.kind, self._choice, self._asked_step, most=MOST_POINTS
        )

    def _values(self, report: ProviderReport) -> list[MetricValue]:
        if report.has_failed:
            return []
        return [value for value in report.values if value.key == self.description.key]

    def export_values(self) -> list[tuple[MetricValue, list[Piece]]]:
        """Each value of the metric with its pieces: what the file holds.

        Raises NumbersUnavailable when the provider fails.
        """
        report = self.report()
        if report.did_not_answer:
            raise NumbersUnavailable
        return [(value, self.series(value).pieces) for value in self._values(report)]

    def _found(self, key: str) -> tuple[str, MetricDescription]:
        for module in self._page.enabled():
            described = module.metric_descriptions() if module.metric_descriptions else ()
            for description in described:
                if description.key == key and self._user.audience in description.audiences:
                    return module.code, description
        raise UnknownMetric

    def _chart(self, value: MetricValue, series: MetricSeries, count: int) -> MetricChart:
        title = f"{self.title}, {value.unit}" if count > 1 else self.title
        kind = self._writer.unit_kind(value)
        return MetricChart(
            title=title,
            currency=value.unit if count > 1 else None,
            amount=self._writer.amount(value.value, value.unit, kind)
            if value.value is not None
            else "–",
            delta=self._writer.delta(value),
            sentence=self._words.difference(value, value.value, value.previous_value),
            drawn=self._words.drawn(value, series) if series.pieces else None,
            is_running=series.is_running,
        )

    def _kept(self) -> list[tuple[str, str]]:
        step = [("by", self._asked_step.value)] if self._asked_step else []
        return [*self._choice.basis_address, *step]

    def _href(self, step: Step) -> str:
        return f"{self.address}?{urlencode([*self._choice.address, ('by', step.value)])}"

    def _export_href(self, series: Sequence[MetricSeries]) -> str | None:
        if not any(one.pieces for one in series):
            return None
        query = [*self._choice.address, ("by", series[0].step.value)]
        return f"{self.address}/export.csv?{urlencode(query)}"

    def _series_note(self, series: Sequence[MetricSeries]) -> str | None:
        """Why there is no chart, or no weeks and months."""
        if not series:
            return None
        is_ratio = self.description.kind in {MetricKind.RATIO, MetricKind.DISTINCT}
        if any(one.pieces for one in series):
            return text(self._request, "core-metric-days-only") if is_ratio else None
        return text(self._request, "core-metric-no-series")

    def _facts(self) -> list[tuple[str, str]]:
        def t(name: str, **args: object) -> str:
            return text(self._request, name, **args)

        return [
            (t("core-metric-over-time"), t(f"core-metric-kind-{self.description.kind}")),
            (t("core-metric-days"), t("ui-times-in-zone", zone=self._choice.window.zone.key)),
            (t("core-metric-key"), self.description.key),
        ]

    def _card(self, report: ProviderReport) -> Card | None:
        """The metric's card, or its provider's: its state, age and reference."""
        cards = self._writer.cards(report, self._retry_href())
        keys = {self.description.key, report.category}
        return next((card for card in cards if card.key in keys), None)

    def _retry_href(self) -> str:
        kept = dict([*self._choice.address, *self._kept()])
        return f"{self.address}?{urlencode(kept)}"
