"""The numbers of a dashboard as rows: what is there, what is missing and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import MetricDescription, MetricKind, MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.modules.core.services import metric_export
from app.modules.core.services.metric_export import (
    FIGURES,
    InvalidSeries,
    MetricExport,
    Reader,
    Row,
)
from app.modules.core.services.period_choice import choose_period
from app.modules.core.services.provider_run import ProviderReport
from app.modules.registry import ModuleRegistry

SALES = MetricDescription(
    "m.sales", "Sales", "Sales.", MetricKind.FLOW, "m.view_sales", unit=MetricUnit.MONEY
)
LEVEL = MetricDescription("m.level", "Level", "Level.", MetricKind.STOCK, "m.view")
STORES = MetricDescription(
    "m.stores", "Stores", "Stores.", MetricKind.STOCK, "m.view", audiences=("admin",)
)
CHOICE = choose_period(
    "Europe/Luxembourg",
    date_from=date(2026, 3, 27),
    date_to=date(2026, 4, 2),
    basis="order",
)
ALL: Callable[[str], bool] = lambda _permission: True  # noqa: E731 - read as a value


@pytest.fixture(autouse=True)
def _described(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleDefinition("m", "M", metric_descriptions=lambda: (SALES, LEVEL, STORES))
    monkeypatch.setattr(metric_export, "registry", lambda: ModuleRegistry([module]))


def value(key: str, number: Any, unit: str = "items", **fields: Any) -> MetricValue:
    return MetricValue(key, number, "=label", "m", unit=unit, **fields)


def report(*values: MetricValue, state: str = "ok") -> ProviderReport:
    return ProviderReport("m", "m", state, list(values), 1.0)


def written(
    reported: ProviderReport,
    grain: str | None = None,
    may: Callable[[str], bool] = ALL,
    audience: str = "store",
) -> list[Row]:
    reader = Reader(audience, may, lambda _key, label: label)
    return list(MetricExport(CHOICE, reader, grain).rows([reported]))


class TestFigures:
    def test_one_row_a_metric_and_currency(self) -> None:
        euro = value("m.sales", 0.1, "EUR", previous_value=0.3, trend="down", trend_value=-66.67)

        first, second = written(report(euro, value("m.sales", 5, "JPY")))

        assert first == {
            "key": "m.sales",
            "label": "=label",
            "value": Decimal("0.1"),
            "unit": "EUR",
            "previous_value": Decimal("0.3"),
            "change": Decimal("-66.67"),
            "date_from": "2026-03-27",
            "date_to": "2026-04-02",
            "time_zone": "Europe/Luxembourg",
            "basis": "order",
            "state": "ok",
        }
        assert tuple(first) == FIGURES
        assert (second["value"], second["unit"]) == (5, "JPY")

    def test_nothing_to_measure_is_empty_and_no_zero(self) -> None:
        [row] = written(report(value("m.level", None)))

        assert (row["value"], row["state"]) == (None, "not_applicable")

    @pytest.mark.parametrize("state", ["error", "timeout"])
    def test_what_is_unavailable_is_empty_and_says_so(self, state: str) -> None:
        rows = written(report(state=state))

        assert [(r["key"], r["value"], r["state"]) for r in rows] == [
            ("m.sales", None, state),
            ("m.level", None, state),
        ]

    def test_a_module_without_descriptions_is_one_empty_row(self) -> None:
        [row] = written(ProviderReport("x", "x", "error", [], 1.0))

        assert (row["key"], row["value"], row["state"]) == ("x", None, "error")

    def test_leaves_out_what_the_reader_may_not_see(self) -> None:
        values = [value("m.sales", 1, "EUR"), value("m.level", 2), value("m.stores", 3)]

        def may(permission: str) -> bool:
            return permission == "m.view"

        assert [row["key"] for row in written(report(*values), may=may)] == ["m.level"]
        assert [row["key"] for row in written(report(state="error"), may=may)] == ["m.level"]
        assert len(written(report(*values), audience="admin")) == 3

    def test_a_plain_number_of_another_module_is_shown(self) -> None:
        assert [row["value"] for row in written(report(value("x.n", "good")))] == ["good"]


class TestSeries:
    @pytest.mark.parametrize(
        ("grain", "sales", "levels"),
        [
            ("day", [0.5, 1, None, 2, 0.25, 1, 1], [5, 6, 7, None, 8, 9, 9]),
            ("week", [1.5, 4.25], [7, 9]),
            ("month", [3.75, 2], [8, 9]),
        ],
    )
    def test_adds_flows_and_keeps_the_last_level(
        self, grain: str, sales: list[float | None], levels: list[int | None]
    ) -> None:
        flow = (0.5, 1, None, 2, 0.25, 1, 1)
        level = (5, 6, 7, None, 8, 9, 9)
        first = date(2026, 3, 27)
        reported = report(
            value("m.sales", 5.75, "EUR", series=flow, series_from=first),
            value("m.level", 9, series=level, series_from=first),
        )

        rows = written(reported, grain)

        by_key = {
            key: [row["value"] for row in rows if row["key"] == key]
            for key in ("m.sales", "m.level")
        }
        assert len({row["date"] for row in rows}) == len(rows) / 2
        assert [None if n is None else float(n) for n in by_key["m.sales"]] == sales  # type: ignore[arg-type]
        assert by_key["m.level"] == levels
        if grain == "day":
            assert rows[2]["state"] == "not_applicable"

    def test_refuses_other_steps(self) -> None:
        with pytest.raises(InvalidSeries):
            written(report(), "hour")
