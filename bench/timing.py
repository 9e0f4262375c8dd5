"""What many measurements of one thing come to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Milliseconds of every measurement, sorted."""

    milliseconds: tuple[float, ...]

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Timing:
        """Of measurements in any order."""
        return cls(tuple(sorted(milliseconds)))

    @property
    def p50(self) -> float:
        """Half of the measurements were at most this."""
        return self.percentile(50)

    @property
    def p99(self) -> float:
        """99 of 100 measurements were at most this."""
        return self.percentile(99)

    def percentile(self, percent: float) -> float:
        """The nearest rank: of 200 measurements the 99th percentile is the 198th."""
        rank = math.ceil(percent / 100 * len(self.milliseconds))
        return self.milliseconds[max(rank, 1) - 1]


def interleaved(
    things: Mapping[str, Callable[[], float]], *, rounds: int, each: int, warm_up: int = 3
) -> dict[str, Timing]:
    """Timings of all things, measured A B C A B C, so that whatever disturbs disturbs all.

    Each thing gives its milliseconds. The first `warm_up` calls of each are not counted.
    """
    for measure in things.values():
        for _ in range(warm_up):
            measure()
    found: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, measure in things.items():
            found[name].extend(measure() for _ in range(each))
    return {name: Timing.of(values) for name, values in found.items()}


def milliseconds(act: Callable[[], object]) -> float:
    """How long the act took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
