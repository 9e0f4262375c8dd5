import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.csv_export import CsvValue, neutral, stream_csv


def written(*rows: list[CsvValue], header: tuple[str, ...] = ("a",)) -> str:
    return b"".join(stream_csv(header, rows)).decode("utf-8-sig")


class TestStreamCsv:
    def test_begins_with_a_mark_for_spreadsheets(self) -> None:
        assert b"".join(stream_csv(["é"], [])) == b'\xef\xbb\xbf"\xc3\xa9"\r\n'

    def test_writes_each_kind_of_value(self) -> None:
        moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

        text = written(["x", 5, Decimal("1E+3"), None, True, date(2026, 11, 22), moment])

        assert text.splitlines()[1] == (
            '"x",5,1000,"","true","2026-11-22","2026-11-22T12:00:00+00:00"'
        )

    def test_negative_numbers_stay_numbers(self) -> None:
        assert written([-5, Decimal("-5.50")]).splitlines()[1] == "-5,-5.50"

    def test_quotes_as_rfc_4180_says(self) -> None:
        assert written(['say "hi", twice\nok']).splitlines(keepends=True)[1:] == [
            '"say ""hi"", twice\n',
            'ok"\r\n',
        ]

    def test_neutralises_titles_too(self) -> None:
        assert written(header=("=cmd",)) == '"\'=cmd"\r\n'

    def test_sends_pieces_while_rows_still_come(self) -> None:
        taken: list[int] = []

        def rows() -> Iterator[list[CsvValue]]:
            for number in range(1000):
                taken.append(number)
                yield [number]

        pieces = stream_csv(["n"], rows())
        next(pieces)
        next(pieces)

        assert len(taken) == 200
        assert len(b"".join(pieces).splitlines()) == 800

    @given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=20))
    def test_reads_back_what_was_written(self, rows: list[list[str]]) -> None:
        rows = [[text.replace("\x00", "") for text in row] for row in rows]
        text = b"".join(stream_csv(["a", "b"], rows)).decode("utf-8-sig")

        read = list(csv.reader(io.StringIO(text, newline="")))[1:]

        assert read == [[neutral(text) for text in row] for row in rows]


class TestNeutral:
    @pytest.mark.parametrize(
        ("text", "safe"),
        [
            ("=1+1", "'=1+1"),
            ("+352 621", "'+352 621"),
            ("-5", "'-5"),
            ("@sum(a1)", "'@sum(a1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\tx", "'\tx"),
            ("  =1", "  '=1"),
            ("a;=1", "a;'=1"),
            ("a, -1", "a, '-1"),
            ('a"=1', "a\"'=1"),
            ("a\n=1", "a\n'=1"),
            ("a\t@x", "a\t'@x"),
            ("＝1", "'＝1"),
        ],
    )
    def test_puts_an_apostrophe_before_a_formula(self, text: str, safe: str) -> None:
        assert neutral(text) == safe

    @pytest.mark.parametrize(
        "text", ["", "T-shirt", "a=b", "me@example.lu", "1 + 1", "a, b", "O'Neill", "(-5)"]
    )
    def test_leaves_everything_else(self, text: str) -> None:
        assert neutral(text) == text

    @given(st.text(alphabet="=+-@\t\r\n,;\"' a1", max_size=12))
    def test_no_cell_of_any_separator_begins_a_formula(self, text: str) -> None:
        line = written([text, 1])
        for separator in ",;\t|":
            for row in csv.reader(io.StringIO(line, newline=""), delimiter=separator):
                for cell in row:
                    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        assert not neutral(text).startswith(("\t", "\r"))
