"""From lines to rows: what is wrong with a line costs that line and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.modules.contracts.imports import RefusedRow
from app.modules.marketplace.formats.file_format import RowRefused
from app.modules.marketplace.services.source_file import LONGEST_LINE, SourceLine

MOST_LINES_OF_A_ROW = 50
KEPT_TEXT = 500
KEPT_REASON = 300
Row = TypeVar("Row")
_CUT = "The file ends in the middle of this row"


@dataclass(frozen=True, slots=True)
class ReadRow(Generic[Row]):
    """A good row and the line at which it begins."""

    line: int
    row: Row


class RowReader(Generic[Row]):
    """Reads CSV rows (RFC 4180) after the header.

    A quoted value may go over several lines, so a row over `most_lines`. When the quotation marks
    of a line do not fit, only that line is refused and the next ones are read anew, so an open
    quotation mark swallows nothing. Empty values behind the last column are none. `ended_early`
    says afterwards that the last row was cut.
    """

    def __init__(
        self,
        lines: Iterator[SourceLine],
        *,
        width: int,
        parse: Callable[[Sequence[str]], Row],
        most_lines: int = MOST_LINES_OF_A_ROW,
        separator: str = ",",
    ) -> None:
        self._lines = lines
        self._given_back: deque[SourceLine] = deque()
        self._width = width
        self._parse = parse
        self._most_lines = most_lines
        self._separator = separator
        self.ended_early = False

    def rows(self) -> Iterator[ReadRow[Row] | RefusedRow]:
        """Every row in order; empty lines are none."""
        while (line := self._next_line()) is not None:
            if line.data.strip() or line.is_too_long:
                yield self._read(line)

    def _next_line(self) -> SourceLine | None:
        if self._given_back:
            return self._given_back.popleft()
        return next(self._lines, None)

    def _read(self, line: SourceLine) -> ReadRow[Row] | RefusedRow:
        refusal = _refuse_bytes(line)
        if refusal is not None:
            return refusal
        taken = [line]
        try:
            values = self._split(taken)
        except csv.Error as error:
            return self._refuse_first(taken, "quoting", f"The row is not valid CSV: {error}")
        if not any(value.strip() for value in values[self._width :]):
            del values[self._width :]
        if len(values) != self._width:
            reason = f"{len(values)} columns instead of {self._width}"
            problem = "columns" if len(taken) == 1 else "quoting"
            return self._refuse_first(taken, problem, reason)
        try:
            return ReadRow(line.number, self._parse(values))
        except RowRefused as refused:
            if any(self._looks_whole(other) for other in taken[1:]):
                return self._refuse_first(taken, "quoting", "A quotation mark is not closed")
            return refuse(taken, refused.problem, refused.reason)

    def _split(self, taken: list[SourceLine]) -> list[str]:
        """The values of the row that begins at the line; adds the lines that it goes on over."""
        text = taken[0].data.decode()
        if '"' not in text and "\r" not in text:
            return text.split(self._separator)
        lines = self._continued(text, taken)
        return next(csv.reader(lines, delimiter=self._separator, strict=True))

    def _continued(self, text: str, taken: list[SourceLine]) -> Iterator[str]:
        """The line, and the following ones as long as the reader asks for more."""
        yield f"{text}\n"
        size = len(text)
        while len(taken) < self._most_lines:
            line = self._next_line()
            if line is None:
                return
            taken.append(line)
            size += len(line.data)
            if size > LONGEST_LINE or _refuse_bytes(line) is not None:
                return
            yield f"{line.data.decode()}\n"

    def _refuse_first(self, taken: list[SourceLine], problem: str, reason: str) -> RefusedRow:
        """Refuses the line at which the row began, and gives the others back to be read anew."""
        self._given_back.extendleft(reversed(taken[1:]))
        if not taken[0].is_ended:
            self.ended_early = True
            return refuse(taken[:1], "incomplete", _CUT)
        return refuse(taken[:1], problem, reason)

    def _looks_whole(self, line: SourceLine) -> bool:
        try:
            text = [line.data.decode()]
            values = next(csv.reader(text, delimiter=self._separator, strict=True), [])
        except csv.Error:
            return False
        return len(values) == self._width


def refuse(lines: Sequence[SourceLine], problem: str, reason: str) -> RefusedRow:
    """The refusal of a row; PostgreSQL keeps no NUL, so the text shows it as a picture of one."""
    text = b"\n".join(line.data[: KEPT_TEXT * 4] for line in lines)
    shown = text.decode(errors="replace").replace("\0", "␀")[:KEPT_TEXT]
    return RefusedRow(lines[0].number, reason[:KEPT_REASON], shown, problem)


def _refuse_bytes(line: SourceLine) -> RefusedRow | None:
    """What is wrong with a line before it is looked at as text."""
    if line.is_cut:
        return refuse([line], "incomplete", _CUT)
    if line.is_too_long:
        return refuse([line], "length", f"The line is longer than {LONGEST_LINE} bytes")
    if b"\0" in line.data:
        return refuse([line], "encoding", "The row holds a NUL character")
    try:
        line.data.decode()
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1} of the line (0x{line.data[error.start]:02x})"
        return refuse([line], "encoding", f"The row is not UTF-8 text: {place}")
    return None
