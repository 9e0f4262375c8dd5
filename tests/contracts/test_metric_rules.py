"""Descriptions of metrics: what a start-up refuses, by module, metric and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.modules.base import ModuleDefinition
from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricUnit,
    TimeBasis,
)
from app.modules.contracts.metric_rules import FORMULA_PART, faults, needs_words, unsaid
from app.modules.registry import InvalidModule, ModuleRegistry, registry

FLOW = MetricDescription(
    key="points.given", label="Points", definition="Points.", kind=MetricKind.FLOW, permission=""
)
MONEY = replace(FLOW, key="points.worth", unit=MetricUnit.MONEY)
RATIO = replace(FLOW, key="points.rate", kind=MetricKind.RATIO, unit=MetricUnit.PERCENT)
DISTINCT = replace(FLOW, key="points.people", kind=MetricKind.DISTINCT)
STOCK = replace(FLOW, key="points.open", kind=MetricKind.STOCK)
NET = replace(FLOW, key="points.net", formula="points.given - 2 * points.open")

REFUSED = [
    (replace(FLOW, key="stamps.given"), "call it points.<name>"),
    (replace(FLOW, key="points.Given"), "lower case"),
    (replace(FLOW, label=" "), "the label is empty"),
    (replace(FLOW, definition=""), "the definition is empty"),
    (replace(MONEY, currency=CurrencyPolicy.NONE), "currency=CurrencyPolicy.PER_CURRENCY"),
    (replace(FLOW, currency=CurrencyPolicy.PER_CURRENCY), "unit=MetricUnit.MONEY"),
    (replace(RATIO, combines=MetricCombination.SUM), "combines=MetricCombination.RATIO_OF_SUMS"),
    (replace(DISTINCT, combines=MetricCombination.SUM), "combines=MetricCombination.DISTINCT"),
    (replace(FLOW, combines=MetricCombination.RATIO_OF_SUMS), "kind=MetricKind.RATIO"),
    (replace(STOCK, time_basis=TimeBasis.CREATED), "time_basis=TimeBasis.PERIOD_END"),
    (replace(FLOW, time_basis=TimeBasis.PERIOD_END), "kind=MetricKind.STOCK"),
    (replace(FLOW, minimum=1, maximum=0), "exchange them"),
    (replace(NET, formula="2 * points.taken"), "the formula names points.taken"),
]


class TestFaults:
    def test_lets_consistent_descriptions_pass(self) -> None:
        assert faults("points", [FLOW, MONEY, RATIO, DISTINCT, STOCK, NET]) == []

    @pytest.mark.parametrize(("description", "advice"), REFUSED)
    def test_names_module_metric_and_what_to_do(
        self, description: MetricDescription, advice: str
    ) -> None:
        [fault] = faults("points", [description])

        assert fault.startswith(f"points: {description.key}: ")
        assert advice in fault

    def test_refuses_a_key_described_twice(self) -> None:
        assert faults("points", [FLOW, STOCK, FLOW]) == [
            "points: points.given: described 2 times; keep one description"
        ]


class TestDefaults:
    def test_follow_kind_and_unit(self) -> None:
        assert [d.combination.value for d in (FLOW, STOCK, RATIO, DISTINCT)] == [
            "sum",
            "sum",
            "ratio_of_sums",
            "distinct",
        ]
        assert (FLOW.counts_at, STOCK.counts_at) == (TimeBasis.HAPPENED, TimeBasis.PERIOD_END)
        assert MONEY.currency_policy is CurrencyPolicy.PER_CURRENCY
        assert FLOW.currency_policy is CurrencyPolicy.NONE

    def test_are_what_a_complete_description_does_not_need(self) -> None:
        assert unsaid(FLOW) == ["formula", "combines", "time_basis", "currency", "link"]


@pytest.mark.parametrize(
    ("formula", "is_worded"),
    [
        ("", False),
        ("(points.given - points.open) / 100", False),
        ("100 * sum(cards:all.points) / count(cards:all)", False),
        ("points.given without gifts", True),
    ],
)
def test_knows_a_formula_that_wants_translating(formula: str, is_worded: bool) -> None:
    assert needs_words(formula) is is_worded


class TestRegistry:
    def test_refuses_to_start_with_what_is_inconsistent(self) -> None:
        wrong = replace(RATIO, combines=MetricCombination.SUM)
        module = ModuleDefinition("points", "Points", metric_descriptions=lambda: (FLOW, wrong))

        with pytest.raises(InvalidModule, match=r"points: points\.rate: a ratio is never added up"):
            ModuleRegistry([module]).check_descriptions()

    def test_starts_with_what_is_consistent_or_cannot_be_read(self) -> None:
        def broken() -> tuple[MetricDescription, ...]:
            raise RuntimeError

        fine = ModuleDefinition("points", "Points", metric_descriptions=lambda: (FLOW, RATIO))
        unreadable = ModuleDefinition("stamps", "Stamps", metric_descriptions=broken)

        ModuleRegistry([fine, unreadable]).check_descriptions()

    def test_our_own_modules_leave_nothing_unsaid(self) -> None:
        registry().check_descriptions()
        described = registry().descriptions().values()

        assert {d.key: unsaid(d) for d in described if unsaid(d)} == {}

    def test_our_own_formulas_name_lists_and_columns_that_exist(self) -> None:
        registry().load_models()
        listings = registry().listings()
        named = [
            (description, part)
            for description in registry().descriptions().values()
            for part in FORMULA_PART.finditer(description.formula)
            if part["listing"]
        ]

        assert len(named) > 30
        for description, part in named:
            view = listings[part["listing"]].view(part["view"])
            column = part["column"] or ""
            assert not column or column in {c.name for c in listings[part["listing"]].columns}
            if part[0] == description.formula:
                assert view.counts.get(description.key) == column, description.key
