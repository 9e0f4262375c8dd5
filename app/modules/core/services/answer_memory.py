"""Remembers answers that were made of kept figures, for as long as the figures stay what they are.

The figures are read in every request, so an answer is right at the next read after any change. What
is spared is making the same answer of the same figures again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.modules.contracts.metrics import MetricsProviderProtocol, MetricValue
from app.modules.core.services.provider_round import ProviderRound
from app.modules.core.services.provider_run import ProviderReport

MOST_POINTS = 400_000


@dataclass(frozen=True)
class _Answer:
    """What was answered, and all that it was made of: figures and code."""

    figures: object
    method: Callable[..., Any]
    values: list[MetricValue]

    @cached_property
    def points(self) -> int:
        """How many numbers it has."""
        return sum(
            1 + len(value.series or ()) + len(value.previous_series or ()) for value in self.values
        )


class AnswerMemory:
    """The newest answer to each question; `most` numbers in all, some 32 bytes each.

    That is room for a month of some 150 stores; the longest unasked go first. Whoever gets an
    answer may change it: what is remembered is a copy.
    """

    def __init__(self, most: int = MOST_POINTS) -> None:
        self._most = most
        self._points = 0
        self._lock = threading.Lock()
        self._answers: OrderedDict[object, _Answer] = OrderedDict()

    def recall(
        self, round_: ProviderRound, module: str, provider: MetricsProviderProtocol
    ) -> list[MetricValue] | None:
        """What this provider answered when it was asked the same and the same was kept."""
        figures, question = round_.figures_of(module), _question(round_, module)
        with self._lock:
            answer = self._answers.get(question)
            if figures is None or answer is None or answer.figures != figures:
                return None
            if answer.method != getattr(provider, round_.method, None):
                return None
            self._answers.move_to_end(question)
        return list(map(copy, answer.values))

    def note(self, round_: ProviderRound, report: ProviderReport) -> None:
        """Remembers a good answer of a provider that sent no statement: it knew nothing else."""
        figures = round_.figures_of(report.module)
        if figures is None or report.has_read or report.has_failed:
            return
        method = getattr(report.provider, round_.method, None)
        if method is None:
            return
        question = _question(round_, report.module)
        answer = _Answer(figures, method, list(map(copy, report.values)))
        with self._lock:
            before = self._answers.pop(question, None)
            self._answers[question] = answer
            self._points += answer.points - (before.points if before else 0)
            while self._points > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._points -= oldest.points


def _question(round_: ProviderRound, module: str) -> object:
    return round_.scope, module, round_.question
