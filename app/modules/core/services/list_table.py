"""From a list page to the table that a template draws, in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.kernel.i18n import formats
from app.kernel.i18n.catalog import Catalog
from app.kernel.money import to_major
from app.modules.contracts.listings import Column, ColumnKind
from app.modules.core.services.list_page import ListPage, is_numeric

KINDS = {ColumnKind.BADGE: "badge", ColumnKind.YES_NO: "badge", ColumnKind.CODE: "code"}


@dataclass(frozen=True)
class Cell:
    """One value in words; badges have a tone, `sub` stands beneath in small."""

    text: str
    tone: str | None = None
    sub: str | None = None


@dataclass(frozen=True)
class Head:
    """One column: its name, and where a click on it leads."""

    key: str
    label: str
    kind: str
    sort_href: str | None
    sorted: str | None


@dataclass(frozen=True)
class Row:
    """One row of cells."""

    cells: list[Cell]


class TableWriter:
    """Writes rows in one language and time zone."""

    def __init__(self, catalog: Catalog, locale: str, zone: str) -> None:
        self._catalog = catalog
        self._locale = locale
        self._zone = zone

    def heads(self, page: ListPage, address: str) -> list[Head]:
        """The columns, each with the address that sorts by it (again: the other way round)."""
        return [self._head(column, page, address) for column in page.columns]

    def rows(self, page: ListPage) -> list[Row]:
        """The rows of the page."""
        return [self.row(page.columns, row) for row in page.result.rows]

    def row(self, columns: tuple[Column, ...], row: dict[str, Any]) -> Row:
        """One row, formatted."""
        return Row([self._cell(column, row) for column in columns])

    def totals(self, page: ListPage) -> list[list[str]]:
        """A line of sums per currency beneath the table; none where nothing is summed."""
        sums = page.result.sums
        codes = sorted({code for by_code in sums.values() for code in by_code if code is not None})
        if not sums or page.result.total == 0:
            return []
        lines: list[str | None] = [*codes] or [None]
        return [self._total_line(page, code) for code in lines]

    def label(self, column: Column) -> str:
        """The column's name."""
        return self._catalog.text(self._locale, column.text)

    def _total_line(self, page: ListPage, code: str | None) -> list[str]:
        line = []
        for index, column in enumerate(page.columns):
            by_code = page.result.sums.get(column.name)
            key = code if column.currency is not None else None
            if by_code is not None and key in by_code:
                line.append(self._number(column, by_code[key], code))
            else:
                line.append(self._catalog.text(self._locale, "ui-total") if index == 0 else "")
        return line

    def _head(self, column: Column, page: ListPage, address: str) -> Head:
        is_current = page.sort.removeprefix("-") == column.name
        is_descending = is_current and page.sort.startswith("-")
        turned = column.name if is_descending or not is_current else f"-{column.name}"
        kind = "number" if is_numeric(column) else KINDS.get(column.kind, "text")
        order = "descending" if is_descending else "ascending"
        return Head(
            key=column.name,
            label=self.label(column),
            kind=kind,
            sort_href=f"{address}&sort={turned}" if column.is_sorted else None,
            sorted=order if is_current else None,
        )

    def _cell(self, column: Column, row: dict[str, Any]) -> Cell:
        value = row[column.name]
        if value is None:
            return Cell("")
        if column.kind is ColumnKind.BADGE:
            text = self._catalog.text(self._locale, f"{column.text}-{_dashed(value)}")
            return Cell(text, column.tones.get(str(value)))
        if column.kind is ColumnKind.YES_NO:
            text = self._catalog.text(self._locale, "ui-yes" if value else "ui-no")
            return Cell(text, "ok" if value else None)
        if column.kind is ColumnKind.DATETIME:
            return Cell(formats.datetime(value, self._locale, self._zone))
        if is_numeric(column):
            currency = row[column.currency] if column.currency else None
            return Cell(self._number(column, value, currency))
        return Cell(str(value))

    def _number(self, column: Column, value: Any, currency: str | None) -> str:
        if column.kind is ColumnKind.MONEY and currency is not None:
            return formats.money(to_major(int(value), currency), currency, self._locale)
        if column.kind is ColumnKind.PERCENT:
            return formats.percent(Decimal(str(value)), self._locale)
        if column.kind is ColumnKind.BYTES:
            return formats.byte_size(int(value), self._locale)
        return formats.number(value, self._locale)


def _dashed(code: Any) -> str:
    return str(code).replace("_", "-").replace(".", "-")
