"""CSV files that open well in a spreadsheet and carry no formula into it.

UTF-8 with a byte order mark, because Excel reads accents wrongly without it; RFC 4180 otherwise:
commas, CRLF, doubled quotes. Every text is quoted, so that numbers alone stay bare.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

CsvValue = str | int | Decimal | dt.date | bool | None

# Rows gathered before a piece is sent: few enough to begin at once, many enough to be quick.
_ROWS_AT_ONCE = 200
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A formula begins a cell. A cell begins where the text does, or after a separator or a quote in a
# program that reads the file with another separator than ours (OWASP, "CSV Injection").
# The full-width signs count too: some spreadsheets fold them.
_FORMULA_START = re.compile(r"(^|[,;|\t\r\n\"'])(\s*)(?=[=+\-@＝＋－＠])")
# Spreadsheets drop these and look at what follows.
_TAB_OR_RETURN = re.compile(r"^(?=[\t\r])")


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[CsvValue]]) -> Iterator[bytes]:
    """The file in pieces, as the rows come; memory does not grow with their number.

    Numbers are written with a dot and without grouping, moments in ISO 8601 with their offset,
    booleans as true and false, None as nothing.
    """
    gathered = _Lines()
    writer = csv.writer(gathered, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([neutral(title) for title in header])
    yield _BYTE_ORDER_MARK + gathered.take()
    for position, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if position % _ROWS_AT_ONCE == 0:
            yield gathered.take()
    rest = gathered.take()
    if rest:
        yield rest


def neutral(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for a formula.

    "=1+1" -> "'=1+1", "a;-1" -> "a;'-1". Only texts: a refund of -5 is a number and stays one.
    """
    return _TAB_OR_RETURN.sub("'", _FORMULA_START.sub(r"\1\2'", text))


class _Lines:
    """A file that only remembers what was written since it was last asked."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def write(self, line: str) -> int:
        self._written.append(line)
        return len(line)

    def take(self) -> bytes:
        piece = "".join(self._written).encode()
        self._written.clear()
        return piece


def _cell(value: CsvValue) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, int) else _Plain(value)


class _Plain(Decimal):
    """A decimal that is never written with an exponent."""

    def __str__(self) -> str:
        return format(Decimal(self), "f")
