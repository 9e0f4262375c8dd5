"""`stoa import orders` as it is typed: what it prints, writes and ends with."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.import_report import write_refused
from app.kernel.database.engine import Database
from app.modules.contracts.imports import RefusedRow
from tests.factories import make_store

ROOT = Path(__file__).parents[2]
HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
GOOD = "536365,85123A,WHITE LANTERN,6,2010-12-01T08:26:00.000,2.55,17850,United Kingdom"
BAD = "536365,85123A,[red]WHITE[/red]\x1b[31m,six,2010-12-01T08:26:00.000,-2.55,17850,=1+1"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("attic")]


@pytest.fixture
def attic(committed: Database) -> None:
    with committed.transaction() as db:
        make_store(db, "attic")
        make_store(db, "cellar")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    script = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "import", "orders", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )


def options(store: str = "attic", file_format: str = "online-retail") -> tuple[str, ...]:
    return ("--store", store, "--format", file_format)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "orders.csv"
    path.write_text("\n".join([HEADER, *rows, ""]))
    return path


def test_a_good_file_ends_with_zero_and_its_repetition_too(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, GOOD)

    first, second = run(path, *options()), run(path, *options())

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "orders.csv in attic" in first.stdout
    assert "nothing has changed" in second.stdout
    assert "nothing has changed" not in first.stdout


def test_refused_rows_are_shown_and_written_and_it_ends_with_two(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, *[BAD] * 25, GOOD)
    target = tmp_path / "refused.csv"

    result = run(path, *options(), "--refused", target)

    assert result.returncode == 2, result.stderr
    assert "Quantity is not a whole number: 'six'" in result.stdout
    assert "[red]WHITE[/red]·[31m" in result.stdout
    assert "and 5 more" in result.stdout
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["line", "reason", "row"]
    assert [row[0] for row in rows] == [str(number) for number in range(3, 28)]
    assert rows[0][2] == BAD.replace(",=1+1", ",'=1+1")


def test_a_cut_file_ends_with_two(tmp_path: Path) -> None:
    packed = gzip.compress(written(tmp_path, *[GOOD] * 3).read_bytes(), compresslevel=0)
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(packed[:-30])

    result = run(path, *options())

    assert result.returncode == 2
    assert "The file ends early" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (options(store="barn"), "There is no store 'barn'. Stores: attic, cellar."),
        (options(file_format="xls"), "There is no format 'xls'. Known formats: online-retail."),
    ],
)
def test_unknown_names_name_the_known_ones(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(written(tmp_path, GOOD), *arguments)

    assert (result.returncode, message in result.stderr) == (1, True), result.stderr
    assert "Traceback" not in result.stderr


def test_what_cannot_be_read_ends_with_one_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("id;name\n")

    wrong, missing = run(path, *options()), run(tmp_path / "missing.csv", *options())

    assert (wrong.returncode, missing.returncode) == (1, 1)
    assert "Missing: InvoiceNo, StockCode" in wrong.stderr
    assert "Unexpected: id;name" in wrong.stderr
    assert "There is no file" in missing.stderr


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    result = run(written(tmp_path, BAD), *options(), "--refused", tmp_path)

    assert result.returncode == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("C536379,D,-1,2.50", "C536379,D,-1,2.50"),
        ("=1+1", "'=1+1"),
        ("a,-1+1", "a,'-1+1"),
    ],
)
def test_the_report_keeps_rows_as_they_were_but_for_formulas(text: str, harmless: str) -> None:
    data = b"".join(write_refused([RefusedRow(2, "Why", text)])).decode("utf-8-sig")
    (_header, row) = csv.reader(data.splitlines())

    assert row == ["2", "Why", harmless]
