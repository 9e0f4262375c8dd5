"""From metric values to the cards that a page draws: words, formats, colours of change, links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from app.kernel.i18n import formats
from app.kernel.i18n.catalog import Catalog
from app.modules.contracts.metric_description import MetricDescription, MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.module_words import module_name
from app.modules.core.services.period_choice import PeriodChoice
from app.modules.core.services.provider_run import ProviderReport
from app.modules.registry import registry
from app.modules.tenancy.services.user_context import UserContext

Amount = str | tuple[str, str]
MOST_LINES = 3


@dataclass(frozen=True)
class Delta:
    """A change in words: `direction` of the arrow, `tone` of its colour."""

    direction: str
    text: str
    tone: str
    title: str | None = None


@dataclass(frozen=True)
class Card:
    """One card, ready to draw; see templates/macros/card.html for the states.

    `href` lists the rows behind the number, `page_href` shows its chart. `line_deltas` are the
    changes of a number that is given once per currency.
    """

    key: str
    label: str
    definition: str | None
    state: str
    value_text: list[tuple[Amount, str | None]]
    line_deltas: tuple[Delta | None, ...] = ()
    unit_text: str | None = None
    delta: Delta | None = None
    series: tuple[float | None, ...] | None = None
    series_text: str | None = None
    is_running: bool = False
    note: str | None = None
    href: str | None = None
    page_href: str | None = None
    reference: str | None = None
    last_known_text: str | None = None
    age_text: str | None = None
    retry_url: str | None = None
    icon: str | None = None
    meaning_href: str | None = None


class CardWriter:
    """Writes the cards of one person's page: his language, his rights, the period in view."""

    def __init__(
        self, catalog: Catalog, locale: str, user: UserContext, choice: PeriodChoice, prefix: str
    ) -> None:
        self._catalog = catalog
        self.locale = locale
        self._user = user
        self._choice = choice
        self._home = f"{prefix}/{user.audience}"
        self.lists_at = self._home
        self.metrics_at = f"{self._home}/dashboard/metric"
        self._descriptions = registry().descriptions()

    def cards(self, report: ProviderReport, retry_url: str) -> list[Card]:
        """The cards of one provider.

        Its numbers; the last known ones, with their age, when it did not answer; when none are
        known one card a metric, or one for a provider that describes none.
        """
        if report.has_failed:
            return self._failed(report, retry_url)
        cards = self._answered(report)
        if report.as_of is not None:
            age = formats.time_ago(report.as_of, self.locale)
            return [
                replace(
                    card,
                    state="stale",
                    age_text=age,
                    delta=None,
                    reference=report.reference,
                    retry_url=f"{retry_url}&only={card.key}",
                )
                for card in cards
            ]
        return cards

    def _answered(self, report: ProviderReport) -> list[Card]:
        by_key: dict[str, list[MetricValue]] = {}
        for value in report.values:
            if self.is_shown(value.key):
                by_key.setdefault(value.key, []).append(value)
        return [self._card(values) for values in by_key.values()]

    def is_shown(self, key: str) -> bool:
        """Whether this person sees the metric on this dashboard; undescribed ones are shown."""
        description = self._descriptions.get(key)
        if description is None:
            return True
        audience = self._user.audience in description.audiences
        return audience and self._user.may(description.permission)

    def name(self, description: MetricDescription) -> str:
        """The described metric's name in the person's language."""
        return self._text(f"metric-{_dashed(description.key)}", description.label)

    def without_value(self, description: MetricDescription) -> Card:
        """The card of a described metric that its provider gave no value for."""
        return Card(
            key=description.key,
            label=self.name(description),
            definition=self._text(
                f"metric-{_dashed(description.key)}.definition", description.definition
            ),
            state="empty",
            value_text=[],
            page_href=self.page_href(description.key),
            icon=description.icon,
        )

    def amount(self, value: float | str | None, unit: str | None, unit_kind: MetricUnit) -> Amount:
        """A value as it is written in the person's language."""
        if isinstance(value, str) or value is None:
            return value or ""
        if unit_kind is MetricUnit.MONEY and unit is not None:
            return formats.money_parts(Decimal(str(value)), unit, self.locale)
        if unit_kind is MetricUnit.PERCENT:
            return formats.percent(value, self.locale)
        if unit_kind is MetricUnit.BYTES:
            return formats.byte_size(int(value), self.locale)
        return formats.number(value, self.locale)

    def label(self, value: MetricValue) -> str:
        """The metric's name in the person's language."""
        return self._text(f"metric-{_dashed(value.key)}", value.label)

    def definition(self, value: MetricValue) -> str | None:
        """What the metric means, in the person's language."""
        return self._text(f"metric-{_dashed(value.key)}.definition", value.description or "")

    def unit_kind(self, value: MetricValue) -> MetricUnit:
        """What the value counts."""
        return _unit_kind(value, self._descriptions.get(value.key))

    def delta(self, value: MetricValue) -> Delta | None:
        """The change against the compared period: words, and colour by whether up is good."""
        if value.trend is None:
            return None
        description = self._descriptions.get(value.key)
        title = self._compared_title(value)
        if value.trend == "stable":
            return Delta("stable", "", "neutral", title)
        if value.trend_value is None:
            return Delta("new", "", "neutral", title)
        if value.unit == MetricUnit.PERCENT.value:
            text = formats.points(abs(value.trend_value), self.locale, self._catalog)
        else:
            text = formats.percent(abs(value.trend_value), self.locale)
        up_is_good = description.up_is_good if description else None
        if up_is_good is None:
            tone = "neutral"
        else:
            tone = "good" if (value.trend == "up") == up_is_good else "bad"
        return Delta(value.trend, text, tone, title)

    def href(self, key: str) -> str | None:
        """The page that lists the rows behind the metric, in the same period."""
        description = self._descriptions.get(key)
        if description is None or description.link is None:
            return None
        query = [("view", description.link.view), *self._choice.address]
        return f"{self.lists_at}/{description.link.listing}?{urlencode(query)}"

    def page_href(self, key: str) -> str | None:
        """The page of the metric in the same period; None for a metric that is not described."""
        if key not in self._descriptions:
            return None
        return f"{self.metrics_at}/{key}?{urlencode(self._choice.address)}"

    def meaning_href(self, description: MetricDescription | None) -> str | None:
        """The metric's place in the glossary."""
        if description is None:
            return None
        return f"{self._home}/metrics#{description.anchor}"

    def _card(self, values: list[MetricValue]) -> Card:
        first = values[0]
        description = self._descriptions.get(first.key)
        unit_kind = _unit_kind(first, description)
        shown = [value for value in values if value.value is not None][:MOST_LINES]
        is_one = len(values) == 1
        return Card(
            key=first.key,
            label=self.label(first),
            definition=self.definition(first),
            state="ok" if shown else "empty",
            value_text=[(self.amount(v.value, v.unit, unit_kind), v.unit) for v in shown],
            line_deltas=() if is_one else tuple(self.delta(value) for value in shown),
            unit_text=_own_unit(first, unit_kind),
            delta=self.delta(first) if is_one else None,
            series=first.series if is_one else None,
            series_text=self._series_text(first, unit_kind) if is_one else None,
            is_running=self._choice.is_running,
            note=None if is_one else self._currency_note(len(values)),
            href=self.href(first.key),
            page_href=self.page_href(first.key),
            icon=first.icon,
            meaning_href=self.meaning_href(description),
        )

    def _currency_note(self, count: int) -> str:
        if count <= MOST_LINES:
            return self._catalog.text(self.locale, "core-per-currency")
        return self._catalog.text(self.locale, "core-more-currencies", count=count - MOST_LINES)

    def _series_text(self, value: MetricValue, kind: MetricUnit) -> str | None:
        """The sparkline in words: where it begins and ends, its lowest and its highest point."""
        points = [point for point in value.series or () if point is not None]
        if not points:
            return None
        named = {"first": points[0], "last": points[-1], "low": min(points), "high": max(points)}
        words = {name: plain(self.amount(n, value.unit, kind)) for name, n in named.items()}
        return self._catalog.text(self.locale, "core-spark", **words)

    def _failed(self, report: ProviderReport, retry_url: str) -> list[Card]:
        described = [
            description
            for description in self._descriptions.values()
            if description.category == report.category and self.is_shown(description.key)
        ]
        names: Sequence[tuple[str, str]] = [
            (d.key, self._text(f"metric-{_dashed(d.key)}", d.label)) for d in described
        ] or [(report.category, self._module_name(report))]
        return [
            Card(
                key=key,
                label=label,
                definition=None,
                state=report.state,
                value_text=[],
                reference=report.reference,
                retry_url=f"{retry_url}&only={key}" if len(names) > 1 else retry_url,
            )
            for key, label in names
        ]

    def _module_name(self, report: ProviderReport) -> str:
        return module_name(self._catalog, self.locale, report.module)

    def _compared_title(self, value: MetricValue) -> str | None:
        if value.previous_value is None:
            return None
        amount = self.amount(value.previous_value, value.unit, self.unit_kind(value))
        return self._catalog.text(self.locale, "core-before", value=plain(amount))

    def _text(self, text_id: str, otherwise: str) -> str:
        if self._catalog.has(text_id):
            return self._catalog.text(self.locale, text_id)
        return otherwise


