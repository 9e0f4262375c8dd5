"""The price per kilogram, litre, metre: Directive 98/6/EC, articles 2(b) and 3."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.kernel.money import round_half_up

# How many of the unit make one of the reference, and the reference itself.
UNITS: dict[str, tuple[Decimal, str]] = {
    "mg": (Decimal(1_000_000), "kg"),
    "g": (Decimal(1000), "kg"),
    "kg": (Decimal(1), "kg"),
    "ml": (Decimal(1000), "l"),
    "cl": (Decimal(100), "l"),
    "l": (Decimal(1), "l"),
    "mm": (Decimal(1000), "m"),
    "cm": (Decimal(100), "m"),
    "m": (Decimal(1), "m"),
    "cm2": (Decimal(10_000), "m2"),
    "m2": (Decimal(1), "m2"),
    "m3": (Decimal(1), "m3"),
    "piece": (Decimal(1), "piece"),
}


@dataclass(frozen=True)
class UnitPrice:
    """What one `per` ("kg", "l", "m", "m2", "m3", "piece") costs, in minor units."""

    amount_minor: int
    per: str


def unit_price(amount_minor: int, quantity: Decimal | None, unit: str) -> UnitPrice | None:
    """Rounded half up: 1.99 for 330 ml is 6.03 a litre. None without a measure."""
    if quantity is None or quantity <= 0 or unit not in UNITS:
        return None
    factor, per = UNITS[unit]
    return UnitPrice(round_half_up(Decimal(amount_minor) * factor / quantity), per)
