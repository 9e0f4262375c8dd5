"""The first line of a file: whether it names the columns of the format, and in which order."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from app.modules.marketplace.exceptions import EmptyFile, NotText, WrongColumns
from app.modules.marketplace.formats.file_format import FileFormat, OrderRow
from app.modules.marketplace.services.source_file import SourceLine

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FOR_SPREADSHEETS = re.compile(rb'"?sep=."?', re.IGNORECASE)
_SHOWN_OF_A_NAME = 40
_SHOWN_NAMES = 12


def read_header(
    lines: Iterator[SourceLine], file_format: FileFormat, file_name: str
) -> Callable[[Sequence[str]], OrderRow]:
    """Takes the header and gives the function that reads the values of a row in its order.

    Raises EmptyFile, NotText or WrongColumns, which names what is missing and what is too much.
    """
    names, _separator = read_names(lines, file_name)
    wanted = file_format.columns
    if sorted(names) != sorted(wanted):
        missing = [name for name in wanted if name not in names]
        raise wrong_columns(file_name, missing, _too_many(names, wanted))
    if tuple(names) == wanted:
        return file_format.parse
    in_order = itemgetter(*(names.index(name) for name in wanted))
    return lambda values: file_format.parse(in_order(values))


def read_names(
    lines: Iterator[SourceLine], file_name: str, *, separators: str = ","
) -> tuple[list[str], str]:
    """Takes the header and gives its names, and that separator which parts it into most of them.

    Blank lines before it, and a line "sep=;" for spreadsheets, are none.

    Raises EmptyFile or NotText.
    """
    data = _next_line(lines)
    if _FOR_SPREADSHEETS.fullmatch(data):
        data = _next_line(lines)
    if not data:
        raise EmptyFile(file=file_name)
    parted = [(_names(data, separator), separator) for separator in separators]
    names, separator = max(parted, key=lambda each: len(each[0]))
    if not names:
        raise NotText(file=file_name)
    return names, separator


def _next_line(lines: Iterator[SourceLine]) -> bytes:
    """The next that is not blank; nothing at the end."""
    plain = (line.data.removeprefix(BYTE_ORDER_MARK) for line in lines)
    return next((data for data in plain if data.strip()), b"")


def wrong_columns(file_name: str, missing: list[str], unexpected: list[str]) -> WrongColumns:
    """The refusal of a file whose header lacks names, or has some too many."""
    return WrongColumns(file=file_name, missing=_shown(missing), unexpected=_shown(unexpected))


def _names(data: bytes, separator: str) -> list[str]:
    """The names that the separator parts; none where the line is no such text."""
    if b"\0" in data:
        return []
    try:
        names = next(csv.reader([data.decode()], delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error):
        return []
    return [name.strip() for name in names]


def _too_many(names: list[str], wanted: Sequence[str]) -> list[str]:
    """Names that the format does not know, and those that come twice."""
    return [name for place, name in enumerate(names) if name not in wanted or name in names[:place]]


def _shown(names: list[str]) -> str:
    """The names in a line that stays short whatever the file holds; a dash for none."""
    shown = [name[:_SHOWN_OF_A_NAME] or "''" for name in names[:_SHOWN_NAMES]]
    return ", ".join(shown) + (", …" if len(names) > _SHOWN_NAMES else "") or "–"
