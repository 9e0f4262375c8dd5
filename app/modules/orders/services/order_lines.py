"""Lines of an order as stock counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.modules.contracts.stock import StockLine


def stock_lines(pairs: Iterable[tuple[int | None, int]]) -> list[StockLine]:
    """Units by variant, each variant once, in ascending order; what has no variant is no stock."""
    units: Counter[int] = Counter()
    for variant_id, quantity in pairs:
        if variant_id is not None and quantity > 0:
            units[variant_id] += quantity
    return [StockLine(variant_id, units[variant_id]) for variant_id in sorted(units)]
