"""The chart of a metric in words: labels of its pieces, its differences as sentences."""

from __future__ import annotations

from typing import Any

from app.kernel import charts
from app.kernel.i18n import formats
from app.kernel.i18n.catalog import Catalog
from app.modules.contracts.metric_description import MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.cards import CardWriter, amount_format, plain, tick_format
from app.modules.core.services.list_table import Cell, Head, Row
from app.modules.core.services.metric_series import MetricSeries, Piece
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.series_buckets import Bucket, Step

HUNDRED = 100


class SeriesWriter:
    """Writes charts and tables in one person's language."""

    def __init__(
        self, catalog: Catalog, locale: str, choice: PeriodChoice, writer: CardWriter
    ) -> None:
        self._catalog = catalog
        self._locale = locale
        self._choice = choice
        self._writer = writer

    def drawn(self, value: MetricValue, series: MetricSeries) -> dict[str, Any]:
        """The chart, its legend, and the same numbers as a table."""
        compare_label = self._choice.compared_text(self._locale)
        is_compared = any(piece.compared is not None for piece in series.pieces)
        chart = charts.line_chart(
            [piece.value for piece in series.pieces],
            [self.label(piece.bucket) for piece in series.pieces],
            axis_labels=[self._axis_label(piece.bucket) for piece in series.pieces],
            compare=[piece.compared for piece in series.pieces] if is_compared else (),
            format_value=amount_format(self._writer, value),
            format_tick=tick_format(self._writer, value),
            height=260,
            is_running=series.is_running,
        )
        return {
            "chart": chart,
            "now_label": self._choice.text(self._locale) or self._t("ui-period-all"),
            "compare_label": compare_label if is_compared else None,
            "tail_label": self._t("core-metric-unfinished") if series.is_running else None,
            "heads": self._heads(is_compared),
            "rows": [self._row(value, piece, is_compared) for piece in series.pieces],
            "summary": self._summary(value, series),
        }

    def label(self, bucket: Bucket) -> str:
        """The days of a piece: "3 Aug 2026", "3–9 Aug 2026", "August 2026"."""
        if bucket.days == 1:
            return formats.date(bucket.first, self._locale)
        if bucket.step is Step.MONTH and bucket.is_whole:
            return formats.month(bucket.first, self._locale)
        return formats.day_range(bucket.first, bucket.last, self._locale)

    def difference(
        self, value: MetricValue, now: float | str | None, before: float | None
    ) -> str | None:
        """How `now` differs from `before`, as a sentence; None when nothing is compared.

        130 after 100 is "30 % more than before (100)"; shares move in percentage points.
        """
        if before is None or now is None or isinstance(now, str):
            return None
        amount = plain(self._writer.amount(before, value.unit, self._writer.unit_kind(value)))
        days = self._choice.compared_text(self._locale) or ""
        if now == before:
            return self._t("core-metric-same", days=days, before=amount)
        if before == 0:
            return self._t("core-metric-from-nothing", days=days)
        name = "core-metric-more" if now > before else "core-metric-less"
        return self._t(name, change=self._change(value, now, before), days=days, before=amount)

    def _change(self, value: MetricValue, now: float, before: float) -> str:
        if self._writer.unit_kind(value) is MetricUnit.PERCENT:
            return formats.points(abs(now - before), self._locale, self._catalog)
        return formats.percent(abs(now - before) / abs(before) * HUNDRED, self._locale)

    def _short_change(self, value: MetricValue, piece: Piece) -> str:
        now, before = piece.value, piece.compared
        if now is None or before is None:
            return ""
        if now == before:
            return self._t("ui-delta-stable")
        if before == 0:
            return self._t("ui-delta-new")
        sign = "+" if now > before else "−"
        return sign + self._change(value, now, before)

    def _axis_label(self, bucket: Bucket) -> str:
        if bucket.step is Step.MONTH:
            return formats.short_month(bucket.first, self._locale)
        return formats.short_day(bucket.first, self._locale)

    def _heads(self, is_compared: bool) -> list[Head]:
        heads = [
            Head("days", self._t("ui-date"), "text", None, None),
            Head("value", self._t("core-metric-value"), "number", None, None),
        ]
        if is_compared:
            heads.append(Head("before", self._t("ui-compared"), "number", None, None))
            heads.append(Head("change", self._t("core-metric-difference"), "number", None, None))
        return heads

    def _row(self, value: MetricValue, piece: Piece, is_compared: bool) -> Row:
        write = amount_format(self._writer, value)
        texts = [self.label(piece.bucket), "" if piece.value is None else write(piece.value)]
        if is_compared:
            texts.append("" if piece.compared is None else write(piece.compared))
            texts.append(self._short_change(value, piece))
        return Row([Cell(text) for text in texts])

    def _summary(self, value: MetricValue, series: MetricSeries) -> str:
        """What the picture shows, for those who do not see it."""
        write = amount_format(self._writer, value)
        known = [piece for piece in series.pieces if piece.value is not None]
        if not known:
            return self._t("ui-chart-empty")
        high = max(known, key=lambda piece: piece.value or 0)
        low = min(known, key=lambda piece: piece.value or 0)
        return self._t(
            "core-metric-summary",
            first=write(known[0].value or 0),
            last=write(known[-1].value or 0),
            high=write(high.value or 0),
            high_at=self.label(high.bucket),
            low=write(low.value or 0),
            low_at=self.label(low.bucket),
        )

    def _t(self, name: str, **args: object) -> str:
        return self._catalog.text(self._locale, name, **args)
