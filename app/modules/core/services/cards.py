"""From metric values to the cards that a page draws: words, formats, colours of change, links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from app.kernel.i18n import formats
from app.kernel.i18n.catalog import Catalog
from app.modules.contracts.metric_description import MetricDescription, MetricUnit
from app.modules.contracts.metrics import MetricValue
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
    """One card, ready to draw; see templates/macros/card.html for the states."""

    key: str
    label: str
    definition: str | None
    state: str
    value_text: list[tuple[Amount, str | None]]
    unit_text: str | None = None
    delta: Delta | None = None
    series: tuple[float | None, ...] | None = None
    note: str | None = None
    href: str | None = None
    reference: str | None = None
    last_known_text: str | None = None
    age_text: str | None = None
    retry_url: str | None = None
    icon: str | None = None


class CardWriter:
    """Writes the cards of one person's page: his language, his rights, the period in view."""

    def __init__(
        self, catalog: Catalog, locale: str, user: UserContext, choice: PeriodChoice, prefix: str
    ) -> None:
        self._catalog = catalog
        self._locale = locale
        self._user = user
        self._choice = choice
        self._prefix = prefix
        self._descriptions = registry().descriptions()

    def cards(self, report: ProviderReport, retry_url: str) -> list[Card]:
        """The cards of one provider.

        Its numbers; when it failed one card a metric, or one for a provider that describes none.
        """
        if report.has_failed:
            return self._failed(report, retry_url)
        by_key: dict[str, list[MetricValue]] = {}
        for value in report.values:
            if self._is_shown(value.key):
                by_key.setdefault(value.key, []).append(value)
        return [self._card(values) for values in by_key.values()]

    def headline(self, values: Sequence[MetricValue]) -> list[MetricValue]:
        """The values that the main chart shows: the first headline metric, one per currency."""
        for key, description in self._descriptions.items():
            if description.is_headline and self._is_shown(key):
                found = [value for value in values if value.key == key]
                if found:
                    return found
        return []

    def is_headline(self, key: str) -> bool:
        """Whether the metric is drawn as the main chart and needs no card."""
        headlines = [d.key for d in self._descriptions.values() if d.is_headline]
        return bool(headlines) and key == headlines[0]

    def places(self, described: Sequence[MetricDescription], *, is_one_store: bool) -> int:
        """How many cards to keep room for; one store's headline is in the main chart instead."""
        return sum(
            self._is_shown(description.key)
            and not (is_one_store and self.is_headline(description.key))
            for description in described
        )

    def amount(self, value: float | str | None, unit: str | None, unit_kind: MetricUnit) -> Amount:
        """A value as it is written in the person's language."""
        if isinstance(value, str) or value is None:
            return value or ""
        if unit_kind is MetricUnit.MONEY and unit is not None:
            return formats.money_parts(Decimal(str(value)), unit, self._locale)
        if unit_kind is MetricUnit.PERCENT:
            return formats.percent(value, self._locale)
        if unit_kind is MetricUnit.BYTES:
            return formats.byte_size(int(value), self._locale)
        return formats.number(value, self._locale)

    def label(self, value: MetricValue) -> str:
        """The metric's name in the person's language."""
        return self._text(f"metric-{_dashed(value.key)}", value.label)

    def definition(self, value: MetricValue) -> str | None:
        """What the metric means, in the person's language."""
        return self._text(f"metric-{_dashed(value.key)}.definition", value.description or "")

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
            text = formats.points(abs(value.trend_value), self._locale, self._catalog)
        else:
            text = formats.percent(abs(value.trend_value), self._locale)
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
        return f"{self._prefix}/{self._user.audience}/{description.link.listing}?{urlencode(query)}"

    def _is_shown(self, key: str) -> bool:
        description = self._descriptions.get(key)
        if description is None:
            return True
        audience = self._user.audience in description.audiences
        return audience and self._user.may(description.permission)

    def _card(self, values: list[MetricValue]) -> Card:
        first = values[0]
        description = self._descriptions.get(first.key)
        unit_kind = _unit_kind(first, description)
        lines = [
            (self.amount(value.value, value.unit, unit_kind), value.unit)
            for value in values[:MOST_LINES]
            if value.value is not None
        ]
        return Card(
            key=first.key,
            label=self.label(first),
            definition=self.definition(first),
            state="ok" if lines else "empty",
            value_text=lines,
            unit_text=_own_unit(first, unit_kind),
            delta=self.delta(first) if len(values) == 1 else None,
            series=first.series if len(values) == 1 else None,
            note=self._catalog.text(self._locale, "core-per-currency") if len(values) > 1 else None,
            href=self.href(first.key),
            icon=first.icon,
        )

    def _failed(self, report: ProviderReport, retry_url: str) -> list[Card]:
        described = [
            description
            for description in self._descriptions.values()
            if description.category == report.category and self._is_shown(description.key)
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
        module = registry().get(report.module)
        return self._text(f"{report.module}-module-name", module.name if module else report.module)

    def _compared_title(self, value: MetricValue) -> str | None:
        if value.previous_value is None:
            return None
        kind = _unit_kind(value, self._descriptions.get(value.key))
        amount = self.amount(value.previous_value, value.unit, kind)
        text = amount if isinstance(amount, str) else "".join(amount)
        return self._catalog.text(self._locale, "core-before", value=text)

    def _text(self, text_id: str, otherwise: str) -> str:
        if self._catalog.has(text_id):
            return self._catalog.text(self._locale, text_id)
        return otherwise


def amount_format(writer: CardWriter, value: MetricValue) -> Callable[[float], str]:
    """How a chart writes the points of this value."""

    def write(number: float) -> str:
        amount = writer.amount(
            number, value.unit, MetricUnit.MONEY if _is_money(value) else MetricUnit.COUNT
        )
        return amount if isinstance(amount, str) else "".join(amount)

    return write


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
