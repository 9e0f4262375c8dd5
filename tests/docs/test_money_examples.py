"""The examples on money and taxes are run, and come out as the page says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "explanation"
FEWEST = {"money.md": 30, "taxes.md": 15}
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(name: str, text: str) -> doctest.TestResults:
    """Runs all blocks of a page as one session, so that later ones know the earlier ones' names."""
    session = "\n".join(BLOCK.findall(text))
    parsed = doctest.DocTestParser().get_doctest(session, {}, name, name, 0)
    return doctest.DocTestRunner(verbose=False).run(parsed)


@pytest.mark.parametrize("name", FEWEST)
def test_come_out_as_the_page_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = run(name, (FOLDER / name).read_text("utf-8"))

    assert results.failed == 0, capsys.readouterr().out
    assert results.attempted >= FEWEST[name]


def test_a_wrong_number_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    page = (FOLDER / "money.md").read_text("utf-8")
    wrong = page.replace("[334, 333, 333]", "[333, 333, 334]", 1)

    assert wrong != page
    assert run("money.md", wrong).failed == 1
