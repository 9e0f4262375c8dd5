"""`stoa import products` as it is typed: what it prints, writes and ends with."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.kernel.database.engine import Database
from tests.factories import make_store

ROOT = Path(__file__).parents[2]
HEADER = "ID,Type,SKU,Name,Published,Stock,Regular price"
CAP = "1,simple,CAP,Cap,1,7,12.50"
BAD = "2,simple,TIE,Tie,1,7,cheap"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("attic")]


@pytest.fixture
def attic(committed: Database) -> None:
    with committed.transaction() as db:
        make_store(db, "attic")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    script = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "import", "products", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )


def written(folder: Path, *rows: str) -> Path:
    path = folder / "products.csv"
    path.write_text("\n".join([HEADER, *rows, ""]))
    return path


def test_a_good_file_ends_with_zero_and_its_repetition_too(tmp_path: Path) -> None:
    path = written(tmp_path, CAP)

    first = run(path, "--store", "attic")
    second = run(path, "--store", "attic", "--format", "woocommerce")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "products.csv in attic" in first.stdout
    assert "Stock levels set: 1." in first.stdout
    assert "nothing has changed" in second.stdout
    assert "nothing has changed" not in first.stdout


def test_what_was_taken_otherwise_is_said_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "shared.csv").write_text(
        f"{HEADER},Parent\n1,variable,TEE,Tee,1,5,,\n2,variation,S,Tee S,1,,9,TEE\n"
    )

    result = run(tmp_path / "shared.csv", "--store", "attic")

    assert result.returncode == 0, result.stderr
    assert "so that no more is sold than there is: line 2." in " ".join(result.stdout.split())


def test_refused_rows_are_shown_and_written_and_it_ends_with_two(tmp_path: Path) -> None:
    target = tmp_path / "refused.csv"

    result = run(written(tmp_path, CAP, BAD), "--store", "attic", "--refused", target)

    assert result.returncode == 2, result.stderr
    assert "Regular price is no amount in EUR: 'cheap'" in result.stdout
    with target.open(encoding="utf-8-sig", newline="") as file:
        _header, row = csv.reader(file)
    assert (row[0], row[2]) == ("3", BAD)


def test_what_cannot_be_used_ends_with_one_and_says_why(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("id|name\n")
    path = written(tmp_path, CAP)

    results = [
        run(other, "--store", "attic"),
        run(other, "--store", "attic", "--format", "woocommerce"),
        run(tmp_path / "missing.csv", "--store", "attic"),
        run(path, "--store", "attic", "--format", "xls"),
        run(path, "--store", "barn"),
    ]

    said = [(result.returncode, result.stderr) for result in results]
    expected = [
        "fits none of the known formats (shopify, shopify-inventory, woocommerce)",
        "Missing: Name, ID.",
        "There is no file",
        "There is no format 'xls'. Known formats: shopify, shopify-inventory, woocommerce.",
        "There is no store 'barn'.",
    ]
    for (code, text), message in zip(said, expected, strict=True):
        assert code == 1
        assert message in text
        assert "Traceback" not in text