def plain(amount: Amount) -> str:
    """An amount as one text."""
    return amount if isinstance(amount, str) else "".join(amount)


def amount_format(writer: CardWriter, value: MetricValue) -> Callable[[float], str]:
    """How a chart writes the points of this value."""
    kind = writer.unit_kind(value)
    return lambda number: plain(writer.amount(number, value.unit, kind))


def tick_format(writer: CardWriter, value: MetricValue) -> Callable[[float], str]:
    """How a chart writes its axis: shortened, and without the currency that the title names."""
    kind = writer.unit_kind(value)
    if kind in {MetricUnit.PERCENT, MetricUnit.BYTES}:
        return amount_format(writer, value)
    return lambda number: formats.compact(number, writer.locale)


def _dashed(key: str) -> str:
    return key.replace(".", "-").replace("_", "-")


def _is_money(value: MetricValue) -> bool:
    return value.unit is not None and len(value.unit) == len("EUR") and value.unit.isupper()


def _unit_kind(value: MetricValue, description: MetricDescription | None) -> MetricUnit:
    if description is not None:
        return description.unit
    if value.unit == MetricUnit.PERCENT.value:
        return MetricUnit.PERCENT
    return MetricUnit.MONEY if _is_money(value) else MetricUnit.COUNT


def _own_unit(value: MetricValue, unit_kind: MetricUnit) -> str | None:
    """A unit that is neither money, per cent, bytes nor a plain count is written beside it."""
    is_plain = unit_kind is not MetricUnit.COUNT or value.unit in {None, MetricUnit.COUNT.value}
    return None if is_plain else value.unit
