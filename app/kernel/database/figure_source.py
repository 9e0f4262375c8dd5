"""What a module keeps figures of: its measures, and the facts they can be recounted from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.database.daily_figures import Fact

FactsOf = Callable[[Sequence[int], datetime], Sequence[Fact]]
MOST_MEASURES = 99


@dataclass(frozen=True)
class FigureSource:
    """The additive measures of one module.

    `facts` gives, for some stores, every fact that happened at or after a moment, or at any time
    for `BEGINNING`; their sum by measure is what the read model holds, so a recount can prove it.
    Measures may be added and reordered freely: their place in the read model is kept apart.
    """

    module: str
    measures: tuple[str, ...]
    facts: FactsOf
