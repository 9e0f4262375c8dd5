"""Values as product files of all kinds write them."""

from __future__ import annotations

import re
from decimal import Decimal

from app.kernel.money import to_minor

LONGEST_KEY, LONGEST_LINE, LONGEST_TEXT, MOST_NAMED = 100, 255, 50_000, 50
_AMOUNT = re.compile(r"[0-9]{1,10}([.,][0-9]{1,6})?", re.ASCII)
_WHOLE = re.compile(r"(-?[0-9]{1,9})([.,]0{1,6})?", re.ASCII)
_ADDRESS = re.compile(r"(?:https?:/)?/\S{1,1990}")


def clean(value: object) -> str:
    """The text of a cell; "" for one that is not there."""
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def amount(value: str | None) -> Decimal | None:
    """With a point or a comma, and without any for thousands."""
    if value is None or not _AMOUNT.fullmatch(value):
        return None
    return Decimal(value.replace(",", "."))


def minor(value: str | None, currency: str) -> int | None:
    """The amount in minor units of the currency."""
    found = amount(value)
    return None if found is None else to_minor(found, currency)


def whole(value: str) -> int | None:
    """A whole number, which may be below zero."""
    found = _WHOLE.fullmatch(value)
    return None if found is None else int(found[1])


def is_address(url: str) -> bool:
    """Of the web or below the own one: no bare name, and nothing that would be run."""
    return _ADDRESS.fullmatch(url) is not None
