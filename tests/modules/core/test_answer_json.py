"""Kept answers: what is written is read again, and never more than fits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.modules.contracts.metrics import MetricValue
from app.modules.core.services import answer_json
from app.modules.core.services.answer_json import from_json, to_json
from tests.modules.core.bad_providers import number

FULL = MetricValue(
    key="x.n",
    value=12.5,
    label="N",
    category="x",
    unit="EUR",
    trend="up",
    trend_value=3.5,
    previous_value=10,
    series=(1.0, None, 3),
    previous_series=(0, 0, 0),
    series_from=date(2026, 11, 1),
)


class TestAnswerJson:
    @pytest.mark.parametrize("value", [FULL, number("x"), number("x", None), number("x", "text")])
    def test_reads_what_it_wrote(self, value: MetricValue) -> None:
        payload = to_json([value])

        assert payload is not None
        assert from_json(payload) == [value]

    def test_leaves_out_what_another_version_wrote(self) -> None:
        payload: list[dict[str, Any]] = [
            {"key": "made_x.n", "value": 1, "label": "N", "category": "x", "colour": "red"}
        ]

        assert from_json(payload) == [number("x", 1)]

    def test_gives_up_the_series_before_the_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(answer_json, "MOST_BYTES", 170)

        payload = to_json([FULL])

        assert payload is not None
        assert from_json(payload)[0].value == 12.5
        assert from_json(payload)[0].series is None

    def test_keeps_nothing_that_is_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(answer_json, "MOST_BYTES", 10)

        assert to_json([FULL]) is None
