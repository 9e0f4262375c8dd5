"""What is wrong with a line costs that line and no other, and is named with its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.contracts.imports import PROBLEMS, RefusedRow
from app.modules.marketplace.exceptions import EmptyFile, NotText, UnreadableFile, WrongColumns
from app.modules.marketplace.formats.online_retail import FORMAT
from app.modules.marketplace.services.read_header import read_header
from app.modules.marketplace.services.read_rows import ReadRow, RowReader
from app.modules.marketplace.services.source_file import LONGEST_LINE, SourceFile, SourceLine
from tests.modules.marketplace.factories import HEADER, line


def lines_of(*rows: bytes | str, first: int = 2, is_ended: bool = True) -> Iterator[SourceLine]:
    for number, row in enumerate(rows, start=first):
        data = row.encode() if isinstance(row, str) else row
        is_last = number == first + len(rows) - 1
        yield SourceLine(number, data, is_ended=is_ended or not is_last)


def read(*rows: bytes | str, is_ended: bool = True) -> tuple[list[int], list[tuple[int, str]]]:
    """Lines of the good rows, and lines and problems of the refused ones."""
    reader = RowReader(
        lines_of(*rows, is_ended=is_ended), width=len(FORMAT.columns), parse=FORMAT.parse
    )
    found = list(reader.rows())
    good = [row.line for row in found if isinstance(row, ReadRow)]
    bad = [(row.line, row.problem) for row in found if isinstance(row, RefusedRow)]
    assert {problem for _line, problem in bad} <= set(PROBLEMS)
    return good, bad


GOOD = line()


class TestRows:
    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ("536365,85123A,LANTERN,6", "columns"),
            (GOOD + ",more", "columns"),
            (line(quantity="six"), "number"),
            (line(quantity="6.5"), "number"),
            (line(quantity="٦"), "number"),
            (line(price="2,55"), "number"),
            (line(price="NaN"), "number"),
            (line(price="1e3"), "number"),
            (line(price="0.0000001"), "number"),
            (line(moment="2011-02-30T08:26:00.000"), "date"),
            (line(moment="01/12/2010 08:26"), "date"),
            (line(moment="2010-12-01"), "date"),
            (line(customer="A17"), "customer"),
            (line(invoice="A563185"), "document"),
            (line(invoice=""), "document"),
            (line(code=" "), "product"),
            (line(code="x" * 101), "length"),
            (line(title="x" * 1001), "length"),
            (line(quantity=0), "rule"),
            (line(quantity=-1), "rule"),
            (line(invoice="C536365", quantity=1), "rule"),
            (line(price="-1.00"), "rule"),
            (b"536365,85123A,CAF\xc9,6,2010-12-01T08:26:00.000,2.55,17850,UK", "encoding"),
            (GOOD.encode().replace(b"WHITE", b"WH\0TE"), "encoding"),
            ('536365,"85123A"x,T,6,2010-12-01T08:26:00.000,2.55,17850,UK', "quoting"),
            ('536365,85123A,"OPEN,6,2010-12-01T08:26:00.000,2.55,17850,UK', "quoting"),
            (GOOD.replace("WHITE", "WH\rTE"), "quoting"),
        ],
    )
    def test_a_bad_row_is_refused_alone(self, row: bytes | str, problem: str) -> None:
        good, bad = read(GOOD, row, GOOD, GOOD)

        assert (good, bad) == ([2, 4, 5], [(3, problem)])

    def test_a_quotation_mark_within_a_value_is_text(self) -> None:
        assert read(GOOD.replace("WHITE", 'WH"TE')) == ([2], [])

    def test_a_line_that_is_too_long_is_refused(self) -> None:
        too_long = SourceLine(2, b"x" * 1000, is_too_long=True)
        lines = iter([too_long, SourceLine(3, GOOD.encode())])

        refused, good = RowReader(lines, width=8, parse=FORMAT.parse).rows()

        assert isinstance(refused, RefusedRow)
        assert (refused.problem, len(refused.text)) == ("length", 500)
        assert str(LONGEST_LINE) in refused.reason
        assert isinstance(good, ReadRow)

    def test_empty_lines_are_no_rows_and_keep_their_numbers(self) -> None:
        assert read("", GOOD, "  ", GOOD, "") == ([3, 5], [])

    def test_a_quoted_value_may_go_over_lines(self) -> None:
        reader = RowReader(
            lines_of(*line(title='TWO\nLINES, "ONE"').split("\n"), GOOD),
            width=8,
            parse=FORMAT.parse,
        )

        first, second = reader.rows()

        assert isinstance(first, ReadRow)
        assert first.row.title == 'TWO\nLINES, "ONE"'
        assert isinstance(second, ReadRow)
        assert (first.line, second.line) == (2, 4)

    def test_a_bad_row_over_lines_is_one_refusal(self) -> None:
        rows = line(title="TWO\nLINES", quantity="x").split("\n")

        assert read(*rows, GOOD) == ([4], [(2, "number")])

    @pytest.mark.parametrize("following", [1, 3, 60, 200])
    def test_an_open_quotation_mark_swallows_no_row(self, following: int) -> None:
        opened = GOOD.replace("WHITE", '"WHITE')
        closed = line(title="WITH, COMMA")

        good, bad = read(opened, *[GOOD] * following, closed)

        assert bad == [(2, "quoting")]
        assert good == list(range(3, 4 + following))

    def test_two_open_quotation_marks_that_fit_by_chance_swallow_no_row(self) -> None:
        first = GOOD.replace("WHITE LANTERN", '"WHITE')
        last = '536365,85123A,LANTERN",x,2010-12-01T08:26:00.000,2.55,17850,UK'

        good, bad = read(first, GOOD, GOOD, last)

        assert good == [3, 4]
        assert [number for number, _problem in bad] == [2, 5]

    def test_the_last_row_may_lack_its_line_end(self) -> None:
        assert read(GOOD, GOOD, is_ended=False) == ([2, 3], [])

    @pytest.mark.parametrize("length", [5, 20, 50])
    def test_a_file_that_ends_within_a_row_says_so(self, length: int) -> None:
        reader = RowReader(
            lines_of(GOOD, GOOD[:length], is_ended=False), width=8, parse=FORMAT.parse
        )

        _good, refused = reader.rows()

        assert isinstance(refused, RefusedRow)
        assert (refused.line, refused.problem, reader.ended_early) == (3, "incomplete", True)

    def test_a_row_that_was_cut_is_refused_even_if_it_looks_whole(self) -> None:
        lines = iter([SourceLine(2, GOOD.encode(), is_ended=False, is_cut=True)])

        (refused,) = RowReader(lines, width=8, parse=FORMAT.parse).rows()

        assert isinstance(refused, RefusedRow)
        assert refused.problem == "incomplete"

    @given(st.lists(st.one_of(st.just(GOOD.encode()), st.binary(max_size=60)), max_size=30))
    def test_whatever_stands_between_them_no_good_row_is_lost(self, rows: list[bytes]) -> None:
        rows = [row.replace(b"\n", b" ") for row in rows]
        good = [number for number, row in enumerate(rows, start=2) if row == GOOD.encode()]

        found, refused = read(*rows)

        swallowed = set(good) - set(found)
        assert swallowed == set()
        assert all(b"\0" not in str(entry).encode() for entry in refused)


class TestHeader:
    def test_a_byte_order_mark_and_another_order_of_columns_are_fine(self, tmp_path: Path) -> None:
        path = tmp_path / "orders.csv"
        swapped = (
            "Country,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID"
        )
        row = "France,536365,85123A,LANTERN,6,2010-12-01T08:26:00,2.55,17850"
        path.write_bytes(b"\xef\xbb\xbf" + f"{swapped}\r\n{row}\r\n".encode())

        lines = SourceFile(path).lines()
        parse = read_header(lines, FORMAT, path.name)
        (found,) = RowReader(lines, width=8, parse=parse).rows()

        assert isinstance(found, ReadRow)
        assert (found.row.country, found.row.sku, found.line) == ("France", "85123A", 2)

    @pytest.mark.parametrize(
        ("header", "missing", "unexpected"),
        [
            (HEADER.replace("Quantity", "Qty"), "Quantity", "Qty"),
            (HEADER.removesuffix(",Country"), "Country", "–"),
            (HEADER + ",Country", "–", "Country"),
            (HEADER + ",", "–", "''"),
            ("id;name", ", ".join(FORMAT.columns), "id;name"),
            (HEADER.lower(), ", ".join(FORMAT.columns), HEADER.lower().replace(",", ", ")),
        ],
    )
    def test_wrong_columns_are_named(self, header: str, missing: str, unexpected: str) -> None:
        with pytest.raises(WrongColumns) as refusal:
            read_header(lines_of(header, first=1), FORMAT, "orders.csv")

        assert refusal.value.params == {
            "file": "orders.csv",
            "missing": missing,
            "unexpected": unexpected,
        }

    @pytest.mark.parametrize(
        ("data", "refusal"),
        [
            (b"", EmptyFile),
            (b"\xef\xbb\xbf", EmptyFile),
            (b"   ", EmptyFile),
            (HEADER.encode("utf-16"), NotText),
            (b"PK\x03\x04\x14\x00\xff", NotText),
            (b"\xff\xd8\xff\xe0", NotText),
            (b'"InvoiceNo,Stock', NotText),
        ],
    )
    def test_what_is_no_such_file_is_refused(
        self, data: bytes, refusal: type[UnreadableFile]
    ) -> None:
        with pytest.raises(refusal):
            read_header(lines_of(data, first=1), FORMAT, "orders.csv")

    def test_no_line_at_all_is_an_empty_file(self) -> None:
        with pytest.raises(EmptyFile):
            read_header(iter(()), FORMAT, "orders.csv")
