"""What cards say: a line and a change for each currency, the course in words, where links lead."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.kernel.templating import Templating
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services.cards import Card, CardWriter
from app.modules.core.services.period_choice import choose_period
from app.modules.core.services.provider_run import ProviderReport
from app.modules.tenancy.services.user_context import UserContext, permissions_of_role


def person(role: str) -> UserContext:
    return UserContext(
        user_id=1,
        name="Claire",
        email="claire@example.test",
        audience="store",
        token_store_id=1,
        token_platform_id=1,
        role=role,
        permissions=permissions_of_role(role),
        is_operator=False,
        session_key="",
        locale="en",
    )


@pytest.fixture
def writer(app: FastAPI) -> CardWriter:
    templating: Templating = app.state.templating
    choice = choose_period("Europe/Luxembourg", period="7d")
    return CardWriter(templating.catalog, "en", person("owner"), choice, "")


def sales(currency: str, value: float, before: float, change: float | None) -> MetricValue:
    return MetricValue(
        key="orders.gross_sales",
        value=value,
        label="Gross sales",
        category="orders",
        unit=currency,
        trend="up" if value > before else "down",
        trend_value=change,
        previous_value=before,
        series=(1.0, value - 1.0),
    )


def cards(writer: CardWriter, *values: MetricValue) -> list[Card]:
    return writer.cards(ProviderReport("orders", "orders", "ok", list(values), 1.0), "/retry?")


class TestCards:
    def test_have_a_line_and_a_change_for_each_currency(self, writer: CardWriter) -> None:
        (card,) = cards(
            writer, sales("EUR", 120, 100, 20), sales("GBP", 90, 100, -10), sales("USD", 5, 0, None)
        )

        assert card.value_text == [
            (("€120", ".00"), "EUR"),
            (("£90", ".00"), "GBP"),
            (("US$5", ".00"), "USD"),
        ]
        changes = [(d.direction, d.text, d.tone) for d in card.line_deltas if d is not None]
        assert changes == [("up", "20%", "good"), ("down", "10%", "bad"), ("new", "", "neutral")]
        assert card.delta is None
        assert card.note == "per currency"

    def test_say_how_many_currencies_have_no_line(self, writer: CardWriter) -> None:
        (card,) = cards(writer, *(sales(c, 2, 1, 100) for c in ("CHF", "EUR", "GBP", "USD", "SEK")))

        assert len(card.value_text) == 3
        assert card.note is not None
        assert "2 more" in card.note

    def test_tell_their_course_in_words(self, writer: CardWriter) -> None:
        (card,) = cards(writer, sales("EUR", 120, 100, 20))

        assert card.series_text == "From €1.00 to €119.00; lowest €1.00, highest €119.00"
        assert card.is_running

    def test_lead_to_the_chart_and_to_the_rows(self, writer: CardWriter) -> None:
        (card,) = cards(writer, sales("EUR", 120, 100, 20))

        period = "period=7d&compare=previous"
        assert card.page_href == f"/store/dashboard/metric/orders.gross_sales?{period}"
        assert card.href == f"/store/orders?view=placed&{period}"

    def test_of_undescribed_numbers_lead_nowhere(self, writer: CardWriter) -> None:
        (card,) = cards(writer, MetricValue("orders.own", 3, "Own", "orders"))

        assert (card.page_href, card.href, card.label) == (None, None, "Own")
