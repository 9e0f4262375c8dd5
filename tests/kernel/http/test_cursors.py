"""Cursors say where a page ends, and only those that a list gave out are taken."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.http.cursors import (
    CursorInvalid,
    page_of,
    read_cursor,
    read_moment_cursor,
    write_cursor,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
VALUES = st.one_of(st.integers(-(2**63) + 1, 2**63 - 1), TEXTS)


def forged(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read(values: list[Any]) -> None:
    assert read_cursor(write_cursor(values), [type(value) for value in values]) == values


@given(st.text(max_size=60))
def test_anything_else_is_refused(cursor: str) -> None:
    try:
        values = read_cursor(cursor, [int])
    except CursorInvalid:
        return
    assert values is not None
    assert isinstance(values[0], int)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "*",
        "é",
        "x" * 1025,
        forged({"a": 1}),
        forged([1]),
        forged([True, "a"]),
        forged([2**63, "a"]),
        forged([1, 2]),
        forged([1, "a\0"]),
        forged([1, "\ud800"]),
    ],
)
def test_refuses_what_the_list_has_not_given(cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        read_cursor(cursor, [int, str])


def test_no_cursor_begins_at_the_beginning() -> None:
    assert read_cursor(None, [int]) is None


class TestMoments:
    def test_come_back_with_the_id(self) -> None:
        moment = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)

        assert read_moment_cursor(write_cursor([moment.isoformat(), 7])) == (moment, 7)
        assert read_moment_cursor(None) is None

    def test_are_in_utc_whatever_zone_somebody_wrote(self) -> None:
        found = read_moment_cursor(write_cursor(["2026-03-04T18:23:00+18:23", 7]))

        assert found is not None
        assert found[0].isoformat() == "2026-03-04T00:00:00+00:00"

    @pytest.mark.parametrize(
        "moment", ["yesterday", "2026-03-04T05:06:00", "0001-01-01T00:00:00+14:00"]
    )
    def test_are_refused_where_they_are_none(self, moment: str) -> None:
        with pytest.raises(CursorInvalid):
            read_moment_cursor(write_cursor([moment, 7]))


class TestPage:
    def test_has_a_cursor_while_rows_follow(self) -> None:
        page = page_of([3, 2, 1], 2, lambda row: [row])

        assert page.items == [3, 2]
        assert read_cursor(page.next_cursor, [int]) == [2]

    def test_has_none_at_the_end(self) -> None:
        assert page_of([3, 2], 2, lambda row: [row]).next_cursor is None
