"""What a file format of orders brings: one adapter, one file, found by its place in this folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class RowKind(StrEnum):
    """What a row of the file tells of."""

    SALE = "sale"
    RETURN = "return"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row as every format gives it.

    `document` is the invoice or credit note that the row belongs to. `quantity` is positive for
    sales and returns, signed for stock corrections. `unit_price` is in major units of the format's
    currency. `occurred_at` is aware. Texts that the file leaves empty are None. A service (postage,
    charges) has no stock.
    """

    kind: RowKind
    document: str
    sku: str
    title: str | None
    quantity: int
    unit_price: Decimal
    occurred_at: datetime
    customer_ref: str | None
    country: str | None
    is_service: bool = False


class RowRefused(Exception):
    """The row cannot be used: a code of `contracts.imports.PROBLEMS`, and why in a sentence."""

    def __init__(self, problem: str, reason: str) -> None:
        super().__init__(reason)
        self.problem = problem
        self.reason = reason


class FileFormat(Protocol):
    """An adapter: how files of one format read. Its module names its instance `FORMAT`."""

    @property
    def name(self) -> str:
        """What the format is asked for by; also the source under which records are known."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """The names that the header line must hold, in the order in which `parse` wants values."""
        ...

    @property
    def currency(self) -> str:
        """The ISO 4217 currency of all prices."""
        ...

    def parse(self, values: Sequence[str]) -> OrderRow:
        """The row of these values, one for each column. Raises RowRefused."""
        ...

    def customer_name(self, customer_ref: str) -> str:
        """What a customer is called of whom the file gives nothing but a reference."""
        ...
