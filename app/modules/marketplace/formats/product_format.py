"""What a file format of products brings: how its columns, rows and products are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from app.modules.contracts.catalog import ProductIn
from app.modules.contracts.stock import LevelIn

Row = Mapping[str, str]
T = TypeVar("T")
HEADER_LINE = 1
NO_ADDRESS = "Names pictures without an address of the web, which were left out"
# Shown since it is there: the same whenever the file is taken in again.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class ProductFile:
    """What a file holds: products, units in stock by SKU, and rows that are no use.

    `levels` are units by SKU and location of products that the store has, each with its line.

    `counted` are SKUs of which the shop counts units, but the file does not say how many.
    `backorders` tells of SKUs whether they may be sold beyond their stock.
    `lines` has, for each product, those of its rows: its own, then those of its variations.
    `refused` are line, why, and the kind of problem. `remarks` say what was taken otherwise than
    the file means it, each with the lines that it holds of.
    """

    products: list[ProductIn] = field(default_factory=list)
    lines: list[tuple[int, ...]] = field(default_factory=list)
    stock: dict[str, int] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    backorders: dict[str, bool] = field(default_factory=dict)
    levels: list[tuple[int, LevelIn]] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    remarks: dict[str, list[int]] = field(default_factory=dict)

    def remark(self, what: str, line: int) -> None:
        """Notes that the row at the line was taken otherwise than the file means it."""
        self.remarks.setdefault(what, []).append(line)


@dataclass(frozen=True)
class FileTerms:
    """What holds of a whole file: prices are in `currency`, days those of the zone of `now`.

    `columns` are those that it has, by the names that they are known by; what a file has no column
    for it does not speak of.
    """

    currency: str
    now: datetime
    columns: Collection[str]

    def told(self, value: T, *columns: str) -> T | None:
        """The value, or None where the file has none of the columns that it is read from."""
        return value if any(column in self.columns for column in columns) else None


class ReadRow(Protocol):
    """The columns that a row fills in, nothing for an empty row; prices are in `currency`.

    Raises RowRefused.
    """

    def __call__(self, raw: Mapping[Any, Any], *, currency: str) -> Row: ...


class ReadProducts(Protocol):
    """Puts all rows together, of which each stands at its line."""

    def __call__(self, rows: Iterable[tuple[int, Row]], terms: FileTerms, /) -> ProductFile: ...


@dataclass(frozen=True)
class ProductFormat:
    """An adapter; its module names its instance `PRODUCT_FORMAT`.

    `name` is what it is asked for by, and the source under which products are known. `known_column`
    says what a column is read as, None for one that is not; `missing_columns` what the header must
    hold besides.
    """

    name: str
    known_column: Callable[[str], str | None]
    missing_columns: Callable[[Collection[str]], list[str]]
    read_row: ReadRow
    read_products: ReadProducts

    def read_as(self, names: Sequence[str]) -> list[str]:
        """The header with known names; where two stand for one column the first has it."""
        found: list[str] = []
        for name in names:
            column = self.known_column(name)
            found.append(name if column is None or column in found else column)
        return found
