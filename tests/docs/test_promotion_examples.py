"""The worked examples of the rules of promotions come out as written."""

from __future__ import annotations

import doctest

from tests.architecture.house import ROOT

PAGE = ROOT / "docs/explanation/promotions.md"


def test_the_examples_come_out_as_written() -> None:
    outcome = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.REPORT_NDIFF)

    assert outcome.attempted >= 30
    assert outcome.failed == 0


def test_a_wrong_figure_would_be_seen() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("('BIG', 300)", "('BIG', 301)")
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)

    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=lambda _text: None)

    assert outcome.failed == 1
