"""Reads a file of products whole: rows of a product may stand anywhere in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.modules.contracts.catalog import ProductIn
from app.modules.contracts.imports import ImportRemark, RefusedRow
from app.modules.contracts.stock import LevelIn
from app.modules.marketplace.exceptions import FileTooLarge, UnknownHeader
from app.modules.marketplace.formats.product_format import FileTerms, ProductFormat, Row
from app.modules.marketplace.services.read_header import BYTE_ORDER_MARK, read_names, wrong_columns
from app.modules.marketplace.services.read_rows import KEPT_REASON, KEPT_TEXT, RowReader
from app.modules.marketplace.services.source_file import SourceFile

MOST_BYTES = 64_000_000
# As many as a row has bytes for: HTML of a table has one for each cell.
MOST_LINES_OF_A_PRODUCT = 5_000
_OLD_ENCODING = "cp1252"
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class FileProduct:
    """A product, units in stock by SKU, and its rows as they would be refused, by line.

    `counted` are SKUs whose units the file does not say. `backorders` tells of SKUs whether they
    may be sold beyond their stock.
    """

    product: ProductIn
    stock: Mapping[str, int]
    rows: Mapping[int, str]
    counted: Collection[str] = ()
    backorders: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class FileLevel:
    """Units of a variant at a location, and the row as it would be refused."""

    level: LevelIn
    line: int
    text: str


@dataclass
class ReadFile:
    """What a file holds; `is_complete` is False when it ends early.

    `unused_columns` are the names in its header of which nothing is read; `remarks` what was taken
    otherwise than it means it.
    """

    products: list[FileProduct] = field(default_factory=list)
    levels: list[FileLevel] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    is_complete: bool = True
    unused_columns: tuple[str, ...] = ()
    remarks: tuple[ImportRemark, ...] = ()

    @property
    def size(self) -> int:
        """How many rows there are, refused ones included."""
        taken = len(self.levels) + sum(len(one.rows) for one in self.products)
        return len(self.refused) + taken


def read_product_file(
    path: Path, file_format: ProductFormat, *, currency: str, now: datetime
) -> ReadFile:
    """Prices are in `currency`. The file is UTF-8, or cp1252 if it can be no UTF-8.

    Its columns are parted by commas, semicolons or tabs, whichever parts the header into most.

    Raises UnreadableFile, of which FileTooLarge and WrongColumns are kinds.
    """
    source = SourceFile(path)
    lines = source.lines()
    if not _is_utf8(path):
        lines = (replace(line, data=_recoded(line.data)) for line in lines)
    named, separator = read_names(lines, path.name, separators=_SEPARATORS)
    names = file_format.read_as(named)
    missing = file_format.missing_columns(names)
    twice = [name for place, name in enumerate(names) if name and name in names[:place]]
    if missing or twice:
        raise wrong_columns(path.name, missing, twice)
    read = ReadFile(
        unused_columns=tuple(name for name in named if file_format.known_column(name) is None)
    )
    texts: dict[int, str] = {}
    rows: list[tuple[int, Row]] = []
    reader = RowReader(
        lines,
        width=len(names),
        parse=lambda values: (
            values,
            file_format.read_row(dict(zip(names, values, strict=True)), currency=currency),
        ),
        most_lines=MOST_LINES_OF_A_PRODUCT,
        separator=separator,
    )
    for one in reader.rows():
        if isinstance(one, RefusedRow):
            read.refused.append(one)
        elif one.row[1]:
            rows.append((one.line, one.row[1]))
            texts[one.line] = ",".join(one.row[0])[:KEPT_TEXT]
    found = file_format.read_products(rows, FileTerms(currency, now, names))
    read.refused += [refused_row(line, texts[line], why, kind) for line, why, kind in found.refused]
    read.refused.sort(key=lambda row: row.line)
    read.products = [
        FileProduct(
            product,
            {v.sku: found.stock[v.sku] for v in product.variants if v.sku in found.stock},
            {line: texts[line] for line in lines_of_it},
            {v.sku for v in product.variants} & found.counted,
            found.backorders,
        )
        for product, lines_of_it in zip(found.products, found.lines, strict=True)
    ]
    read.levels = [FileLevel(level, line, texts[line]) for line, level in found.levels]
    read.remarks = tuple(
        ImportRemark(what, tuple(sorted(remarked))) for what, remarked in found.remarks.items()
    )
    read.is_complete = not (reader.ended_early or source.is_cut)
    return read


def format_of(path: Path, formats: Sequence[ProductFormat]) -> ProductFormat:
    """The format whose columns the header names, of several that which knows most of them.

    Raises UnreadableFile, of which UnknownHeader is a kind.
    """
    lines = (
        line if _decodes(line.data) else replace(line, data=_recoded(line.data))
        for line in SourceFile(path).lines()
    )
    named, _separator = read_names(lines, path.name, separators=_SEPARATORS)
    fitting = [one for one in formats if not one.missing_columns(one.read_as(named))]
    if not fitting:
        known = ", ".join(one.name for one in formats)
        raise UnknownHeader(file=path.name, known=known)
    return max(fitting, key=lambda one: sum(one.known_column(name) is not None for name in named))


def refused_row(line: int, text: str, reason: str, problem: str) -> RefusedRow:
    """The refusal of a row that could be read."""
    return RefusedRow(line, reason[:KEPT_REASON], text, problem)


def _is_utf8(path: Path) -> bool:
    """Whether it says so, or no more of the lines that are not plain ASCII contradict than agree.

    So a single damaged row is refused, and does not change how all the others are read. Raises
    FileTooLarge.
    """
    says_so, score, size = False, 0, 0
    for line in SourceFile(path).lines():
        size += len(line.data) + 1
        if size > MOST_BYTES:
            raise FileTooLarge(file=path.name, limit=MOST_BYTES // 1_000_000)
        says_so |= line.number == 1 and line.data.startswith(BYTE_ORDER_MARK)
        is_whole = not (line.is_too_long or line.is_cut)
        if is_whole and not line.data.isascii():
            score += 1 if _decodes(line.data) else -1
    return says_so or score >= 0


def _decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _recoded(data: bytes) -> bytes:
    return data.decode(_OLD_ENCODING, errors="replace").encode()
