"""How an import looks on the terminal: a bar while it runs, and what became of the rows."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from app.modules.contracts.imports import ImportReport, RefusedRow

REFUSALS_SHOWN, LINES_NAMED = 20, 10
LEFT_OUT = {
    "products": "products, because no module keeps a catalogue",
    "customers": "customers, because no module keeps customers",
    "stock": "stock, because no module keeps it",
}
# A negative number between separators is a number to a spreadsheet too, and no formula.
_NEGATIVE_NUMBER = re.compile(r"(?<=[,;])-(?=\d+(?:\.\d+)?(?:[,;]|$))")
_MINUS_ASIDE = "\0"


class RowsPerSecond(ProgressColumn):
    """Rows read so far, and how many in a second of this run."""

    def __init__(self) -> None:
        super().__init__(table_column=Column(no_wrap=True))

    def render(self, task: Task) -> Text:
        rows = int(task.fields["rows"])
        speed = f"{rows / task.elapsed:,.0f}" if task.elapsed else "–"
        return Text(f"{rows:,} rows, {speed} rows/s")


def import_progress(console: Console) -> Progress:
    """The bar of an import, by bytes of the file; tasks have the fields `rows` and `refused`.

    It goes when the import ends, and the report takes its place.
    """
    return Progress(
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        RowsPerSecond(),
        TextColumn("{task.fields[refused]:,} refused"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=console,
        transient=True,
    )


def print_report(console: Console, report: "ImportReport", *, title: str) -> None:
    """What became of the rows, what was left out, and the first refusals."""
    console.print(_counts(report, title))
    if report.is_repeat:
        console.print("This file was imported before; nothing has changed.")
    if report.levels_set:
        console.print(f"Stock levels set: {report.levels_set:,}.", highlight=False)
    if report.unused_columns:
        console.print(Text(f"Columns that were not used: {', '.join(report.unused_columns)}."))
    for remark in report.remarks:
        console.print(f"{remark.what}: {_lines(remark.lines)}.", highlight=False)
    for part in report.left_out:
        console.print(f"Left out: {LEFT_OUT.get(part, part)}.")
    if not report.is_complete:
        console.print("The file ends early: it is cut or damaged. Its good rows were taken.")
    if report.refused:
        console.print(_refusals(report))


def write_refused(rows: Iterable["RefusedRow"]) -> Iterator[bytes]:
    """A CSV file (UTF-8 with a byte order mark) of line, reason and the row as it stood there."""
    yield _csv_row(["line", "reason", "row"], start="\ufeff")
    for row in rows:
        yield _csv_row([row.line or "", _harmless(row.reason), _harmless(row.text)])


def _counts(report: "ImportReport", title: str) -> Table:
    table = Table(title=Text(title), title_justify="left")
    counts = {
        "Rows": report.rows,
        "New": report.created,
        "Changed": report.updated,
        "Unchanged": report.unchanged,
        "Skipped": report.skipped,
        "Refused": report.refused_rows,
    }
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    return table


def _refusals(report: "ImportReport") -> Table:
    shown = report.refused[:REFUSALS_SHOWN]
    more = report.refused_rows - len(shown)
    caption = f"and {more:,} more; --refused FILE.csv writes them all" if more else None
    table = Table(title="Refused rows", title_justify="left", caption=caption)
    table.add_column("Line", justify="right")
    table.add_column("Reason", overflow="fold")
    table.add_column("Row", overflow="fold")
    for row in shown:
        table.add_row(str(row.line or "–"), escape(_plain(row.reason)), escape(_plain(row.text)))
    return table


def _lines(lines: Sequence[int]) -> str:
    """Where it was, the first ones by their numbers."""
    more = f" and {len(lines) - LINES_NAMED:,} more" if len(lines) > LINES_NAMED else ""
    return f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines[:LINES_NAMED]))}{more}"


def _plain(text: str) -> str:
    """Without control characters: a file must not steer the terminal."""
    return "".join(char if char.isprintable() else "·" for char in text)


def _harmless(text: str) -> str:
    """No formula for a spreadsheet, and otherwise the text as it was."""
    from app.kernel.csv_export import neutral

    aside = _NEGATIVE_NUMBER.sub(_MINUS_ASIDE, text)
    return neutral(aside).replace(_MINUS_ASIDE, "-")


def _csv_row(values: list[object], *, start: str = "") -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerow(values)
    return (start + out.getvalue()).encode()
